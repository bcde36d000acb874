"""The bewonersenquête of the fictional gemeente: outcomes of 2019, respondents of 2021 (CSV) and of 2023 (SPSS).

What people answer follows the hidden trait of their buurt, its crime, their age, and a programme that helps somewhat.
"""

import math
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import yaml
from cijfers import GEMEENTE, YEARS
from publicatie import Figures, gebieden
from schrijven import write_text, write_xlsx

EENS = {1: "helemaal mee eens", 2: "mee eens", 3: "niet eens, niet oneens", 4: "mee oneens", 5: "helemaal mee oneens"}
JA = {1: "ja", 2: "nee"}
VAAK = {1: "vaak", 2: "soms", 3: "zelden", 4: "nooit"}
GOED = {1: "zeer goed", 2: "goed", 3: "gaat wel", 4: "slecht", 5: "zeer slecht"}
WEEK = {1: "bijna elke dag", 2: "elke week", 3: "elke maand", 4: "minder vaak"}
# Column, variable, question, answers, codes that count, share in an average buurt in 2019, effect of ses, of a year in
# a focuswijk, and of being older.
VRAGEN: tuple[tuple[str, str, str, dict[int, str], tuple[int, ...], float, float, float, float], ...] = (
    ("v02", "past_de_woning", "Mijn woning past bij mijn huishouden.", EENS, (1, 2), 0.76, 0.38, 0.02, 0.25),
    ("v03", "wil_in_wijk_blijven", "Ik wil in deze wijk blijven wonen.", EENS, (1, 2), 0.72, 0.34, 0.03, 0.35),
    ("v04", "actief_in_buurt", "Was u het laatste jaar actief voor de buurt?", JA, (1,), 0.22, 0.12, 0.05, 0.10),
    ("v05", "buren_helpen_elkaar", "Mensen in mijn buurt helpen elkaar.", EENS, (1, 2), 0.61, 0.26, 0.04, 0.12),
    ("v06", "contact_buurtgenoten", "Hoe vaak hebt u contact met buurtgenoten?", WEEK, (1, 2), 0.66, 0.10, 0.02, 0.30),
    ("v07", "vertrouwen_signalen", "Als ik iets meld, gebeurt er iets mee.", EENS, (1, 2), 0.41, 0.22, 0.06, 0.02),
    ("v08", "weet_hulp_te_vinden", "Ik weet waar ik hulp kan vinden.", EENS, (1, 2), 0.63, 0.14, 0.05, 0.15),
    ("v09", "prettig_opgroeien", "Kinderen groeien in mijn buurt prettig op.", EENS, (1, 2), 0.67, 0.52, 0.04, 0.0),
    (
        "v10",
        "voelt_zich_onveilig",
        "Voelt u zich wel eens onveilig in uw buurt?",
        VAAK,
        (1, 2),
        0.17,
        -0.45,
        -0.03,
        -0.1,
    ),
    ("v11", "ervaren_overlast", "Hebt u last van andere mensen in de buurt?", VAAK, (1,), 0.13, -0.48, -0.02, -0.1),
    ("v12", "tevreden_voorzieningen", "Ik ben tevreden over de voorzieningen.", EENS, (1, 2), 0.69, 0.08, 0.01, 0.05),
    ("v13", "gezondheid_enquete_goed", "Hoe is uw gezondheid?", GOED, (1, 2), 0.74, 0.30, 0.01, -0.55),
)
WEET_NIET, GEEN_CIJFER = 9, 99
LEEFTIJDEN = ("18-34", "35-54", "55-74", "75+")
# How readily each age answers, against all.
RESPONS = np.array([0.62, 0.92, 1.32, 1.08])
SAMPLE, SAMPLE_FOCUS = 62, 150
KEEP_UNTIL = "2039-12-31"
NAAM = "Bewonersenquête Elzenvoorde (fictief)"


def enquete(folder: Path, base: pd.DataFrame, values: Figures) -> None:
    """Three waves with their codebooks."""
    _totalen(folder, _wave(2019, base, values), base)
    _csv(folder, _wave(2021, base, values))
    _sav(folder, _wave(2023, base, values))


