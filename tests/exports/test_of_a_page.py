"""The files that a page offers: links to the API in the page's own words, the licence as stated, the share image."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from exports.asked import OF_FIGURES, Form, parsed
from exports.share_image import HEIGHT, WIDTH, share_image
from model.areas import Level
from pages._export import Figures
from snapshot import figures
from snapshot.store import Snapshot
from tests.exports.asking import FIGURES, NAME, REGISTER, ask


@pytest.mark.usefixtures("public_process")
@pytest.mark.parametrize("form", Form)
def test_a_link_gives_a_file_with_a_telling_name(public: Snapshot, form: Form) -> None:
    link = urlsplit(Figures(public, [REGISTER], levels=[Level.BUURT], periods=["2023"]).address(form))
    answer = ask(link.path, link.query)
    assert answer.status == 200
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="wijkpeil-{NAME}-kinderen-in-armoede-buurt-2023.{form}"'
    )


@pytest.mark.usefixtures("public_process")
def test_words_of_a_page_and_of_the_api_ask_the_same() -> None:
    of_page = ask(FIGURES, f"indicator={REGISTER}&gebied=GM9901&niveau=gemeente&periode=2023").json
    of_api = ask(FIGURES, f"indicator={REGISTER}&area=GM9901&level=gemeente&period=2023").json
    assert of_page == of_api
    assert of_page["rijen"] == 1
    assert parsed("indicator=a&gebied=b&area=c", OF_FIGURES)["area"] == ["b", "c"]


@pytest.mark.usefixtures("public_process")
def test_every_indicator_only_of_areas_that_are_named(public: Snapshot) -> None:
    found = ask(FIGURES, "indicator=alle&gebied=GM9901&periode=2023&limit=5000").json["cijfers"]
    assert {row["indicator"] for row in found} <= set(public.indicators)
    assert len({row["indicator"] for row in found}) > 50
    answer = ask(FIGURES, "indicator=alle")
    assert answer.status == 400
    assert "Geef ook 'area'" in answer.json["detail"]


@pytest.mark.usefixtures("public_process")
def test_what_is_hidden_is_not_told_by_a_link_either(public: Snapshot) -> None:
    link = urlsplit(Figures(public, [REGISTER], levels=[Level.BUURT]).address(Form.CSV))
    assert parse_qs(link.query)["niveau"] == ["buurt"]
    lines = [line.split(";") for line in ask(link.path, link.query).body.decode("utf-8-sig").splitlines()]
    place = {name: number for number, name in enumerate(lines[0])}
    hidden = [line for line in lines[1:] if line[place["status"]] == "afgeschermd"]
    assert hidden
    assert all(line[place[name]] == "" for line in hidden for name in ("waarde", "teller", "noemer"))


def test_licence_and_publisher_are_those_of_the_delivery(voorbeeld_open: Snapshot, public: Snapshot) -> None:
    edition = next(e for source, e in figures.delivery_numbers(voorbeeld_open) if source == "lokaal_register")
    for s in (voorbeeld_open, public):
        assert figures.stated(s, "lokaal_register", edition) == ("gemeente Elzenvoorde (verzonnen)", "CC0 1.0")
        assert figures.stated(s, "cbs_kwb", "2024")[1] == "CC BY 4.0"
        assert figures.stated(s, "lokaal_register", "?") == ("gemeente", "niet opgegeven; vraag de gemeente")


def test_the_share_image_is_small_and_in_the_colours_of_the_gemeente(public: Snapshot) -> None:
    content = share_image(public)
    assert len(content) < 200_000
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (WIDTH, HEIGHT)
        drawn = image.convert("RGB")
    assert drawn.getpixel((WIDTH - 5, HEIGHT - 5)) == (0x5B, 0x2A, 0x6E)
    colours = {colour: n for n, colour in drawn.getcolors(100_000) or []}
    assert colours[(0xB8, 0x43, 0x0B)] > 1000  # the focuswijken
