"""An own group has the figures that the build would give it, and tells no more than what is shown already."""

from math import fsum
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indicators
from model.areas import REST_CODE
from model.own_area import as_focuswijk
from model.status import Reason
from snapshot import figures, own_survey, programmes
from snapshot.add_up import add_up, name_status
from snapshot.ingredients import INGREDIENTS
from snapshot.own_ground import ground
from snapshot.own_group import OWN_CODE, OwnGroup, own_group
from snapshot.settings import settings as at_hand
from snapshot.store import Audience, Snapshot, open_snapshot
from tests.snapshot.programme_folder import write

# Of several areas at once (verdict_overview) an own group cannot be judged: it is alone.
_OTHER = ["area", "area_name", "verdict_overview"]
FEW, ONE_OF_THREE = "BU99010406", "BU99010703"  # too few respondents: the only one of its wijk, and one of three


@pytest.mark.parametrize("focuswijk", ["dijk-en-korenbloem", "essenhof-west"])
def test_the_same_buurten_have_every_figure_of_the_focuswijk(voorbeeld_open: Snapshot, focuswijk: str) -> None:
    """All indicators and periods, to the bit: values, counts, reasons, margins, baselines, changes and verdicts."""
    s = voorbeeld_open
    buurten = next(f.buurten for f in s.programme.focuswijken if f.id == focuswijk)
    found = own_group(s, ground(s), buurten).figures
    for code, wanted in ((OWN_CODE, f"focuswijk:{focuswijk}"), (REST_CODE, REST_CODE)):
        own = found[found["area"] == code].drop(columns=_OTHER).reset_index(drop=True)
        theirs = figures.figures_of(s, list(s.indicators), [wanted]).drop(columns=_OTHER).reset_index(drop=True)
        assert len(own) > 1000
        pd.testing.assert_frame_equal(own, theirs[own.columns], check_exact=True, check_dtype=False)


def test_figures_are_the_same_whichever_others_are_asked_for(voorbeeld_open: Snapshot) -> None:
    """Also of surveys, whose figures may be withheld, and of one indicator alone: to the bit."""
    s, buurten = voorbeeld_open, ["BU99010400", ONE_OF_THREE]
    every = own_group(s, ground(s), buurten)
    for asked in (s.programme.kernset, ["rapportcijfer_buurt"]):
        found = own_group(s, ground(s), buurten, indicators=asked)
        wanted = every.figures[every.figures["indicator"].isin(asked)].reset_index(drop=True)
        assert len(wanted)
        pd.testing.assert_frame_equal(found.figures, wanted, check_exact=True, check_dtype=False)
        pd.testing.assert_frame_equal(found.links, every.links)


def test_a_share_of_two_buurten_by_hand(voorbeeld_open: Snapshot) -> None:
    """Numerators over denominators; the rest is the city without both and without the focuswijken."""
    s, two = voorbeeld_open, ["BU99010200", "BU99010202"]
    group = own_group(s, ground(s), two)
    row = _row(group, "bijstand_per_1000", "2024")
    parts = figures.figure_table(s, "bijstand_per_1000", two, ["2024"])
    assert row["value"] == pytest.approx(1000 * fsum(parts["numerator"]) / fsum(parts["denominator"]))
    everywhere = figures.members(s, "GM9901")
    focus = {code for wijk in s.programme.focuswijken for code in wijk.buurten}
    assert set(group.rest) == set(everywhere) - focus - set(two)
    rest = figures.figure_table(s, "bijstand_per_1000", list(group.rest), ["2024"])
    rest = rest[rest["numerator"].notna() & rest["denominator"].notna()]
    assert row["rest_value"] == pytest.approx(1000 * fsum(rest["numerator"]) / fsum(rest["denominator"]))


def test_all_buurten_leave_no_rest(voorbeeld_open: Snapshot) -> None:
    group = own_group(
        voorbeeld_open, ground(voorbeeld_open), figures.members(voorbeeld_open, "GM9901"), everyone_else=True
    )
    own = group.figures[group.figures["area"] == OWN_CODE]
    assert group.rest == ()
    assert own["rest_value"].isna().all()
    assert own["gemeente_value"].notna().any()


def test_a_moved_border_breaks_the_series_of_a_group(voorbeeld_open: Snapshot) -> None:
    """Half of the ground of both went elsewhere in 2025, with more than a tenth of the inhabitants."""
    links = own_group(voorbeeld_open, ground(voorbeeld_open), ["BU99010700"]).links.set_index("boundary_year")["link"]
    assert links[2025] == "breuk"
    assert set(links.drop(index=[2013, 2025])) == {"loopt door"}


_COUNTED = st.tuples(st.integers(0, 400), st.integers(1, 500), st.booleans(), st.integers(1, 1000))