def _adults(base: pd.DataFrame, values: Figures, year: int) -> np.ndarray:
    """Adults per buurt and age, in the order of LEEFTIJDEN."""
    at = YEARS.index(year)
    j15, j25, j45, j65 = (values[name][:, at] for name in ("j15", "j25", "j45", "j65"))
    return np.round(np.column_stack([0.7 * j15 + 0.5 * j25, 0.5 * j25 + 0.45 * j45, 0.55 * j45 + 0.5 * j65, 0.5 * j65]))


def _wave(year: int, base: pd.DataFrame, values: Figures) -> dict[str, Any]:
    """Respondents of one year as a frame with raw codes, and what is known of the population."""
    dice = Random(1000 + year)
    at, since = YEARS.index(year), year - 2019
    adults = _adults(base, values, year)
    crime = values["misdrijven"][:, at] / values["inwoners"][:, at]
    rows: list[dict[str, Any]] = []
    for unit in (area.leden[0] for area in gebieden(base, year) if area.soort == "Buurt" and area.code[2:6] == "9901"):
        focus, ses = bool(base["focus"][unit]), float(base["ses"][unit])
        people = adults[unit]
        n = min(SAMPLE_FOCUS if focus else SAMPLE, int(0.15 * people.sum()))
        unrest = math.log(crime[unit] / 0.046) if crime[unit] > 0 else 0.0
        local = dice.gauss(0, 0.15)
        for _ in range(n):
            age = _pick(dice, people * RESPONS)
            person = dice.gauss(0, 0.5)
            row: dict[str, Any] = {"unit": unit, "leeftijd": age, "basis": people.sum() / n / RESPONS[age]}
            mood = 7.35 + 0.42 * ses + 0.03 * since * focus - 0.12 * unrest + 0.2 * local + 0.8 * person
            grade = round(min(max(mood + 0.15 * (age - 1.5) + dice.gauss(0, 0.9), 1), 10))
            row["v01"] = GEEN_CIJFER if dice.random() < 0.015 else grade
            for column, *_, answers, counts, share, of_ses, of_focus, of_age in VRAGEN:
                lean = math.log(share / (1 - share)) + of_ses * ses + of_focus * since * focus + of_age * (age - 1.5)
                upset = column in ("v10", "v11")
                lean += (0.45 * unrest if upset else local) + (-0.6 if upset else 0.6) * person
                yes = dice.random() < 1 / (1 + math.exp(-lean))
                codes = [code for code in answers if (code in counts) == yes]
                row[column] = WEET_NIET if dice.random() < 0.03 else codes[_pick(dice, np.arange(len(codes), 0, -1.0))]
            if dice.random() < 0.02:
                row["v07"] = None
            rows.append(row)
    frame = pd.DataFrame(rows)
    frame = frame.iloc[dice.sample(range(len(frame)), len(frame))].reset_index(drop=True)
    frame["respnr"] = np.arange(len(frame)) + 1001
    frame["weging"] = (frame["basis"] * len(frame) / frame["basis"].sum()).round(4)
    areas = {a.leden[0]: a for a in gebieden(base, year) if a.soort == "Buurt" and a.code[2:6] == "9901"}
    frame["code"] = frame["unit"].map(lambda unit: areas[unit].code)
    frame["buurt"] = frame["unit"].map(lambda unit: areas[unit].naam)
    kind = np.where(base["focus"], "focuswijk", "overig")
    frame["stratum"] = frame["code"].str[6:8] + " " + pd.Series(kind[frame["unit"]], index=frame.index)
    own = list(areas)
    strata = pd.Series(adults[own].sum(axis=1), index=[f"{areas[u].code[6:8]} {kind[u]}" for u in own])
    return {
        "year": year,
        "frame": frame,
        "per_buurt": {areas[u].code: int(adults[u].sum()) for u in own},
        "per_stratum": {str(k): int(v) for k, v in strata.groupby(level=0).sum().items()},
        "per_age": {name: int(n) for name, n in zip(LEEFTIJDEN, adults[own].sum(axis=0), strict=True)},
    }


