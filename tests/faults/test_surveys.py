"""A bewonersenquête with something wrong, offered for real: what the user reads, and that nothing of it stays."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from snapshot import figures
from snapshot.archive import Archive
from snapshot.build import build
from snapshot.reporting import build_report
from snapshot.settings import settings
from snapshot.store import open_snapshot
from tests.conftest import Ran
from tests.faults.conftest import NAME, Town
from tests.loaders.kwb_files import workbook
from tests.loaders.surveys import HEADER, write_codebook, write_sav
from tests.loaders.table_files import write

EDITION = "waterstad-enquete-2024"


def _rows(*buurten: str, each: int = 60, answer: str = "1", first: int = 0) -> str:
    """Respondents who all answer, with two grades and two weights, in two strata."""
    people = [(name, number) for name in buurten for number in range(each)]
    return "".join(
        f"{place};{name};{'ab'[number % 2]};{1 + number % 3};{6 + number % 4};{answer}\n"
        for place, (name, number) in enumerate(people, first)
    )


def _file(folder: Path, rows: str, name: str = "enquete", **changes: object) -> Path:
    write_codebook(folder, f"{name}.yaml", **changes)
    return write(folder, f"{HEADER}\n{rows}", f"{name}.csv")


STAYS_OUT = [
    (
        "0;Markt;a;0;7;1\n",
        {},
        "enquete.csv, rij 2, kolom 'weeg', waarde '0': een weegfactor is groter dan nul. Herstel de weegfactor. Wie "
        "niet "
        "meetelt, hoort niet in het bestand.",
    ),
    (
        "0;Markt;a;1;7;5\n",
        {},
        "enquete.csv, rij 2, kolom 'veilig', waarde '5': deze antwoordcode staat niet in het codeboek. Herstel de "
        "waarde, "
        "of zet de code in het codeboek bij 'antwoorden'.",
    ),
    (
        "0;Markt;a;1;7;1\n1;Markt;a;1;7;1\n",
        {"bevolking": {"a": 1}},
        "enquete.csv, kolom 'groep': stratum 'a' heeft 2 respondenten en volgens het codeboek 1 inwoners. Herstel "
        "'bevolking' in het codeboek of de strata in het bestand.",
    ),
    (
        "0;Nergens;a;1;7;1\n",
        {},
        "enquete.csv, kolom 'buurt': geen enkel gebied in dit bestand is bekend bij de gemeente van de beschrijving. "
        "Controleer 'gemeente' en 'gebied' in de beschrijving.",
    ),
    (
        "0;Markt;a;1;7;1\n",
        {"stratum": "laag"},
        "enquete.csv, kolom 'laag': deze kolom ontbreekt. Controleer de kolomkoppen van het bestand.",
    ),
    (
        "0;Markt;a;1;7;1\n",
        {"bewaren_tot": "2020-01-31"},
        "enquete.csv: dit bestand mocht worden bewaard tot en met 31-01-2020 en komt het archief niet meer in. "
        "Verwijder "
        "het. Klopt de datum niet, pas dan 'bewaren_tot' in het codeboek aan.",
    ),
    (
        _rows("Markt", each=4),
        {
            "weging": [
                {"kolom": "groep", "totalen": {"a": 10, "b": 20}},
                {"kolom": "weeg", "totalen": {"1": 10, "2": 10, "3": 20}},
            ]
        },
        "enquete.csv: de weging naar bekende totalen lukt niet. De totalen van de kenmerken tellen niet op tot "
        "hetzelfde "
        "aantal: 30 en 40. Controleer de totalen bij 'weging' in het codeboek.",
    ),
]


@pytest.mark.parametrize(("rows", "changes", "message"), STAYS_OUT)
def test_a_file_that_stays_out(town: Town, folder: Path, rows: str, changes: dict[str, object], message: str) -> None:
    before = town.deliveries
    ran = town.fetch(_file(folder, rows, **changes))
    assert (ran.code, ran.out) == (1, f"Geweigerd: 1\n  {message}\n")
    assert town.deliveries == before


def test_persons_stay_out_of_message_log_and_archive(town: Town, folder: Path) -> None:
    write_codebook(folder, "enquete.yaml", overgeslagen=["mail"])
    path = write(folder, f"{HEADER};mail\n0;Markt;a;1;7;1;jan.jansen@voorbeeld.nl\n", "enquete.csv")
    ran = town.fetch(path)
    assert ran.out == (
        "Geweigerd: 1\n  enquete.csv, kolom 'mail': deze kolom lijkt persoonsgegevens te bevatten; de waarden worden "
        "hier "
        "niet herhaald. Lever alleen aantallen per gebied, en verwijder dit bestand van plekken waar het niet hoort.\n"
    )
    everywhere = "".join(p.read_text("utf-8", errors="ignore") for p in (town.data / "raw").rglob("*") if p.is_file())
    assert "jansen" not in everywhere


def test_a_damaged_spss_file(town: Town, folder: Path) -> None:
    whole = write_sav(folder / "heel.sav", pd.DataFrame({"buurt": ["Markt"] * 200, "weeg": [1.5] * 200}))
    path = write(folder, whole.read_bytes()[:400], "enquete.sav")
    ran = town.fetch(path)
    assert ran.out == (
        "Niet herkend: 1\n  enquete.sav: Het SPSS-bestand is beschadigd of niet volledig. Open het bestand in SPSS "
        "en sla "
        "het opnieuw op, of exporteer het als CSV.\n"
    )


def test_no_areas_are_known_yet(data_folder: Path, folder: Path, wijkpeil: Callable[..., Ran]) -> None:
    ran = wijkpeil("fetch", "--from", _file(folder, _rows("Markt")))
    assert ran.out == (
        "Geweigerd: 1\n  enquete.csv: Wijkpeil kent nog geen gebieden van gemeente GM0001. Haal eerst een bestand met "
        "kerncijfers of grenzen van deze gemeente op.\n"
    )


def _told(s: object, built: object) -> list[str]:
    return [line.strip() for line in build_report(built, s).splitlines()]  # type: ignore[arg-type]


def test_small_buurten_are_hidden_and_one_in_a_stratum_is_told(town: Town, folder: Path) -> None:
    rows = _rows("Markt", "Chassé") + _rows("Haven", each=49, first=200) + "999;Markt;c;1;7;1\n"
    assert town.fetch(_file(folder, rows)).code == 0
    built = build(NAME)
    s = open_snapshot(NAME)
    found = figures.figure_table(s, "rapportcijfer_buurt", ["BU00010000", "BU00010002"]).set_index("area")
    assert found.loc["BU00010000", "respondents"] == 61
    assert found.loc["BU00010000", "reason"] == ""
    assert found.loc["BU00010002", "note"] == "49 deelnemers, te weinig voor een cijfer"
    assert found["value"].isna().to_dict() == {"BU00010000": False, "BU00010002": True}
    assert (
        "Opvallend: Stratum 'c' heeft maar één respondent; de spreiding daar is niet te meten en wordt geschat. Voeg "
        "strata "
        "samen."
    ) in _told(s, built)


def test_everyone_answers_that_he_does_not_know(town: Town, folder: Path) -> None:
    assert town.fetch(_file(folder, _rows("Markt", "Chassé", answer="9"))).code == 0
    built = build(NAME)
    s = open_snapshot(NAME)
    found = figures.figure_table(s, "voelt_zich_onveilig", ["BU00010000"]).to_dict("records")
    assert [(row["reason"], row["note"]) for row in found] == [
        ("too_few_respondents", "0 deelnemers, te weinig voor een cijfer")
    ]
    assert "Opvallend: Kolom 'veilig': niemand gaf een antwoord." in _told(s, built)


def test_a_second_wave_in_other_buurten(town: Town, folder: Path) -> None:
    assert town.fetch(_file(folder, _rows("Markt"), "enquete-2022", jaar=2022)).code == 0
    assert town.fetch(_file(folder, _rows("Chassé"), "enquete-2024")).code == 0
    built = build(NAME)
    told = _told(open_snapshot(NAME), built)
    assert (
        "Opvallend: Geen enkele buurt van deze meting zat ook in die van 2022; er is geen verandering te laten zien."
    ) in told


def test_erasure_leaves_a_tombstone_and_no_figure_of_it_in_the_next_build(
    town: Town, folder: Path, wijkpeil: Callable[..., Ran]
) -> None:
    path = _file(folder, _rows("Markt", "Chassé"))
    assert town.fetch(path).code == 0
    build(NAME)
    assert figures.periods(open_snapshot(NAME), "rapportcijfer_buurt", figures.Level.BUURT) == ["2024"]
    earlier = open_snapshot(NAME).directory

    listed = wijkpeil("wis")
    assert listed.out == f"{EDITION}, levering 1 (enquete.csv): bewaren tot en met 31-12-2099\n"
    refused = wijkpeil("wis", EDITION)
    assert (refused.code, refused.err.strip()) == (
        1,
        "Fout: Noem de reden met --reden, bijvoorbeeld: --reden 'bewaartermijn verstreken'.",
    )
    today = datetime.now(UTC)
    erased = wijkpeil("wis", EDITION, "--reden", "verzoek van de FG")
    tombstone = f"{EDITION}, levering 1 (enquete.csv): gewist op {today:%d-%m-%Y} (verzoek van de FG)"
    assert erased.out == (
        f"Gewist: {tombstone}.\nPeilen die er al zijn, houden alleen sommen per buurt en stratum. Een nieuwe opbouw "
        "gebruikt dit bestand niet.\n"
    )
    place = settings().raw / "bewonersenquete" / EDITION / "001"
    assert sorted(p.name for p in place.iterdir()) == ["enquete.yaml", "herkomst.json"]
    sidecar = json.loads((place / "herkomst.json").read_text(encoding="utf-8"))
    assert sidecar["erasure"]["why"] == "verzoek van de FG"
    assert len(sidecar["files"]["enquete.csv"]) == 64

    built = build(NAME)
    s = open_snapshot(NAME)
    assert figures.periods(s, "rapportcijfer_buurt", figures.Level.BUURT) == []
    assert f"Niet gebruikt, want gewist: {tombstone}" in _told(s, built)
    assert earlier.is_dir()

    assert wijkpeil("wis", EDITION, "--reden", "nog eens").err.strip() == f"Fout: Editie '{EDITION}' is al gewist."
    assert wijkpeil("wis", "waterstad-enquete-2042", "--reden", "x").err.strip() == (
        f"Fout: Er is geen bestand met respondenten van editie 'waterstad-enquete-2042'. Bedoelt u '{EDITION}'? Alle "
        f"bestanden: "
        "wijkpeil wis."
    )
    again = town.fetch(path)
    assert again.out == (
        f"Geweigerd: 1\n  enquete.csv: dit bestand is op {today:%d-%m-%Y} gewist (verzoek van de FG). Verwijder het "
        f"ook op "
        "de plek waar het vandaan kwam.\n"
    )


def test_what_an_interrupted_erasure_left_goes_at_the_next_fetch(town: Town, folder: Path) -> None:
    assert town.fetch(_file(folder, _rows("Markt"))).code == 0
    place = settings().raw / "bewonersenquete" / EDITION / "001"
    sidecar = json.loads((place / "herkomst.json").read_text(encoding="utf-8"))
    sidecar["erasure"] = {"erased_at": "2026-01-01T00:00:00Z", "why": "proef"}
    (place / "herkomst.json").write_text(json.dumps(sidecar), encoding="utf-8")
    assert EDITION not in {d.edition for d, _ in Archive(settings().raw).deliveries()}
    town.fetch(write(folder, "x", "leeg.csv"))
    assert not (place / "enquete.csv").exists()


def test_a_build_after_the_retention_date_says_so(town: Town, folder: Path) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011
    assert town.fetch(_file(folder, _rows("Markt"))).code == 0
    place = settings().raw / "bewonersenquete" / EDITION / "001"
    sidecar = json.loads((place / "herkomst.json").read_text(encoding="utf-8"))
    sidecar["keep_until"] = yesterday.isoformat()
    (place / "herkomst.json").write_text(json.dumps(sidecar), encoding="utf-8")
    built = build(NAME)
    assert (
        f"Opvallend: De bewaartermijn liep tot en met {yesterday:%d-%m-%Y}. Wis het bestand met: wijkpeil wis "
        f"{EDITION} "
        "--reden 'bewaartermijn verstreken'."
    ) in _told(open_snapshot(NAME), built)


def test_a_draft_of_a_codebook_from_spss_has_its_labels(town: Town, folder: Path) -> None:
    frame = pd.DataFrame({"buurt": ["Markt", "Chassé"] * 3, "weegfactor": [1.25] * 6, "q1": [1.0, 2, 1, 2, 9, 1]})
    path = write_sav(
        folder / "enq-2024.sav",
        frame,
        column_labels=["Buurt", "Weegfactor", "Voelt u zich wel eens onveilig?"],
        variable_value_labels={"q1": {1: "Ja", 2: "Nee", 9: "Weet niet"}},
    )
    ran = town.check(path)
    assert ran.code == 2
    assert ran.out.split("vragen:\n")[1].rstrip() == (
        '  - kolom: "q1"\n'
        "    variabele: voelt_zich_onveilig  # controleren\n"
        '    vraag: "Voelt u zich wel eens onveilig?"\n'
        "    antwoorden:\n"
        '      "1": "Ja"\n'
        '      "2": "Nee"\n'
        '      "9": "Weet niet"\n'
        '    telt: ["1"]  # controleren: de antwoorden die meetellen in het aandeel\n'
        '    geen_antwoord: ["9"]  # controleren'
    )


def test_a_draft_of_outcomes_goes_in_as_it_is_once_it_is_checked(town: Town, folder: Path) -> None:
    """One draft, of one kind; the file that it stands beside is then a wave of a bewonersenquête."""
    header = ["buurtcode", "inwoners", "overlast", "n overlast", "marge overlast"]
    rows = [["BU00010000", 100, 12.5, 60, 8.5], ["BU00010001", 110, 10, 70, 7.1]]
    path = workbook(folder / "uitkomsten-2024.xlsx", header, rows, "uitkomsten")
    checked = town.check(path)
    assert checked.code == 2
    told, draft = checked.out.split("\n\n", 1)
    assert told.endswith("het bestand of in bronnen/ van het programma, en controleer elke regel:")
    assert checked.out.count("Eerste opzet") == 1
    write(folder, draft, "uitkomsten-2024.yaml")
    ran = town.fetch(path)
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert "bewonersenquete_totalen/uitkomsten-2024/001" in town.deliveries
