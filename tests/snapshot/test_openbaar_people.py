"""Inhabitants from a register of the municipality: what is worked out with them must not tell of few of them."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from snapshot import publish
from snapshot.build import build
from snapshot.intake import Outcome, fetch_files
from snapshot.settings import settings
from snapshot.store import Audience, open_snapshot
from tests.faults.town import (
    BUURTEN,
    BY_CODE,
    CODES,
    INWONERS,
    KOOP,
    PROGRAMME,
    borders,
    inhabitants_of,
    kwb_rows,
    register,
)
from tests.loaders.kwb_files import REGION_HEADERS, text_csv

NAME = "waterstad"
SMALL, BESIDE, OUTSIDE, SILENT = "BU00010000", "BU00010001", "BU00010100", "BU00010101"
REGISTERED = {"inwoners": "inwoners_gemeente", "misdrijven": "misdrijven"}
FOCUS = PROGRAMME.replace("[BU00010000]", f"[{SMALL}, {BESIDE}]")


def _public(
    folder: Path, small: int, patch: pytest.MonkeyPatch, cbs: Sequence[object] | None = None
) -> dict[str, pd.DataFrame]:
    """Every public table of a town where in 2024 the border between a small buurt and one far from it moved.

    ``small``: inhabitants of that buurt in 2024, 3 in 2023; it is in a focuswijk with one of 30. CBS gives no
    inhabitants, or ``cbs`` in the order of CODES; the register does, elsewhere in multiples of five, and crimes of all
    buurten but one.
    """
    data, files = folder / f"data-{small}", folder / f"bronnen-{small}"
    programme = data / "programmes" / NAME
    for path in (programme, files):
        path.mkdir(parents=True)
    (programme / "programme.yaml").write_text(FOCUS, encoding="utf-8")
    patch.setenv("WIJKPEIL_DATA", str(data))
    settings.cache_clear()
    paths: list[tuple[Path, str | None]] = [(borders(files), None)]
    for year, flagged in (("2023", ()), ("2024", (SMALL, OUTSIDE))):
        figures = {KOOP: [60] * len(CODES), **({} if cbs is None else {INWONERS: cbs})}
        rows = kwb_rows(list(figures.values()))
        for row, code in zip(rows, CODES, strict=True):
            row[4] = "3" if code in flagged else "1"
        paths.append((text_csv(files / f"kerncijfers-{year}.csv", [*REGION_HEADERS, *figures], rows), year))
    people = {code: 100 + 5 * place for place, code in enumerate(BUURTEN)} | {BESIDE: 30}
    content = "".join(
        f"{code};{year};{n};{'' if code == SILENT else 40}\n"
        for year, of_small in ((2023, 3), (2024, small))
        for code, n in (people | {SMALL: of_small}).items()
    )
    measured = [{"kolom": name, "variabele": v, "eenheid": "aantal"} for name, v in REGISTERED.items()]
    counted = register(
        files,
        f"buurt;jaar;{';'.join(REGISTERED)}\n{content}",
        gebied=BY_CODE,
        grenzenjaar="elk jaar",
        variabelen=measured,
    )
    for path, edition in [*paths, (counted, None)]:
        (fetched,) = fetch_files(path, edition, accept=False)
        assert fetched.outcome is Outcome.ADDED, fetched.text
    build(NAME)
    with publish.connect(open_snapshot(NAME, Audience.OPENBAAR).directory, publish.OPENBAAR) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        # When a file came in differs from one build to the next.
        return {name: connection.execute(f"FROM {name}").df() for name in names if name != "delivery"}


def test_a_few_inhabitants_more_or_less_change_nothing_that_is_public(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 3 of 33 the moved border is under a tenth of the focuswijk and its series would go on, with 4 of 34 it would
    break; how much of the gemeente the crimes cover would differ too. Every sum rounds alike."""
    three, four = (_public(tmp_path, small, monkeypatch) for small in (3, 4))
    settings.cache_clear()
    series = three["area_series"].set_index(["code", "boundary_year"])
    assert series.loc[("focuswijk:markt", 2024), "link"] == "breuk"
    assert series["flagged_share"].fillna(0).eq(0).all()
    crimes = three["figure_map"].query("indicator == 'misdrijven' and area == 'GM0001'")
    assert set(crimes["coverage"]) == {11 / 12}
    differ = {name for name in three if three[name].to_csv() != four[name].to_csv()}
    assert differ == set()


def test_a_buurt_without_inhabitants_is_not_in_a_sum_that_lacks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The crimes of one buurt are unknown and so are its inhabitants: those of all others live in a known buurt, but
    the sum of the gemeente is that of eleven buurten."""
    tables = _public(tmp_path, 3, monkeypatch, inhabitants_of(**{SILENT: "."}))
    settings.cache_clear()
    crimes = tables["figure_map"].query("indicator == 'misdrijven' and area == 'GM0001'")
    assert set(crimes["coverage"]) == {1.0}
    told = tables["public_count"].query("key == 'misdrijven' and area == 'GM0001'")
    assert len(told) == 2
    assert {buurten.count(",") + 1 for buurten in told["buurten"]} == {11}
    assert not told["buurten"].str.contains(SILENT).any()