def _pick(dice: Random, weights: np.ndarray) -> int:
    return dice.choices(range(len(weights)), weights=list(weights))[0]


def _codebook(year: int, **fields: Any) -> dict[str, Any]:
    """What the codebooks share, with ``fields`` after the first lines."""
    return {
        "enquete": "respondenten",
        "id": "voorbeeld-bewonersenquete",
        "naam": NAAM,
        "uitgever": "gemeente Elzenvoorde (verzonnen)",
        "licentie": "CC0 1.0",
        "gemeente": GEMEENTE[0],
        "jaar": year,
        **fields,
        "vragen": [
            {
                "kolom": "v01",
                "variabele": "rapportcijfer_buurt",
                "vraag": "Welk rapportcijfer geeft u het wonen in uw buurt?",
                "schaal": "1-10",
                "geen_antwoord": [GEEN_CIJFER],
            },
            *(
                {
                    "kolom": column,
                    "variabele": variable,
                    "vraag": text,
                    "antwoorden": {**answers, WEET_NIET: "weet niet of geen antwoord"},
                    "telt": list(counts),
                    "geen_antwoord": [WEET_NIET],
                }
                for column, variable, text, answers, counts, *_ in VRAGEN
            ),
        ],
    }


def _write_codebook(path: Path, codebook: dict[str, Any]) -> None:
    write_text(path, yaml.safe_dump(codebook, allow_unicode=True, sort_keys=False, width=110))


def _csv(folder: Path, wave: dict[str, Any]) -> None:
    """Names of buurten, decimal commas, every buurt a stratum."""
    frame, questions = wave["frame"], ["v01", *(q[0] for q in VRAGEN)]
    lines = [";".join(["respnr", "buurt", "leeftijd", "weegfactor", *questions])]
    for row in frame.to_dict("records"):
        answers = ["" if pd.isna(row[q]) else str(int(row[q])) for q in questions]
        weight = f"{row['weging']:.4f}".replace(".", ",")
        lines.append(";".join([str(row["respnr"]), row["buurt"], LEEFTIJDEN[row["leeftijd"]], weight, *answers]))
    write_text(folder / "bewonersenquete-2021.csv", "\r\n".join([*lines, ""]))
    people = {row["buurt"]: wave["per_buurt"][row["code"]] for row in frame.to_dict("records")}
    codebook = _codebook(
        2021,
        bewaren_tot=pd.Timestamp(KEEP_UNTIL).date(),
        uitgenodigd=round(len(frame) / 0.31),
        herkenning={"kolommen": ["respnr", "buurt", "weegfactor", *questions]},
        gebied={"kolom": "buurt", "inhoud": "naam"},
        gewicht="weegfactor",
        stratum="buurt",
        respondentnummer="respnr",
        bevolking=dict(sorted(people.items())),
        overgeslagen=["leeftijd"],
        decimaal=",",
    )
    _write_codebook(folder / "bewonersenquete-2021.yaml", codebook)


