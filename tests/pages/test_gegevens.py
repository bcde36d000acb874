"""Gegevens en kwaliteit as an analyst opens it, on the town of tests/snapshot/test_quality.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from model.role import Role
from pages._access import Visitor
from pages.analist import gegevens
from snapshot import audit, store
from snapshot.settings import settings
from tests.pages.conftest import asked, text_of
from tests.snapshot.proposed import NAME
from tests.snapshot.test_quality import make_town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of the town, in use."""
    data = tmp_path_factory.mktemp("gegevens") / "data"
    data.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKPEIL_DATA", str(data))
        settings.cache_clear()
        make_town(data, data.parent)
        yield data
        store.forget()
        st.cache_resource.clear()
    settings.cache_clear()


def _page(**address: str) -> AppTest:
    at = AppTest.from_string("from pages.analist import gegevens\ngegevens.render()", default_timeout=30)
    for name, value in {"programma": NAME, **address}.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def test_the_first_view_is_the_matrix_with_newest_year_first(town: Path) -> None:
    said = text_of(_page())
    assert "De oudste is Kerncijfers wijken en buurten: tot en met 2024; elk jaar een editie." in said or (
        "Het meest verouderd is Kerncijfers wijken en buurten: tot en met 2024" in said
    )
    assert said.index('<th scope="col">2024</th>') < said.index('<th scope="col">2021</th>')
    assert 'title="voorlopig; 12 van 12 buurten, 100\u00a0% van de inwoners; 2 van 2 indicatoren; ' in said
    assert 'title="definitief; 11 van 12 buurten, 89\u00a0% van de inwoners; 2 van 2 indicatoren; ' in said
    assert '<span aria-hidden="true">✕</span> <small>ontbreekt</small>' in said
    assert "<small>levering 2</small>" in said


def test_a_source_opens_into_its_indicators(town: Path) -> None:
    said = text_of(_page(bron="cbs_kwb"))
    assert '<th scope="row">Koopwoningen</th>' in said


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("wat ontbreekt", "te weinig mensen of onbekend, door de bron niet vrijgegeven"),
        ("ouderdom", "elk jaar een editie"),
        ("breuken", "Door een andere grens begint de reeks opnieuw bij 3 gebieden."),
        ("herzieningen", "2 van 32 cijfers (6\u00a0%) kregen in levering 2 een andere waarde."),
        ("laadlog", "<td>geweigerd</td><td>register.csv</td>"),
    ],
)
def test_each_part_says_what_it_is_for(town: Path, part: str, said: str) -> None:
    at = _page(kwaliteit=part)
    assert said in text_of(at)
    assert asked(at)["kwaliteit"] == [part]


def test_a_value_of_a_refused_file_is_nowhere_on_the_page(town: Path) -> None:
    assert "Jansen" not in text_of(_page(kwaliteit="laadlog"))


def test_the_audit_log_is_for_a_beheerder(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audit.record("Ada <b>", "peil gepubliceerd", peil="0001")
    assert "Ada &lt;b&gt;</td><td>peil gepubliceerd</td><td>peil 0001" in text_of(_page(kwaliteit="logboek"))
    reader = Visitor("lezer", Role.LEZER)
    monkeypatch.setattr(gegevens, "visitor", lambda: reader)
    said = text_of(_page(kwaliteit="logboek"))
    assert "Ada" not in said
    assert "De link vraagt om een onderdeel dat hier niet bestaat." in said
    assert "Welke bron dekt welk jaar?" in said


@pytest.mark.parametrize("address", [{"bron": "<script>"}, {"reden": "x" * 10_000, "kwaliteit": "wat ontbreekt"}])
def test_an_unknown_choice_gives_the_default_and_a_friendly_note(town: Path, address: dict[str, str]) -> None:
    said = text_of(_page(**address))
    assert "hier niet bestaat. U ziet nu de gewone keuze." in said
    assert "<script>" not in said
