"""Woonplekken worked by hand: sum over sum against inhabitants, what is unknown stays so, versions are kept.

The region of two gemeenten: 75 and 25 of 100 inhabitants.
"""

from decimal import Decimal

import pytest

from charts import woonplekken as chart
from charts import woonplekken_path as of_path
from model.inhoud import Inhoud
from model.woonplekken import Herkomst, Woonplek
from snapshot import woonplekken as homes

CITY, VILLAGE = "GM0001", "GM0002"
BOTH = (CITY, VILLAGE)
NAMES = {CITY: "Stad", VILLAGE: "Dorp"}
PEOPLE = homes.People(
    "2024", {CITY: 75.0, VILLAGE: 25.0, "WK000101": 30.0, "BU00010100": 20.0}, {"WK000101": "Wijk 01 Oever"}
)
INHOUD = Inhoud(
    woonplekken=(
        Woonplek(versie=2023, jaar=2023, gemeente=CITY, streefcijfer=20, gerealiseerd=15, mutaties=100),
        Woonplek(versie=2023, jaar=2023, gemeente=VILLAGE, streefcijfer=10, gerealiseerd=10),
        Woonplek(versie=2023, jaar=2024, gemeente=CITY, streefcijfer=24),
        Woonplek(versie=2023, jaar=2025, gemeente=CITY, streefcijfer=30),
        Woonplek(versie=2024, jaar=2024, gemeente=CITY, streefcijfer=26, gerealiseerd=30),
        Woonplek(versie=2024, jaar=2026, gemeente=CITY, streefcijfer=40),
        Woonplek(versie=2024, jaar=2024, gemeente=CITY, kern="oever", streefcijfer=13, gerealiseerd=4),
        Woonplek(versie=2024, jaar=2024, gemeente=CITY, kern="Buitengebied"),
    )
)


def test_a_region_without_a_figure_of_its_own_is_the_sum_of_all_its_gemeenten() -> None:
    region, city, village = homes.per_gemeente(INHOUD, 2023, 2023, BOTH, PEOPLE)
    assert (region.target, region.realised, region.summed) == (30, 25, True)
    assert region.lettings is None
    assert (city.share, city.fair, city.of_lettings) == (0.75, 22.5, 20.0)
    assert (village.share, village.fair, village.of_lettings) == (0.25, 7.5, None)
    later, _, unknown = homes.per_gemeente(INHOUD, 2023, 2024, BOTH, PEOPLE)
    assert (later.target, unknown.target, unknown.fair) == (None, None, None)


def test_without_the_inhabitants_of_a_gemeente_no_share_is_told() -> None:
    lacking = homes.People("2024", {CITY: 75.0}, {})
    assert [row.share for row in homes.per_gemeente(INHOUD, 2023, 2023, BOTH, lacking)] == [None, None, None]


def test_the_path_holds_the_newest_estimate_of_each_year_and_stops_where_one_is_unknown() -> None:
    """20 − 15 = 5 behind; 26 − 30 makes it 1; of 2025 nothing is realised yet, so from then on nothing is told."""
    steps = homes.path(INHOUD, 2024, CITY, BOTH)
    assert [(s.year, s.version, s.target, s.realised, s.backlog) for s in steps] == [
        (2023, 2023, 20, 15, 5),
        (2024, 2024, 26, 30, 1),
        (2025, 2023, 30, None, None),
        (2026, 2024, 40, None, None),
    ]
    assert of_path.seen(steps, "Stad") == (
        "In Stad kwamen er van 2023 tot en met 2024 samen 1 woonplek minder dan afgesproken."
    )
    assert homes.path(INHOUD, 2023, CITY, BOTH)[1].target == 24
    assert "nog niet te zeggen" in of_path.seen(homes.path(INHOUD, 2024, "", BOTH)[1:], "de regio")


def test_what_an_estimate_changed_is_told_against_the_one_before() -> None:
    found = homes.changes(INHOUD, 2024, 2023)
    assert [(one.year, one.gemeente, one.kern, one.before, one.now) for one in found] == [
        (2023, CITY, "", 20, None),
        (2023, VILLAGE, "", 10, None),
        (2024, CITY, "", 24, 26),
        (2024, CITY, "oever", None, 13),
        (2025, CITY, "", 30, None),
        (2026, CITY, "", None, 40),
    ]
    assert list(chart.changed(found, NAMES.__getitem__)["wat"])[2:4] == ["hoger", "nieuw in deze raming"]


def test_a_kern_that_is_a_wijk_has_its_share_and_another_has_none() -> None:
    oever, outside = homes.per_kern(INHOUD, 2024, 2024, CITY, PEOPLE)
    assert (oever.share, oever.fair) == (pytest.approx(0.4), pytest.approx(10.4))
    assert (outside.share, outside.target) == (None, None)


def test_the_table_and_the_sentences_keep_unknown_apart_from_zero() -> None:
    rows = homes.per_gemeente(INHOUD, 2023, 2023, BOTH, PEOPLE)
    table = chart.places(rows, NAMES.__getitem__)
    assert list(table["waar"]) == ["Hele regio", "Stad", "Dorp"]
    assert list(table["verschil"])[1:] == [-2.5, 2.5]
    assert table["mutaties"].isna().tolist() == [True, False, True]
    assert chart.seen(rows, 2023, NAMES.__getitem__) == (
        "In 2023 kwamen er 25 van de 30 afgesproken woonplekken. "
        "De opgave vraagt het meest in Stad: 20 % van de woningen die vrijkomen."
    )
    assert chart.missing(rows, NAMES.__getitem__) == ("Nog geen aantal vrijgekomen huurwoningen: Dorp.",)


def test_the_rest_of_the_region_is_set_against_the_inhabitants_of_the_others() -> None:
    rows = (
        Herkomst(jaar=2023, gemeente=CITY, aandeel_pct=Decimal(61)),
        Herkomst(jaar=2023, aandeel_pct=Decimal(39)),
    )
    table = chart.origin(rows, {CITY: 0.4, VILLAGE: 0.6}, NAMES.__getitem__)
    assert list(table["inwoners"]) == [40, 60]
    assert chart.origin_seen(table).startswith("In 2023: Stad 61 % van de cliënten en 40 % van de inwoners")
    assert chart.origin(rows, {}, NAMES.__getitem__)["inwoners"].isna().all()
