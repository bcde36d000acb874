"""Focusgebieden: declared borders checked with file and line, and figures worked by hand by the rules of the build.

The other gemeente GM0002 has two buurten of 100 and 300 inhabitants with 10 and 60 people: together 70 of 400, 17,5 %.
"""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from indicators import discover
from indicators._forms import share
from indicators._parts import ratio, worked
from model.errors import WijkpeilError
from model.focusgebied import Focusgebied
from model.indicator import Direction, Indicator, Theme
from snapshot import focusgebieden, staging
from snapshot.compute import INHABITANTS, compute
from snapshot.programmes import load_programme
from tests.snapshot import tiny

PLACE = {"id": "ander", "naam": "Ander", "gemeente": "GM0002", "gemeente_naam": "Ginds", "bron": "proef"}
ELSEWHERE = ("BU00020001", "BU00020002")


def test_the_shipped_file_is_sound_and_names_no_borders_without_a_source(data_folder: Path) -> None:
    found = focusgebieden.load()
    assert [one.id for one in found.focusgebieden if not one.fictief] == ["breda", "roosendaal"]
    assert all(one.bron for one in found.focusgebieden)
    assert not found.volledig


def test_a_programme_stands_for_its_focuswijken_and_never_beside_itself(data_folder: Path) -> None:
    (roosendaal,) = focusgebieden.others(load_programme("verbeter-breda", discover().keys()))
    assert Focusgebied.model_validate(roosendaal.model_dump(mode="json")) == roosendaal
    assert "BU16740202" in roosendaal.buurten
    assert all(code.startswith("BU1674") for code in roosendaal.buurten)
    invented = focusgebieden.others(load_programme("voorbeeldstad", discover().keys()))
    assert all(one.fictief for one in invented)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("buurten: [BU00020001]", "bij buurten hoort een grenzenjaar"),
        ("grenzenjaar: 2024\n    buurten: [BU00030001]", "regel 9: buurt BU00030001 ligt niet in GM0002."),
        ("grenzenjaar: 2024\n    buurten: [BU2]", "'BU2' is geen geldige buurtcode."),
        ("programma: nergens", "programma 'nergens' is er niet."),
        ("grens: ja", "onbekend veld 'grens'."),
    ],
)
def test_a_mistake_is_told_with_its_line(data_folder: Path, line: str, said: str) -> None:
    head = "volledig: false\nfocusgebieden:\n  - id: ander\n    naam: Ander\n    gemeente: GM0002\n"
    text = f"{head}    gemeente_naam: Ginds\n    bron: proef\n    {line}\n"
    (data_folder / focusgebieden.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(WijkpeilError, match=r"focusgebieden\.yaml, regel") as refused:
        focusgebieden.load()
    assert said in str(refused.value)


def test_a_focusgebied_elsewhere_has_the_sum_over_the_sum_of_its_buurten() -> None:
    found = _computed(Focusgebied(**PLACE, grenzenjaar=2024, buurten=ELSEWHERE))
    assert found == [("deel", "focusgebied:ander", "2024", 17.5, 70.0, 400.0, "")]


def test_half_of_the_buurten_gives_a_reason_and_never_a_figure() -> None:
    found = _computed(Focusgebied(**PLACE, grenzenjaar=2024, buurten=(*ELSEWHERE, "BU00020003")), {"BU00020003": 500})
    assert found == [("deel", "focusgebied:ander", "2024", None, None, None, "low_coverage")]


def test_without_buurten_at_hand_there_is_no_row() -> None:
    assert _computed(Focusgebied(**PLACE, grenzenjaar=2024, buurten=("BU00020009",))) == []
    assert _computed(Focusgebied(**PLACE)) == []


def _indicator() -> Indicator:
    return share(
        Theme.WERK,
        "deel",
        name="Deel",
        plain_name="Deel",
        plain_sentence="{gebied} {waarde}",
        description="Proef.",
        direction=Direction.NEUTRAL,
        recipes=ratio(("mensen",), ("aantal_inwoners",)),
        example=worked({"mensen": 1, "aantal_inwoners": 2}, values=(50,), group=50),
        feeds="proef",
    )


def _computed(other: Focusgebied, more: dict[str, int] | None = None) -> list[tuple[object, ...]]:
    """Rows of the table: indicator, area, period, value, numerator, denominator, reason."""
    own = tiny.areas(2)
    elsewhere = pd.DataFrame(
        [(code, 2024, code, "buurt", "WK000200", "GM0002", 1) for code in (*ELSEWHERE, *(more or {}))],
        columns=list(own.columns),
    )
    areas = pd.concat([own, elsewhere], ignore_index=True)
    counts = {tiny.buurt(1): (5, 50), tiny.buurt(2): (5, 50), ELSEWHERE[0]: (10, 100), ELSEWHERE[1]: (60, 300)}
    rows = [(code, "2024", "mensen", mensen) for code, (mensen, _) in counts.items()]
    rows += [(code, "2024", "aantal_inwoners", people) for code, (_, people) in counts.items()]
    rows += [(code, "2024", "aantal_inwoners", people) for code, people in (more or {}).items()]
    with duckdb.connect() as connection:
        staging.stage_recipes(connection, [_indicator()])
        staging.stage_sources(connection, [tiny.source("cbs_kwb")])
        staging.stage_observations(connection, [tiny.one_read(rows)], INHABITANTS, own)
        staging.stage_areas(connection, areas)
        staging.stage_groups(connection, staging.group_members(tiny.programme({"a": (tiny.buurt(1),)}), areas, {2024}))
        focusgebieden.stage(connection, areas, [other], {2024})
        compute(connection)
        connection.execute("DROP TABLE computed")
        focusgebieden.write(connection, ["deel"])
        return connection.execute(
            f"SELECT indicator, area, period, value, numerator, denominator, reason FROM {focusgebieden.TABLE}"
        ).fetchall()