@settings(max_examples=15, deadline=None)
@given(st.lists(_COUNTED, min_size=2, max_size=6))
def test_a_group_lies_between_its_buurten(parts: list[tuple[int, int, bool, int]]) -> None:
    """Shares and means of any buurten, some without figure: between the least and the most of those that count."""
    codes = [f"b{number}" for number in range(len(parts))]
    with duckdb.connect() as connection:
        connection.execute(
            """
            CREATE TEMP TABLE recipe (indicator VARCHAR, recipe INTEGER, factor DOUBLE, aggregation VARCHAR);
            INSERT INTO recipe VALUES ('share', 0, 1, 'RATIO_OF_SUMS'), ('mean', 0, 1, 'WEIGHTED_MEAN');
            CREATE TEMP TABLE part (code VARCHAR, x DOUBLE, n DOUBLE, has BOOLEAN, w DOUBLE)
            """
        )
        connection.executemany(
            "INSERT INTO part VALUES (?, ?, ?, ?, ?)", [[c, *p] for c, p in zip(codes, parts, strict=True)]
        )
        connection.execute(
            """
            CREATE TEMP TABLE direct AS SELECT indicator, recipe, code AS area, '2024' AS period, 2024 AS boundary_year,
                's' AS source, 'e' AS edition, CASE WHEN has THEN x / n END AS value,
                CASE WHEN has THEN x END AS numerator, n AS denominator, 'measured' AS sure,
                CASE WHEN has THEN '' ELSE 'secret' END AS reason, 1 AS n_buurten
                FROM part CROSS JOIN recipe;
            CREATE TEMP TABLE member AS SELECT 'g' AS area, 'focuswijk' AS level, code, 2024 AS boundary_year FROM part;
            CREATE TEMP TABLE people AS SELECT code, 2024 AS boundary_year, n AS inhabitants FROM part;
            CREATE TEMP TABLE weight AS SELECT 'mean' AS indicator, 0 AS recipe, code AS area, '2024' AS period,
                '2024' AS weight_period, w AS amount FROM part
            """
        )
        name_status(connection)
        add_up(connection)
        found = connection.execute("SELECT value, coverage FROM computed WHERE area = 'g'").fetchall()
    known = [x / n for x, n, has, _ in parts if has]
    covered = sum(n for _, n, has, _ in parts if has) / sum(n for _, n, *_ in parts)
    assert len(found) == 2
    for value, coverage in found:
        assert coverage == pytest.approx(covered)
        assert (value is not None) == (covered >= 0.9)
        assert value is None or min(known) - 1e-12 <= value <= max(known) + 1e-12


def test_two_groups_that_differ_by_a_hidden_buurt_do_not_give_it_away(voorbeeld_open: Snapshot) -> None:
    s, question = voorbeeld_open, ("rapportcijfer_buurt", "2023")
    # The only such buurt of its wijk: the wijk less its other buurten tells as much already.
    assert _row(own_group(s, ground(s), ["BU99010400", FEW]), *question)["reason"] == ""
    # One of three in its wijk: with and without it would tell it apart.
    part = _row(own_group(s, ground(s), ["BU99010400", ONE_OF_THREE]), *question)
    assert part["reason"] == Reason.TOO_FEW_PEOPLE
    for column in ("value", "numerator", "denominator", "ci_low", "respondents", "effective_n", "diff_rest"):
        assert np.isnan(part[column])
    assert part["verdict_rest"] == "niet te toetsen"


_AREAS = [f"b{number}" for number in range(8)]


_SETS = st.frozensets(st.sampled_from(_AREAS))
_SHOWN = st.lists(st.tuples(st.sampled_from(["focuswijk", "gemeente"]), _SETS), max_size=6)


@given(_SETS, _SHOWN, _SETS, st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_what_a_group_tells_is_a_sum_of_what_is_shown(
    hidden: frozenset[str], others: list[tuple[str, frozenset[str]]], group: frozenset[str], of_wijk: list[int]
) -> None:
    """Adding what own groups tell to what is shown opens no new direction: the rank of all sums stays the same."""
    wijken = [
        ("wijk", frozenset(a for a, w in zip(_AREAS, of_wijk, strict=True) if w == number)) for number in range(4)
    ]
    shown = [*wijken[:3], *others]
    held = group & hidden
    if not held or not own_survey.told(held, hidden, shown):
        return
    rows = [[float(a in codes) for a in _AREAS] for _, codes in shown]
    rows += [[float(a == b) for a in _AREAS] for b in _AREAS if b not in hidden]
    asked = [float(a in group) for a in _AREAS]
    assert np.linalg.matrix_rank(np.array([*rows, asked])) == np.linalg.matrix_rank(np.array(rows))


def test_the_public_half_has_nothing_to_draw_groups_from(voorbeeld_open: Snapshot) -> None:
    public = open_snapshot("voorbeeldstad", Audience.OPENBAAR)
    tables = set(public.ask("SELECT table_name FROM duckdb_tables()")["table_name"])
    assert not tables & set(INGREDIENTS)
    assert set(INGREDIENTS) <= set(voorbeeld_open.ask("SELECT table_name FROM duckdb_tables()")["table_name"])


def test_the_entry_pasted_into_the_example_passes_its_check(
    voorbeeld_open: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, declared = set(figures.areas(voorbeeld_open)["code"]), indicators.discover()
    units = {indicator.id: indicator.unit for indicator in declared.values()}
    shipped = (programmes.SHIPPED / "voorbeeldstad" / "programme.yaml").read_text(encoding="utf-8")
    entry = as_focuswijk('Rond "het" spoor: é', ["BU99010200", "BU99010202"], "Samengesteld.", ["merelveld"])
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path))
    at_hand.cache_clear()
    write(tmp_path / "programmes", shipped.replace("bouwstenen:", f"{entry}\nbouwstenen:"), programme="voorbeeldstad")
    wijk = programmes.load_programme("voorbeeldstad", declared, known, units).focuswijken[-1]
    at_hand.cache_clear()
    assert (wijk.naam, wijk.buurten) == ('Rond "het" spoor: é', ("BU99010200", "BU99010202"))


def _row(group: OwnGroup, indicator: str, period: str) -> pd.Series:
    own = group.figures[group.figures["area"] == OWN_CODE].set_index(["indicator", "period"])
    return own.loc[(indicator, period)]
