"""Nieuwe opbouw as an analyst uses it: a first build, its progress, the comparison, publishing, mistakes."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages._access import visitor
from snapshot import proposal, separate, store, underway
from snapshot.build import build
from snapshot.underway import State
from tests.faults.town import CODES
from tests.pages.conftest import text_of
from tests.snapshot.proposed import NAME, audited, deliver, left, propose, served, settle

WHO = visitor().name


@pytest.fixture
def town(data_folder: Path) -> Iterator[Path]:
    """The town with one edition in the archive; nothing is built."""
    settle(data_folder)
    deliver(data_folder.parent / "eerst")
    yield data_folder
    store.forget()
    st.cache_resource.clear()


def _page() -> AppTest:
    at = AppTest.from_string("from pages.analist import opbouw\nopbouw.render()", default_timeout=30)
    at.query_params["programma"] = NAME
    return at.run()


def _press(at: AppTest, label: str) -> AppTest:
    at = next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def _until_done(at: AppTest) -> AppTest:
    limit = time.monotonic() + 60
    while (now := underway.last()) is not None and now.state is State.RUNNING:
        assert time.monotonic() < limit
        time.sleep(0.1)
    return at.run()


def test_a_first_build_is_followed_seen_and_published(town: Path) -> None:
    at = _page()
    assert not at.exception
    assert "Kerncijfers wijken en buurten" in text_of(at)
    at = _until_done(_press(at, "Bouw een voorstel op"))
    assert "Dit is een voorstel zonder voorganger: het brengt 37 cijfers." in text_of(at)
    assert served() is None
    at = _press(at, "Publiceer")
    assert f"Peil {served()} geldt nu." in text_of(at)
    assert f"Alle leveringen in het archief zitten in peil {served()}." in text_of(at)
    assert left() == []
    assert audited(town, "wie", "peil") == [
        ("voorstel opbouwen", WHO, None),
        ("voorstel publiceren", WHO, None),
        ("peil gepubliceerd", WHO, served()),
    ]
    assert f"Peil {served()} geldt nu." not in text_of(at.run())


def test_beyond_the_limits_somebody_says_so_first_and_other_sessions_keep_what_they_opened(town: Path) -> None:
    build(NAME)
    before = served()
    reader = AppTest.from_string(
        "from pages.analist import verantwoording\nverantwoording.render()", default_timeout=30
    )
    reader.query_params["programma"], reader.query_params["deel"] = NAME, "programma"
    reader.run()
    assert str(before) in text_of(reader)
    deliver(town.parent / "later", koop=[60, 60, 60, 60, 60, *["."], *[60] * (len(CODES) - 6)], BU000101AD=300)
    propose()
    at = _page()
    text = text_of(at)
    assert "Dit voorstel voegt 0 cijfers toe, 1 vervalt, 2 veranderen meer dan 5 %." in text
    assert "2,7 % (1 van 37) van de cijfers vervalt; de grens is 1 %." in text
    for cells in (
        '<th scope="row">Koopwoningen</th><td class="wp-number">18</td><td class="wp-number">17</td>',
        '<th scope="row">Aantal inwoners</th><td>Krogten</td><td>2024</td><td>210</td><td>300</td>',
        "<td>komt in plaats van een eerdere levering</td>",
        "Een andere waarde, hoe klein ook: 2 door een herziening van de bron.",
    ):
        assert cells in text
    (publish_button,) = [button for button in at.button if button.label == "Publiceer"]
    assert publish_button.disabled
    at.checkbox[0].check().run()
    at = _press(at, "Publiceer")
    assert str(served()).startswith("0002-")
    assert str(before) in text_of(reader.run())
    assert str(before) not in text_of(
        AppTest.from_string("from pages.analist import verantwoording\nverantwoording.render()").run(timeout=30)
    )


def test_a_discarded_proposal_is_gone_and_one_that_is_out_of_date_cannot_be_published(town: Path) -> None:
    build(NAME)
    propose()
    build(NAME)
    at = _page()
    assert (
        "Dit voorstel kan niet meer worden gepubliceerd: na de opbouw is een ander peil gepubliceerd "
        f"({served()}), en de afscherming rekent daar niet mee. Bouw opnieuw op."
    ) in text_of(at)
    (publish_button,) = [button for button in at.button if button.label == "Publiceer"]
    assert publish_button.disabled
    at = _press(at, "Verwerp")
    assert proposal.waiting() == []
    assert [button.label for button in at.button] == ["Bouw een voorstel op"]


def test_a_mistake_in_a_build_is_shown_whole_as_text(town: Path) -> None:
    sidecar = next((town / "raw").glob("*/*/*/herkomst.json"))
    (sidecar.parent / "kerncijfers.csv").write_text("<img src=x>;kapot\n")
    at = _press(_page(), "Bouw een voorstel op")
    at = _until_done(at)
    now = underway.last()
    assert now is not None
    assert now.state is State.FAILED
    assert "De opbouw is niet gelukt. Er is niets veranderd.<br>" in text_of(at)
    assert "<img" not in text_of(at)
    assert [button.label for button in at.button] == ["Bouw een voorstel op"]


def test_a_build_is_seen_by_everybody_and_stopped_from_the_page(town: Path) -> None:
    # It waits at its first delivery, which is a pipe that nobody writes to.
    path = next((town / "raw").glob("*/*/*/kerncijfers.csv"))
    path.unlink()
    os.mkfifo(path)
    at = _press(_page(), "Bouw een voorstel op")
    elsewhere = _page()  # another visitor, or this one after a reload
    for seen in (at, elsewhere):
        assert "Bezig met de opbouw van Waterstad" in text_of(seen)
        assert f"begonnen door {WHO}" in text_of(seen)
        assert "0 %, stap 1 van 7: " in text_of(seen)
        assert [button.label for button in seen.button] == ["Stop de opbouw"]
    at = _press(elsewhere, "Stop de opbouw")
    assert "De laatste opbouw is gestopt of afgebroken. Er is niets veranderd." in text_of(at)
    assert left() == []
    with pytest.raises(Exception, match="Er loopt geen opbouw"):
        separate.stop(WHO)


def test_a_mistake_in_the_programme_is_shown_instead(town: Path) -> None:
    path = town / "programmes" / NAME / "programme.yaml"
    path.write_text(path.read_text().replace("begin: 2020", "begin: nooit"))
    at = _page()
    assert not at.exception
    assert "wp-wrong" in text_of(at)
    assert len(at.button) == 0
