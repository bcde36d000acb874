"""Real Breda with the files at hand: too few kernset figures of the nulmeting for a composite, and it says so."""

from snapshot import figures
from snapshot.store import Snapshot


def test_breda_has_no_composite_from_these_files_and_every_kernset_indicator_says_why(breda: Snapshot) -> None:
    assert figures.composite(breda).empty
    assert figures.composite_missing(breda) == dict.fromkeys(
        [bouwsteen.id for bouwsteen in breda.programme.bouwstenen],
        "Minder dan twee kerncijfers zijn samen te voegen tot één score.",
    )
    parts = figures.composite_parts(breda)
    assert not parts["used"].any()
    why = {(row["bouwsteen"], row["indicator"]): row["reason"] for row in figures.plain_records(parts)}
    assert why["kunnen-worden", "misdrijven_per_1000"] == "is het enige cijfer dat overblijft"
    # RIVM 2020 only; the Leefbaarometer covers the focuswijken but not the rest of the city.
    assert why["leefbaar-inkomen", "eenzaam"] == (
        "heeft geen vergelijkbare cijfers per buurt over 2022, het jaar van de nulmeting"
    )
    assert why["goed-wonen", "leefbaarometer"] == "heeft nog geen cijfers per buurt en voor de focuswijken samen"