def _sav(folder: Path, wave: dict[str, Any]) -> None:
    """Codes of buurten, SPSS labels, strata of wijk and kind of buurt, and weights that Wijkpeil rakes to age."""
    import pyreadstat

    frame, questions = wave["frame"], ["v01", *(q[0] for q in VRAGEN)]
    shown = pd.DataFrame(
        {
            "buurtcode": frame["code"],
            "stratum": frame["stratum"],
            "leeftijd": frame["leeftijd"].map(lambda age: float(age + 1)),
            "weging": frame["weging"],
            **{q: frame[q].astype("float64") for q in questions},
        }
    )
    labels = {"v01": "Rapportcijfer wonen in de buurt", **{q[0]: q[2] for q in VRAGEN}}
    values = {q[0]: {**q[3], WEET_NIET: "weet niet / geen antwoord"} for q in VRAGEN}
    values |= {"v01": {GEEN_CIJFER: "weet niet / geen antwoord"}}
    values |= {"leeftijd": {age + 1: name for age, name in enumerate(LEEFTIJDEN)}}
    path = folder / "bewonersenquete-2023.sav"
    folder.mkdir(parents=True, exist_ok=True)
    pyreadstat.write_sav(
        shown,
        str(path),
        column_labels=[labels.get(c, c) for c in shown.columns],
        variable_value_labels=values,
        missing_ranges={q: [GEEN_CIJFER if q == "v01" else WEET_NIET] for q in questions},
        row_compress=True,
    )
    # The header of an SPSS file holds the date and time of writing.
    content = path.read_bytes()
    path.write_bytes(content[:92] + b"01 Jan 2500:00:00" + content[109:])
    codebook = _codebook(
        2023,
        bewaren_tot=pd.Timestamp(KEEP_UNTIL).date(),
        uitgenodigd=round(len(frame) / 0.28),
        herkenning={"kolommen": ["buurtcode", "stratum", "weging", *questions]},
        gebied={"kolom": "buurtcode", "inhoud": "code"},
        gewicht="weging",
        stratum="stratum",
        bevolking=wave["per_stratum"],
        weging=[
            {
                "kolom": "leeftijd",
                "totalen": {str(place + 1): n for place, n in enumerate(wave["per_age"].values())},
            }
        ],
    )
    _write_codebook(folder / "bewonersenquete-2023.yaml", codebook)


def _totalen(folder: Path, wave: dict[str, Any], base: pd.DataFrame) -> None:
    """Of 2019 the gemeente kept outcomes only: per buurt, wijk and gemeente a value, answers and margin."""
    frame = wave["frame"]
    asked = [("v01", "rapportcijfer_buurt", None), *((q[0], q[1], q[4]) for q in VRAGEN)]
    head = ["Gebiedscode", "Inwoners 18+", *(f"{name}{part}" for _, name, _ in asked for part in ("", " n", " marge"))]
    rows: list[list[Any]] = [head]
    levels = [frame["code"], "WK" + frame["code"].str[2:8], pd.Series(GEMEENTE[0], index=frame.index)]
    for level in levels:
        for code, part in frame.groupby(level, sort=True):
            people = sum(n for own, n in wave["per_buurt"].items() if own in set(part["code"]))
            cells: list[Any] = [code, people]
            for column, _, counts in asked:
                cells += _outcome(part[column], part["basis"].to_numpy(), counts)
            rows.append(cells)
    write_xlsx(folder / "bewonersenquete-2019-uitkomsten.xlsx", "uitkomsten", rows)
    codebook = _codebook(2019)
    del codebook["vragen"]
    codebook |= {
        "enquete": "totalen",
        "id": "voorbeeld-enquete-uitkomsten",
        "herkenning": {"kolommen": ["Gebiedscode", "Inwoners 18+", "past_de_woning", "past_de_woning marge"]},
        "gebied": {"kolom": "Gebiedscode", "inhoud": "code"},
        "personen": "Inwoners 18+",
        "uitkomsten": [
            {"variabele": name, "kolom": name, "aantal": f"{name} n", "marge": f"{name} marge"} for _, name, _ in asked
        ],
    }
    _write_codebook(folder / "bewonersenquete-2019-uitkomsten.yaml", codebook)


def _outcome(codes: pd.Series, weights: np.ndarray, counts: tuple[int, ...] | None) -> list[Any]:
    """Weighted value with one decimal, answers, and a margin that allows for the weights."""
    given = codes.notna().to_numpy() & ~codes.isin([WEET_NIET if counts else GEEN_CIJFER]).to_numpy()
    y = codes[given].isin(counts).to_numpy(float) * 100 if counts else codes[given].to_numpy(float)
    w = weights[given]
    mean = float((w * y).sum() / w.sum())
    error = math.sqrt(float((w**2 * (y - mean) ** 2).sum()) * len(y) / max(len(y) - 1, 1)) / float(w.sum())
    return [round(mean, 1 if counts else 2), int(given.sum()), round(1.96 * error, 2)]
