"""The public half of the example: what is in it, what is not, and that it stands by itself."""

import json
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from model.areas import Level
from model.errors import WijkpeilError
from snapshot import figures, publish, records, store
from snapshot.settings import settings
from snapshot.ship import ship
from snapshot.store import Audience, Snapshot
from tests.conftest import Ran

NAME, INTERNAL = "voorbeeldstad", "aandeel_herkomst_turkije"
KEYS = ["indicator", "area", "period"]
SURVEYS = ["bewonersenquete", "bewonersenquete_totalen"]


@pytest.fixture
def public(voorbeeld_open: Snapshot) -> Snapshot:
    return store.open_snapshot(NAME, Audience.OPENBAAR)


def _both(intern: Snapshot, public: Snapshot) -> pd.DataFrame:
    columns = "* REPLACE (indicator::VARCHAR AS indicator, area::VARCHAR AS area, period::VARCHAR AS period)"
    frames = [s.ask(f"SELECT {columns} FROM figure_map WHERE own") for s in (intern, public)]
    return frames[0].merge(frames[1], on=KEYS, how="right", suffixes=("", "_public"), validate="1:1", indicator=True)


def test_every_public_figure_is_one_of_the_municipality_and_all_of_them_are_there(
    voorbeeld_open: Snapshot, public: Snapshot
) -> None:
    both = _both(voorbeeld_open, public)
    assert (both["_merge"] == "both").all()
    shown = [i.id for i in voorbeeld_open.indicators.values() if i.public]
    ((expected,),) = voorbeeld_open.ask(
        "SELECT count(*) FROM figure_map WHERE own AND indicator::VARCHAR IN (SELECT unnest(?))", [shown]
    ).to_numpy()
    assert len(both) == expected


def test_figures_of_published_sources_are_the_same_to_the_last_digit(
    voorbeeld_open: Snapshot, public: Snapshot
) -> None:
    both = _both(voorbeeld_open, public)
    open_data = both[~both["source"].astype(str).isin(["lokaal_register", *SURVEYS])]
    assert len(open_data) > 10_000
    for column in ("value", "numerator", "denominator", "ci_low", "ci_high", "rest", "nulmeting", "verdict_overview"):
        pd.testing.assert_series_equal(open_data[column], open_data[f"{column}_public"], check_names=False)


def test_of_a_survey_shares_and_margins_are_public_and_no_sums_or_numbers_of_the_few(
    voorbeeld_open: Snapshot, public: Snapshot
) -> None:
    both = _both(voorbeeld_open, public)
    survey = both[both["source"].astype(str).isin(SURVEYS)]
    hidden = survey["value_public"].isna()
    assert hidden.any()
    assert (~hidden).sum() > 100
    pd.testing.assert_series_equal(survey["ci_low"], survey["ci_low_public"], check_names=False)
    assert survey[["numerator_public", "denominator_public"]].isna().all(axis=None)
    assert survey.loc[hidden, ["respondents_public", "effective_n_public"]].isna().all(axis=None)
    assert (survey.loc[~hidden, "respondents_public"] >= 50).all()
    tables = public.ask("SELECT table_name FROM information_schema.tables")["table_name"]
    assert not tables.str.startswith("survey").any()


def test_counts_of_the_register_are_hidden_or_multiples_of_five(voorbeeld_open: Snapshot, public: Snapshot) -> None:
    both = _both(voorbeeld_open, public)
    own = both[(both["source"].astype(str) == "lokaal_register") & both["numerator_public"].notna()]
    assert (own["numerator_public"] % 5 == 0).all()
    assert (own["numerator_public"] > 0).all()
    assert ((own["numerator_public"] - own["numerator"]).abs() <= 2).all()
    households = own["indicator"].isin(["problematische_schulden"])
    assert (own["numerator"] >= np.where(households, 5, 10)).all()


def test_a_hidden_figure_has_nothing_beside_it(public: Snapshot) -> None:
    """Fault 60: no value, interval, change or verdict that another field would tell it by."""
    rows = public.ask("SELECT * FROM figure_map WHERE reason::VARCHAR = 'too_few_people'")
    assert len(rows) > 500
    assert (rows["status"].astype(str) == "suppressed").all()
    for column in ("value", "ci_low", "ci_high", "ci998_low", "base", "nulmeting", "change_low"):
        assert rows[column].isna().all(), column
    assert (rows[["verdict_rest", "verdict_overview", "change_code"]].fillna(0) == 0).all().all()


def test_a_hidden_count_stands_nowhere_in_the_file(voorbeeld_open: Snapshot, public: Snapshot) -> None:
    """Values that only the municipality's half has (a share to the last digit) are not in the public bytes."""
    both = _both(voorbeeld_open, public)
    closed = both[(both["reason_public"].astype(str) == "too_few_people") & both["value"].notna()]
    known = set(both["value_public"].dropna())
    content = (public.directory / publish.OPENBAAR).read_bytes()
    secrets = [v for v in closed["value"] if v not in known and v != round(v)]
    assert len(secrets) > 300
    assert not [v for v in secrets if struct.pack("<d", v) in content or repr(v).encode() in content]


