"""The example's border changes against what its generator laid down: recoded and split in 2019, moved in 2025."""

import pytest

from model.areas import Level
from snapshot import border_figures, figures, presentation, records
from snapshot.store import Snapshot

RECODED, FORMER = "BU99010711", "BU99010701"
OLD, SPLIT_OFF = "BU99010505", "BU99010506"
VILLAGE, FIELDS = "BU99010700", "BU99010702"


def _values(s: Snapshot, indicator: str, area: str, grenzen: int | None) -> dict[str, float]:
    frame = figures.trend(s, indicator, [area], grenzen)
    return dict(zip(frame["period"], frame["value"], strict=True))


def test_a_recoded_buurt_is_one_series_under_its_code_of_now(voorbeeld_open: Snapshot) -> None:
    found = figures.figure_table(voorbeeld_open, "inwoners", [RECODED])
    assert list(found["period"]) == [str(year) for year in range(2013, 2026)]
    assert found["value"].notna().all()
    assert figures.figure_table(voorbeeld_open, "inwoners", [FORMER]).empty
    last = found[found["period"] == "2025"].iloc[0]
    before = found[found["period"] == "2019"].iloc[0]
    assert last["nulmeting_value"] == before["value"]
    former = border_figures.codes_of(voorbeeld_open).to_dict("records")
    assert former == [{"code": RECODED, "former": FORMER, "name": "Wervelaar", "first": 2013, "last": 2018}]


def test_a_recoded_buurt_has_a_trend_over_all_years(voorbeeld_open: Snapshot) -> None:
    trend = figures.trends(voorbeeld_open, ["aandeel_65_en_ouder"]).set_index("area")
    unchanged = trend.loc["BU99010600"]
    assert (unchanged["first"], unchanged["last"]) == ("2015", "2025")
    assert list(trend.loc[RECODED, ["first", "last", "points"]]) == list(unchanged[["first", "last", "points"]])
    assert trend.loc[OLD, "first"] == trend.loc[SPLIT_OFF, "first"] == "2019"
    assert trend.loc[VILLAGE, "first"] == "2025"


def test_changes_are_withheld_only_where_a_border_moved_since_the_nulmeting(voorbeeld_open: Snapshot) -> None:
    found = figures.figure_table(voorbeeld_open, "aandeel_65_en_ouder", periods=["2025"])
    withheld = set(found.loc[found["change_withheld"] == "grens gewijzigd", "area"])
    assert withheld == {VILLAGE, FIELDS}
    # A register that counts all its years on the borders of 2025 has no border in its series.
    register = figures.figure_table(voorbeeld_open, "inwoners_gemeente", [VILLAGE], ["2025"])
    assert register["change_withheld"].isna().all()


def test_the_list_of_changes_is_that_of_the_generator(voorbeeld_open: Snapshot) -> None:
    changes = border_figures.border_changes(voorbeeld_open)
    own = changes[changes["level"] == Level.BUURT.value]
    assert {(row["code"], row["boundary_year"], row["kind"]) for row in own.to_dict("records")} == {
        (RECODED, 2019, "nieuwe code, zelfde grenzen"),
        (OLD, 2019, "grens gewijzigd"),
        (SPLIT_OFF, 2019, "nieuw"),
        (VILLAGE, 2025, "grens gewijzigd"),
        (FIELDS, 2025, "grens gewijzigd"),
    }
    (part,) = own[own["code"] == SPLIT_OFF]["parts"].iloc[0]
    assert part["name"] == "Oeverlanden"
    assert part["of_new"] == pytest.approx(1.0, abs=0.01)
    groups = changes[changes["level"] == Level.REST.value]
    assert list(groups["kind"]) == ["loopt door met aantekening"] * 2


def test_two_halves_of_a_split_buurt_add_up_to_what_it_was(voorbeeld_open: Snapshot) -> None:
    was = _values(voorbeeld_open, "inwoners", OLD, None)
    halves = [_values(voorbeeld_open, "inwoners", code, 2019) for code in (OLD, SPLIT_OFF)]
    for year in ("2013", "2016", "2018"):
        assert sum(half[year] for half in halves) == pytest.approx(was[year], rel=0.001)
    # 1,405 and 1,410 people lived in them in 2019, so half of the old buurt of 2018 goes to each.
    assert halves[0]["2018"] == pytest.approx(was["2018"] * 1405 / 2815, rel=0.01)


def test_on_the_borders_of_before_the_halves_are_one_again(voorbeeld_open: Snapshot) -> None:
    now = figures.figure_table(voorbeeld_open, "inwoners", [OLD, SPLIT_OFF], ["2025"])["value"].sum()
    row = figures.figure_table(voorbeeld_open, "inwoners", [OLD], ["2025"], grenzen=2013).iloc[0]
    assert (row["status"], row["method"], row["note"]) == (
        "estimated",
        "inwoners",
        "omgerekend naar grenzen van 2013, naar inwoners",
    )
    assert row["value"] == pytest.approx(now)
    assert figures.figure_table(voorbeeld_open, "inwoners", [SPLIT_OFF], ["2025"], grenzen=2013).empty


