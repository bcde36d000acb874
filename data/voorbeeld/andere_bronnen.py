"""The sources beside the kerncijfers: Leefbaarometer, RIVM and two registers of the gemeente itself."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from cijfers import YEARS, Noise
from publicatie import Figures, Gebied, gebieden, samen
from schrijven import write_text, write_xlsx, write_zip

LBM_YEARS = (2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024)
LBM_DIMENSIONS_IN = (2014, 2018, 2020, 2022, 2024)
LBM_NATIONAL_MEAN = 4.102264851
LBM_FILES = {"Buurt": ("buurten", "bu"), "Wijk": ("wijken", "wk"), "Gemeente": ("gemeenten", "gm")}
# What a kind of buurt has by itself, whoever lives there: physical surroundings, quiet, cohesion, amenities, homes.
LBM_OF_KIND = {
    "centrum": (0.015, -0.070, -0.035, 0.095, 0.005),
    "stadsrand": (0.000, -0.025, -0.020, 0.050, -0.005),
    "flats": (-0.020, -0.040, -0.045, 0.070, 0.000),
    "portiek": (-0.010, -0.025, -0.015, 0.030, -0.030),
    "rijtjes": (0.000, 0.000, 0.005, 0.005, 0.000),
    "vinex": (-0.005, 0.025, 0.015, -0.030, 0.025),
    "villa": (0.035, 0.030, 0.010, -0.020, 0.035),
    "dorp": (0.015, 0.030, 0.035, -0.045, 0.005),
    "buitengebied": (0.020, 0.045, 0.025, -0.110, 0.010),
}
RIVM_YEARS = (2016, 2020, 2022)
# Name of the column, national level in percent in 2020, change per year, what one step of ses does.
RIVM_TOPICS: tuple[tuple[str, float, float, float], ...] = (
    ("ErvarenGezondheidGoedZeerGoed", 78.4, -0.35, 4.4),
    ("VoldoetAanBeweegrichtlijn", 49.9, -0.20, 2.2),
    ("WekelijkseSporters", 48.9, -0.25, 4.6),
    ("Ondergewicht", 2.0, 0.02, -0.2),
    ("NormaalGewicht", 47.4, -0.25, 2.5),
    ("Overgewicht", 50.8, 0.25, -2.4),
    ("ErnstigOvergewicht", 15.6, 0.30, -2.3),
    ("Roker", 17.9, -0.75, -2.7),
    ("VoldoetAanAlcoholRichtlijn", 43.9, 0.35, -2.2),
    ("Drinker", 78.5, -0.30, 4.4),
    ("ZwareDrinker", 8.4, -0.10, 0.2),
    ("OvermatigeDrinker", 6.3, -0.10, 0.1),
    ("EenOfMeerLangdurigeAandoeningen", 32.5, 0.20, -1.8),
    ("BeperktVanwegeGezondheid", 31.0, 0.30, -2.4),
    ("ErnstigBeperktVanwegeGezondheid", 5.1, 0.05, -1.3),
    ("MatigHoogRisicoOpAngstOfDepressie", 45.9, 0.55, -3.7),
    ("HoogRisicoOpAngstOfDepressie", 6.7, 0.25, -2.0),
    ("HeelVeelStressInAfgelopen4Weken", 17.9, 0.30, -1.9),
    ("MatigVeelRegieOverEigenLeven", 90.1, -0.30, 2.3),
    ("Eenzaam", 47.0, 0.45, -3.4),
    ("ErnstigZeerErnstigEenzaam", 11.2, 0.30, -2.4),
    ("EmotioneelEenzaam", 28.9, 0.35, -2.5),
    ("SociaalEenzaam", 30.0, 0.30, -2.6),
    ("Mantelzorger", 13.6, -0.05, 0.2),
    ("Vrijwilligerswerk", 24.6, -0.25, 2.4),
    ("LopenEnOfFietsenNaarSchoolOfWerk", np.nan, 0.0, 0.0),
    ("ErnstigeGeluidhinderDoorBuren", 7.0, 0.25, -1.6),
    ("MoeiteMetRondkomen", 13.9, -0.25, -4.9),
)
CRIME_COLUMNS = {
    "Inwoners": "inwoners",
    "Misdrijven totaal": "misdrijven",
    "Inbraak woning": "inbraak",
    "Vernieling": "vernieling",
    "Overlastmeldingen": "overlast",
    "Waarvan jeugdoverlast": "overlast_jeugd",
}
YOUTH_COLUMNS = {
    "Leerlingen 12-23": "j12_23",
    "Voortijdig schoolverlaters": "vsv",
    "Kinderen 0-17": "j0_18",
    "Kinderen in armoede": "kinderen_arm",
    "Jongeren 12-24": "j12_24",
    "Verdachten 12-24": "verdachten",
    "Huishoudens": "huishoudens",
    "Huishoudens met problematische schulden": "schulden",
    "Personen met bijstand": "bijstand",
}
YOUTH_HIDDEN = ("Voortijdig schoolverlaters", "Kinderen in armoede", "Verdachten 12-24")
YOUTH_MINIMUM = 100


def _members(base: pd.DataFrame, areas: list[Gebied], weight: np.ndarray) -> np.ndarray:
    """Share of each unit in each area."""
    shares = np.zeros((len(areas), len(base)))
    for row, area in enumerate(areas):
        shares[row, list(area.leden)] = weight[list(area.leden)]
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def leefbaarometer(path: Path, base: pd.DataFrame, values: Figures) -> None:
    """Zip with one folder: scores per buurt, wijk and gemeente on the borders of 2024, and a grid that is no area."""
    scored = base["soort"].isin(LBM_OF_KIND)
    kind = np.array([LBM_OF_KIND.get(name, (0.0,) * 5) for name in base["soort"]])
    ses = base["ses"].to_numpy(float)[:, None]
    focus = base["focus"].to_numpy(float)[:, None]
    noise = Noise(base["inwoners_2025"].to_numpy(float), seed=2024)
    scores: dict[int, np.ndarray] = {}
    wander = [noise(0.010) for _ in range(5)]
    for year in LBM_YEARS:
        t = year - 2019
        loading = np.array([[0.020, 0.034, 0.019, 0.006, 0.024]])
        course = np.array([[0.0010, 0.0030, -0.0012, 0.0004, 0.0012]]) * t
        repair = np.array([[0.0022, 0.0034, 0.0016, 0.0004, 0.0018]]) * max(t, 0) * focus
        place = min(max(year - YEARS[0], 0), len(YEARS) - 1)
        scores[year] = kind + loading * ses + course + repair + np.column_stack([w[:, place] for w in wander])
    areas = [area for area in gebieden(base, 2024) if area.soort in LBM_FILES and area.code[2:6] == "9901"]
    areas = [area for area in areas if area.soort != "Buurt" or scored[area.leden[0]]]
    homes = np.where(scored, values["woningen"][:, YEARS.index(2024)], 0.0)
    shares = _members(base, areas, homes)
    files: dict[str, bytes] = {}
    for soort, (plural, prefix) in LBM_FILES.items():
        lines = [f'"{prefix}_code","{prefix}_naam","jaar","lbm","afw","fys","onv","soc","vrz","won"']
        for row, area in enumerate(areas):
            if area.soort == soort:
                lines += [_lbm_line(area, year, shares[row] @ scores[year]) for year in LBM_YEARS]
        files[f"open-data-leefbaarometer/Leefbaarometer-scores {plural} 2002-2024.csv"] = "\n".join(
            [*lines, ""]
        ).encode()
    grid = '"grid_id","jaar","lbm","afw","fys","onv","soc","vrz","won"\n"E1614N4287",2024,4.1,0,NA,NA,NA,NA,NA\n'
    files["open-data-leefbaarometer/Leefbaarometer-scores grids 2002-2024.csv"] = grid.encode()
    write_zip(path, files)


def _lbm_line(area: Gebied, year: int, dimensions: np.ndarray) -> str:
    """One row; the parts are rounded before they are added, so that they add up to the last digit."""
    parts = [round(float(part), 12) for part in dimensions]
    deviation = round(sum(parts), 12)
    shown = [f"{part:.12f}" if year in LBM_DIMENSIONS_IN else "NA" for part in parts]
    cells = [
        f'"{area.code}"',
        f'"{area.naam}"',
        str(year),
        f"{LBM_NATIONAL_MEAN + deviation:.12f}",
        f"{deviation:.12f}",
    ]
    return ",".join([*cells, *shown])


def rivm(path: Path, year: int, base: pd.DataFrame, values: Figures) -> None:
    """Workbook of one edition: numbers as padded text, a point where missing, the country under its RIVM code."""
    adults = (values["inwoners"] - values["j0_18"])[:, YEARS.index(year)]
    noise = Noise(base["inwoners_2025"].to_numpy(float), seed=20300)
    ses = base["ses"].to_numpy(float)
    older = base["j65"].to_numpy(float) / 19 - 1
    areas = gebieden(base, year)
    shares = _members(base, areas, adults)
    columns = []
    for name, level, per_year, slope in RIVM_TOPICS:
        ill = 6.0 if slope < 0 and "Aandoening" in name + "Beperkt" and "Risico" not in name else 0.0
        unit = level + per_year * (year - 2020) + slope * ses + ill * older * 0.4
        unit = unit + abs(slope) * 0.4 * noise(1.0)[:, YEARS.index(year)]
        columns.append(shares @ np.clip(unit, 0.3, 98.5))
    people = np.array([adults[list(area.leden)].sum() for area in areas])
    head = ["ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Gemeentenaam_1", "SoortRegio_2", "Codering_3"]
    rows: list[list[Any]] = [head + [f"{name}_{place}" for place, (name, *_) in enumerate(RIVM_TOPICS, 4)]]
    for row, area in enumerate(areas):
        code = "NL01" if area.code == "NL00" else area.code
        texts = [code.ljust(10), f"{year}JJ00", area.gemeente.ljust(40), area.soort.ljust(10), code.ljust(20)]
        cells = [_rivm_cell(float(column[row]), people[row] < 100) for column in columns]
        rows.append([2 + 3 * row, 20300, "MW00000", *texts, *cells])
    write_xlsx(path, f"RIVM_gezondheid{year}_18+", rows)


def _rivm_cell(value: float, secret: bool) -> str:
    if np.isnan(value):
        return ""
    return "       ." if secret else f"{value:8.1f}"


def misdrijven(path: Path, base: pd.DataFrame, values: Figures) -> None:
    """Register by name and kind of area, one row per area and year."""
    lines = [";".join(["Jaar", "Gebied", "Soort gebied", *CRIME_COLUMNS])]
    for year in YEARS:
        areas = [area for area in gebieden(base, year) if area.code[2:6] == "9901"]
        figures = samen(values, areas, year)
        for row, area in enumerate(areas):
            name = area.naam[8:] if area.soort == "Wijk" else area.naam
            counts = [str(round(float(figures[variable][row]))) for variable in CRIME_COLUMNS.values()]
            lines.append(";".join([str(year), name, area.soort, *counts]))
    write_text(path, "\r\n".join([*lines, ""]))


def jeugd(path: Path, base: pd.DataFrame, values: Figures) -> None:
    """Register by code; nobody is counted where few young people live. It ends a year early."""
    lines = [";".join(["Jaar", "Gebiedscode", *YOUTH_COLUMNS])]
    for year in YEARS[:-1]:
        areas = [area for area in gebieden(base, year) if area.code[2:6] == "9901"]
        figures = samen(values, areas, year)
        for row, area in enumerate(areas):
            small = figures["j12_23"][row] < YOUTH_MINIMUM
            counts = {name: str(round(float(figures[variable][row]))) for name, variable in YOUTH_COLUMNS.items()}
            shown = ["x" if small and name in YOUTH_HIDDEN else count for name, count in counts.items()]
            lines.append(";".join([str(year), area.code, *shown]))
    write_text(path, "\r\n".join([*lines, ""]))