def test_nothing_of_an_internal_indicator_is_in_the_public_half(voorbeeld_open: Snapshot, public: Snapshot) -> None:
    """Fault 63: in no table, no type, not in the bytes, not in what goes along."""
    internal = [i.id for i in voorbeeld_open.indicators.values() if not i.public]
    assert INTERNAL in internal
    with publish.connect(public.directory, publish.OPENBAAR) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        everything = "".join(connection.execute(f"FROM {table}").df().to_csv() for table in tables)
        everything += connection.execute("FROM duckdb_types()").df().to_csv()
    everything += json.dumps(public.manifest)
    content = (public.directory / publish.OPENBAAR).read_bytes()
    for identifier in internal:
        assert identifier not in everything
        assert identifier.encode() not in content


def test_asking_an_internal_indicator_is_as_asking_one_that_does_not_exist(public: Snapshot) -> None:
    answers = []
    for asked in (INTERNAL, "bestaat_echt_niet_ergens"):
        assert not len(figures.figure_table(public, asked))
        with pytest.raises(WijkpeilError) as refused:
            records.figure_records(public, asked, None, None)
        answers.append(str(refused.value).split(".")[0].replace(asked, "…"))
    assert answers[0] == answers[1]


def test_names_of_files_are_not_told(public: Snapshot) -> None:
    assert set(figures.sources(public)["file"]) == {""}
    report = figures.report(public)
    assert set(report.loc[report["source"].isin(["lokaal_register", *SURVEYS]), "kind"]) == {"gelezen"}
    assert not report["text"].str.contains(r"\.(?:csv|xlsx|xls|sav)\b", regex=True).any()


def test_every_question_has_an_answer_from_the_public_half_too(public: Snapshot) -> None:
    shown = list(public.indicators)
    assert len(figures.areas(public, Level.BUURT)) > 40
    assert len(figures.map_values(public, "misdrijven_per_1000", "2023", Level.BUURT))
    assert len(figures.profile(public, "focuswijk:merelveld", shown))
    for frame in (
        figures.availability(public),
        figures.spread(public, shown),
        figures.mosaic(public, shown),
        figures.trends(public, shown),
        figures.kloof(public),
        figures.composite(public),
        figures.indicator_overview(public),
    ):
        assert len(frame)
    assert set(figures.dispersion(public)) <= set(shown)
    assert len(figures.kloof_fan(public, "misdrijven_per_1000", "focuswijken"))
    limits, published, has_public = figures.protection(public)
    assert limits["Registers van de gemeente"].minimum_personen == 10
    assert "Kerncijfers wijken en buurten" in published
    assert has_public


def test_the_half_alone_opens_by_itself(
    public: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wijkpeil: Callable[..., Ran]
) -> None:
    target = tmp_path / "openbaar"
    ship(public, target)
    assert sorted(p.name for p in target.rglob("*") if p.is_file() and p.parent.name != "geo") == [
        ".slot",
        "SHA256SUMS",
        "logo.svg",
        "manifest.json",
        "openbaar.duckdb",
        "wijzer.json",
    ]
    ship(public, target)
    monkeypatch.setenv("WIJKPEIL_DATA", str(target))
    settings.cache_clear()
    answer = wijkpeil("figures", "--openbaar", "--json", "--indicator", "kinderen_in_armoede", "--area", "BU99010003")
    (row,) = (row for row in json.loads(answer.out) if row["period"] == "2023")
    assert (row["value"], row["status"], row["reason"]) == (None, "suppressed", "too_few_people")
    refused = wijkpeil("figures", "--indicator", "kinderen_in_armoede")
    assert refused.code == 1
    assert refused.err == (
        f"Fout: Peil {public.id} heeft alleen de openbare helft. Vraag openbare cijfers, met --openbaar.\n"
    )
    assert wijkpeil("snapshots").out.startswith(f"* {NAME}  {public.id}  ")
    everything = b"".join(p.read_bytes() for p in target.rglob("*") if p.is_file())
    for word in (INTERNAL.encode(), b"misdrijven-en-overlast.csv", b"intern.duckdb", b"te_klein"):
        assert word not in everything


def test_the_public_half_does_not_go_where_internal_figures_are(public: Snapshot, voorbeeld: Path) -> None:
    with pytest.raises(WijkpeilError) as refused:
        ship(public, voorbeeld)
    assert str(refused.value) == (
        f"In {voorbeeld.name}/ staan gegevens die niet openbaar zijn. Kies een lege map, of een map die alleen eerdere "
        "openbare helften heeft."
    )


def test_a_damaged_public_half_is_not_served(voorbeeld_copy: Path) -> None:
    directory = store.open_snapshot(NAME).directory
    store.forget()
    path = directory / publish.OPENBAAR
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(publish.SnapshotDamagedError, match=r"openbaar\.duckdb is niet meer het bestand"):
        publish.verify(directory)