def test_a_strip_of_fields_takes_nobody_along(voorbeeld_open: Snapshot) -> None:
    """The generator moved ground to Dalwijk, and no people: its count of the same people is the truth."""
    truth = _values(voorbeeld_open, "inwoners_gemeente", VILLAGE, None)
    estimate = _values(voorbeeld_open, "inwoners", VILLAGE, 2025)
    for year in ("2013", "2019", "2024"):
        assert estimate[year] == pytest.approx(truth[year], rel=0.01)


def test_estimates_carry_no_test_and_figures_on_these_borders_stay(voorbeeld_open: Snapshot) -> None:
    shown = figures.figure_table(voorbeeld_open, "aandeel_65_en_ouder", [OLD, SPLIT_OFF, VILLAGE], grenzen=2025)
    made = shown[shown["method"].notna()]
    assert len(made) == 18
    assert made[["ci_low", "ci_high", "change", "change_low"]].isna().all(axis=None)
    assert set(made["verdict_rest"]) == {"niet te toetsen"}
    kept = shown[shown["method"].isna()]
    own = figures.figure_table(voorbeeld_open, "aandeel_65_en_ouder", [OLD, SPLIT_OFF, VILLAGE])
    both = kept.merge(own, on=["area", "period"], suffixes=("", "_own"))
    assert len(both) == len(kept)
    assert (both["value"] == both["value_own"]).all()


def test_a_figure_is_there_once_whatever_the_borders(voorbeeld_open: Snapshot) -> None:
    """A former code has the register's years up to 2018 on the borders of 2018, all others on those of 2024."""
    key = ["indicator", "area", "period"]
    estimates = voorbeeld_open.ask("SELECT presentation_year, indicator, area, period FROM figure_converted")
    assert not estimates.duplicated().any()
    everything = list(voorbeeld_open.indicators)
    for year in border_figures.border_years(voorbeeld_open):
        shown = figures.figures_of(voorbeeld_open, everything, grenzen=year)
        assert not shown.duplicated(key).any()
        cells = figures.figure_cells(voorbeeld_open, everything, grenzen=year)
        assert len(cells["area"]) == len(shown)
    table = figures.figure_table(voorbeeld_open, "kinderen_in_armoede", grenzen=2025)
    on_map = figures.map_values(voorbeeld_open, "kinderen_in_armoede", "2018", Level.BUURT, 2025)
    in_time = figures.trend(voorbeeld_open, "kinderen_in_armoede", [FIELDS], 2025)
    assert FIELDS in set(on_map["area"])
    assert not any(frame.duplicated(key).any() for frame in (table, on_map, in_time))
    # From the borders of 2018 nothing is known of the village, from those of 2024 there is an estimate.
    village = (
        figures.trend(voorbeeld_open, "bijstand_register_per_1000", [VILLAGE], 2025).set_index("period").loc["2018"]
    )
    assert (village["status"], village["boundary_year"]) == ("estimated", 2024)


def test_a_figure_on_these_borders_never_gives_way_to_an_estimate(voorbeeld_open: Snapshot) -> None:
    both = voorbeeld_open.ask(
        """
        SELECT c.indicator, c.area, c.period FROM figure_converted c
        JOIN on_borders o ON o.presentation_year = c.presentation_year AND o.code = c.area::VARCHAR
        JOIN figure_map f ON f.indicator = c.indicator AND f.area = c.area AND f.period = c.period
            AND f.boundary_year = o.boundary_year
        """
    )
    assert both.empty
    # The old buurt as it is since 2019, by a register on the borders of 2024.
    own = figures.figure_table(voorbeeld_open, "bijstand_register_per_1000", [OLD], ["2018"]).iloc[0]
    shown = figures.figure_table(voorbeeld_open, "bijstand_register_per_1000", [OLD], ["2018"], grenzen=2025).iloc[0]
    assert (shown["value"], shown["status"]) == (own["value"], "measured")


def test_every_area_of_a_level_is_on_the_map_of_its_year_once(voorbeeld_open: Snapshot) -> None:
    for year, buurten in ((2013, 52), (2019, 53), (2025, 53)):
        found = figures.map_values(voorbeeld_open, "inwoners", "2018", Level.BUURT, year)
        assert len(found) == found["area"].nunique() == buurten
        total = figures.figure_table(voorbeeld_open, "inwoners", ["GM9901"], ["2018"])["value"].iloc[0]
        assert found["value"].sum() == pytest.approx(total, rel=0.002)


def test_the_default_is_the_grenzenjaar_and_former_codes_may_be_asked(voorbeeld_open: Snapshot) -> None:
    assert presentation.choices(voorbeeld_open) == ["2025", "2019", "2013", "eigen"]
    rows = records.figure_records(voorbeeld_open, "inwoners", [FORMER], ["2013"])
    assert [(row["area"], row["method"]) for row in rows] == [(RECODED, None)]
