"""The page Gegevens toevoegen on a tiny town: a file that goes in, one that is refused, and one that gets described."""

import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from pages._access import visitor
from snapshot import audit, uploads
from tests.faults.conftest import Town
from tests.faults.town import CODES, INWONERS, borders, inhabitants, kwb
from tests.pages.conftest import asked, text_of
from tests.uploading import offer

SCRIPT = "from pages.analist import toevoegen\ntoevoegen.render()"
TREES = b"buurt;jaar;bomen <b>groot</b>\nMarkt;2024;70\nHaven;2024;80\nKrogten;2024;90\n"
FIRST = "wp_b_{token}_bomen.csv_{key}"


def opened(**address: str) -> AppTest:
    at = AppTest.from_string(SCRIPT, default_timeout=30)
    for key, value in address.items():
        at.query_params[key] = value
    return at.run()


def settled(at: AppTest) -> AppTest:
    """The page once the reading is done; it runs again by itself in a browser."""
    end = time.monotonic() + 60
    while "wp-check-bar" in text_of(at):
        assert time.monotonic() < end
        time.sleep(0.1)
        at.run()
    assert not at.exception
    return at


def press(at: AppTest, words: str) -> AppTest:
    (button,) = [one for one in at.button if words in one.label]
    assert not button.disabled, words
    return settled(button.click().run())


def upload(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    at.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files]).run()
    return press(at, "Bekijk wat dit is")


def test_a_register_without_a_description_is_described_in_the_form_and_goes_in(town: Town) -> None:
    before = town.deliveries
    at = upload(opened(), ("bomen.csv", TREES))
    (token,) = asked(at)["aanbod"]
    text = text_of(at)
    assert "beschrijving nodig" in text
    assert "Nog 1 ding te doen" in text  # the gemeente is that of the programme
    assert '<th scope="row">Markt</th><td>2024</td><td>70</td>' in text
    assert "<b>groot" not in text
    assert "bomen &lt;b&gt;groot&lt;/b&gt;" in text
    assert next(one for one in at.button if one.label == "Controleer opnieuw").disabled
    key = FIRST.format(token=token[:8], key="{}")
    for name, words in (("uitgever", "Gemeente Waterstad"), ("licentie", "CC0"), ("id", "Bomen!")):
        at.text_input(key=key.format(name)).set_value(words).run()
    assert "&#x27;Bomen!&#x27; heeft niet de vorm die bij &#x27;Kenmerk&#x27; hoort. Kleine letters" in text_of(at)
    at.text_input(key=key.format("id")).set_value("bomen").run()
    assert "te doen" not in text_of(at)
    assert "uitgever: Gemeente Waterstad" in at.code[0].value
    press(at, "Controleer opnieuw")
    assert "kan worden toegevoegd" in text_of(at)
    assert "<dt>Editie</dt><dd>bomen-2024</dd>" in text_of(at)
    press(at, "Voeg bestand toe aan het archief")
    assert "1 bestand is toegevoegd" in text_of(at)
    assert '<a href="/opbouw">nieuwe opbouw</a>' in text_of(at)
    assert [d for d in town.deliveries if d not in before] == ["lokaal_register/bomen-2024/001"]
    line = audit.entries()[-1]
    assert (line["wie"], line["wat"], line["editie"]) == (visitor().name, "bestand toegevoegd", "bomen-2024")
    press(at, "Nog iets toevoegen")
    assert "aanbod" not in asked(at)
    assert list((town.data / "uploads").iterdir()) == []


def test_a_refused_file_shows_row_column_and_value_and_cannot_be_added(town: Town, folder: Path) -> None:
    wrong = kwb(folder, {INWONERS: ["veel" if code == "BU00010001" else inhabitants(code) for code in CODES]})
    at = upload(opened(), ("kerncijfers.csv", wrong.read_bytes()))
    at.text_input[0].set_value("2025").run()
    press(at, "Controleer opnieuw")
    text = text_of(at)
    assert "geweigerd" in text
    assert "1 bezwaar" in text
    assert '<th scope="row">6</th>' in text
    assert "<td>veel</td>" in text
    assert not [one for one in at.button if "archief" in one.label]


def test_a_file_that_differs_much_needs_consent_and_a_reason(town: Town, folder: Path) -> None:
    tripled = kwb(folder, {INWONERS: [3 * inhabitants(code) for code in CODES]})
    token = offer(tripled, who=visitor().name)
    at = settled(opened(aanbod=token))
    uploads.check_again(token, visitor().name, {"kerncijfers.csv": "2025"}, {})
    at = settled(at.run())
    assert "1 verschil met de vorige levering" in text_of(at)
    assert "--accept" not in text_of(at)
    add = "Voeg toe aan het archief"
    assert [one.disabled for one in at.button if one.label == add] == [True]
    at.checkbox[0].check().run()
    assert [one.disabled for one in at.button if one.label == add] == [True]
    at.text_input(key=f"wp_reden_{token[:8]}").set_value("nieuwe telling").run()
    press(at, "Voeg bestand toe")
    assert "cbs_kwb/2025/001" in town.deliveries
    assert audit.entries()[-1]["reden"] == "nieuwe telling"


def test_an_archive_that_cannot_be_written_is_told_and_can_be_tried_again(data_folder: Path, folder: Path) -> None:
    (data_folder / "raw").write_text("dit is een bestand, geen map")
    token = offer(borders(folder), who=visitor().name)
    at = press(settled(opened(aanbod=token)), "Voeg bestand toe")
    assert "De schijf is vol of niet beschrijfbaar. Er is niets half toegevoegd." in text_of(at)
    (data_folder / "raw").unlink()
    assert "1 bestand is toegevoegd" in text_of(press(at, "Voeg bestand toe"))


def test_what_cannot_be_is_told_in_words(town: Town) -> None:
    gone = "Deze bestanden zijn er niet (meer): wat niet is toegevoegd, verdwijnt na een dag. Bied ze opnieuw aan."
    for token in ("../../raw", "0" * 32):
        assert gone in text_of(opened(aanbod=token))
    at = opened()
    at.file_uploader[0].set_value([("../x.csv", b"a;b\n1;2\n", "text/csv")]).run()
    at.button[0].click().run()
    assert not at.exception
    assert "De naam van een bestand wijst naar een map of is leeg." in text_of(at)


def test_the_page_works_before_there_is_a_peil(data_folder: Path) -> None:
    at = opened()
    assert not at.exception
    assert "Er zijn nog geen cijfers" not in text_of(at)
    assert len(at.file_uploader) == 1
