"""What covers which year, how old it is and what was revised, on a town of which every figure is known.

Twelve buurten with 100, 110, … 210 inhabitants. Kerncijfers of 2021; of 2023, all provisional; of 2024 in two
deliveries, of which the second says 150 inhabitants of the Markt instead of 100 and 61 % koopwoningen in Chassé instead
of 60 %, and leaves those of Krogten (210 inhabitants) out. Then the buurten hold 1,910 people together.
The file of 2023 has no names, so that nothing links the areas over that year: the series of the three groups (the
focuswijk, the focuswijken together, the rest) begin anew.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from charts.quality_words import gaps_table, most_overdue, revised, revisions_table
from model.status import Standing
from snapshot import quality, store
from snapshot.build import build
from snapshot.figures import plain_records
from snapshot.intake import Outcome, fetch_files
from snapshot.journal import last_entries
from snapshot.settings import settings
from snapshot.store import Snapshot, open_snapshot
from tests.faults.town import CODES, inhabitants, register
from tests.loaders.kwb_files import numbered, value_json
from tests.snapshot.proposed import NAME, add, deliver, settle

KOOP = [{"BU00010001": 61, "BU000101AD": "."}.get(code, 60) for code in CODES]
NAMES = {"cbs_kwb": "Kerncijfers"}


def deliver_provisional(files: Path) -> None:
    """Kerncijfers of 2023 as OData, of a table that says that its figures are provisional."""
    files.mkdir()
    frame = numbered({"AantalInwoners_5": [inhabitants(code) for code in CODES]}, CODES)
    frame["Koopwoningen_40"] = 60
    value_json(files / "cijfers.json", frame, **{"odata.metadata": "https://bron.example/OData/85618NED/$metadata"})
    said = "Status van de cijfers:\nDe cijfers zijn voorlopig.\n"
    about = {
        "Identifier": "85618NED",
        "Title": "Kerncijfers wijken en buurten 2023",
        "Period": "2023",
        "Modified": "2024-03-26",
    }
    value_json(files / "tabel.json", [{**about, "ShortDescription": said, "RecordCount": 16, "ColumnCount": 4}])
    add(files / "cijfers.json", None)


def refuse(files: Path) -> None:
    """Offer a register with a word where a figure should be."""
    files.mkdir()
    (fetched,) = fetch_files(register(files, "buurt;jaar;inwoners\nMarkt;2024;Jansen\n"), None, accept=False)
    assert fetched.outcome is Outcome.REFUSED


def make_town(data: Path, files: Path) -> None:
    """The town that the docstring tells of, with a refused file besides, built and served."""
    settle(data)
    deliver(files / "2021", "2021", [58] * len(CODES))
    deliver_provisional(files / "2023")
    deliver(files / "2024", "2024")
    deliver(files / "opnieuw", "2024", KOOP, BU00010000=150)
    refuse(files / "fout")
    build(NAME)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The town, opened; read only."""
    data = tmp_path_factory.mktemp("kwaliteit") / "data"
    data.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKPEIL_DATA", str(data))
        settings.cache_clear()
        make_town(data, data.parent)
        yield open_snapshot(NAME)
        store.forget()
    settings.cache_clear()


def test_each_year_of_a_source_has_its_coverage_standing_and_delivery(town: Snapshot) -> None:
    found = [
        tuple(row[name] for name in ("year", "state", "n_buurten", "n_town", "with", "of", "delivery"))
        for row in plain_records(quality.matrix(town))
    ]
    assert found == [
        (2021, Standing.FINAL, 12, 12, 2, 2, "2021: 1"),
        (2022, Standing.MISSING, None, None, None, None, ""),
        (2023, Standing.PROVISIONAL, 12, 12, 2, 2, "2023: 1"),
        (2024, Standing.FINAL, 11, 12, 2, 2, "2024: 2"),
    ]
    assert quality.matrix(town)["share"].tolist()[3] == pytest.approx(1700 / 1910)


def test_of_one_source_each_indicator_is_a_row(town: Snapshot) -> None:
    frame = quality.matrix(town, "cbs_kwb")
    newest = {row["key"]: (row["share"], row["n_buurten"]) for row in plain_records(frame[frame["year"] == 2024])}
    assert newest == {"inwoners": (1.0, 12), "koopwoningen": (pytest.approx(1700 / 1910), 11)}
    assert frame.loc[frame["year"] == 2022, "state"].tolist() == [Standing.MISSING] * 2


def test_what_lacks_has_a_reason_and_how_many_people_it_is_about(town: Snapshot) -> None:
    table = gaps_table(quality.gaps(town), {"koopwoningen": "Koopwoningen"}, NAMES)
    assert plain_records(table) == [
        {
            "name": "Koopwoningen",
            "periods": "2024",
            "reason": "te weinig mensen of onbekend, door de bron niet vrijgegeven",
            "n_buurten": 1.0,
            "inhabitants": 210.0,
            "source": "Kerncijfers",
        }
    ]


def test_a_second_delivery_of_an_edition_is_held_beside_the_first(town: Snapshot) -> None:
    """Two variables of 16 areas: Markt went up by a half, Chassé by a sixtieth, and one figure went."""
    frame = quality.revisions(town)
    assert frame is not None
    assert plain_records(revisions_table(frame, NAMES, {"aantal_inwoners": "Inwoners"})) == [
        {
            "name": "Kerncijfers",
            "edition": "2024",
            "deliveries": "1 → 2",
            "n_both": 32.0,
            "n_changed": 2.0,
            "n_appeared": 0.0,
            "n_vanished": 1.0,
            "largest": "Inwoners, Markt, 2024: van 100 naar 150",
        }
    ]
    assert revised(frame, NAMES) == (
        "Bij Kerncijfers 2024 veranderde het meest: 2 van 32 cijfers (6\u00a0%) kregen in levering 2 een andere waarde."
    )


def test_a_snapshot_from_before_revisions_says_so(town: Snapshot) -> None:
    class Old:
        ask = staticmethod(lambda sql: town.ask(sql.replace("'revision'", "'bestaat niet'")))

    assert quality.revisions(Old) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("newest", "arrived", "every", "today", "days"),
    [
        (2024, "2026-06-01", 1, "2026-12-31", -1),  # 2025 should follow; it has been over for a year the day after
        (2024, "2026-06-01", 1, "2027-01-02", 1),
        (2025, "2025-11-01", 1, "2026-12-01", 0),  # 365 and 30 days
        (2025, "2025-11-01", 1, "2026-12-02", 1),
        (2022, "2025-01-01", 4, "2027-12-31", -1),
        (2022, "2026-01-01", 4, "2028-01-04", 3),
    ],
)
def test_a_source_is_overdue_by_its_last_year_or_by_what_came_in(
    newest: int, arrived: str, every: int, today: str, days: int
) -> None:
    assert quality.overdue(newest, date.fromisoformat(arrived), every, date.fromisoformat(today)) == days


def test_the_most_overdue_source_is_named_first(town: Snapshot) -> None:
    day = datetime.now(UTC).date()
    later = day + timedelta(days=500)
    frame = quality.ages(town, later)
    assert plain_records(frame[["key", "newest", "arrived", "days", "stale"]]) == [
        {"key": "cbs_kwb", "newest": 2024.0, "arrived": day, "days": 500, "stale": True}
    ]
    assert most_overdue(frame) == (
        "Het meest verouderd is Kerncijfers wijken en buurten: tot en met 2024, laatst binnengekomen op "
        f"{day.day}-{day.month}-{day.year}; elk jaar een editie."
    )


def test_the_load_log_has_the_refusal_on_top_without_the_value(town: Snapshot) -> None:
    entries = last_entries(settings().raw, 3)
    assert [(entry["uitkomst"], entry["editie"]) for entry in entries[1:]] == [("toegevoegd", "2024")] * 2
    assert entries[0]["uitkomst"] == "geweigerd"
    assert "Jansen" not in str(entries)
