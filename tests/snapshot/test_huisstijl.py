"""A gemeente's own look in a programme folder: what is refused, and what a snapshot carries along."""

from pathlib import Path

import pytest

from model.errors import WijkpeilError
from snapshot import publish, ship, store
from snapshot.programmes import load_programme
from tests.snapshot.programme_folder import GOOD, INDICATORS, overlay, write

__all__ = ["overlay"]

LOOK = """
huisstijl:
  naam: Gemeente Proef
  logo: logo.svg
  kleuren: {merk: "#5B2A6E", accent: "#B8430B", band: "#5B2A6E"}
"""
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def refused(overlay: Path, look: str, logo: str | bytes | None = DRAWN) -> str:
    """What is said of a programme with this look."""
    write(overlay, GOOD + look)
    if logo is not None:
        place = overlay / "proef" / "logo.svg"
        place.write_bytes(logo if isinstance(logo, bytes) else logo.encode())
    with pytest.raises(WijkpeilError) as caught:
        load_programme("proef", INDICATORS)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('merk: "#5B2A6E"', "merk: paars", "'paars' is geen kleur; schrijf een hekje en zes cijfers"),
        (
            'merk: "#5B2A6E"',
            'merk: "#F2A900"',
            "merk #F2A900 heeft op de lichte pagina (#F5F6F4) een contrast van 1,9.",
        ),
        ("naam: Gemeente", "titel: Gemeente", "onbekend veld 'titel'."),
        ("logo.svg", "ander.svg", "het logo 'ander.svg' staat niet in de map van het programma."),
        ("logo.svg", "../logo.svg", "'../logo.svg' kan niet bij 'logo'."),
    ],
)
def test_a_mistake_names_file_line_and_remedy(overlay: Path, old: str, new: str, said: str) -> None:
    text = refused(overlay, LOOK.replace(old, new))
    assert text.startswith("proef/programme.yaml, regel ")
    assert said in text


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "het element 'script' mag er niet in staan."),
        ("<foreignObject/>", "het element 'foreignObject'"),
        ("<style>@import 'https://x.example/a.css'</style>", "het element 'style'"),
        ("<image href='https://x.example/a.png'/>", "het element 'image'"),
        ("<animate onbegin='x()'/>", "het element 'animate'"),
        ("<path onload='x()'/>", "het attribuut 'onload' voert iets uit."),
        ("<use href='https://x.example/a.svg#b'/>", "het attribuut 'href' verwijst naar iets buiten de tekening."),
        ("<path style='fill:url(https://x.example/a)'/>", "het attribuut 'style' verwijst"),
        ("<path fill=\"url('//x.example/a#b')\"/>", "het attribuut 'fill' verwijst"),
        ("<path style='fill:u\\72l(//x.example)'/>", "het attribuut 'style' verwijst"),
        ("<g xmlns:a='http://a.example' a:onclick='x()'/>", "het attribuut 'onclick'"),
        ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>", "het element 'script'"),
        ("<g>", "dit is geen leesbare SVG."),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(overlay: Path, inside: str, said: str) -> None:
    assert said in refused(overlay, LOOK, DRAWN.format(inside))


def test_what_is_no_drawing_is_refused(overlay: Path) -> None:
    assert "DOCTYPE, ENTITY" in refused(overlay, LOOK, '<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWN)
    assert "DOCTYPE, ENTITY" in refused(overlay, LOOK, '<?xml-stylesheet href="a.css"?>' + DRAWN)
    assert "niet met een svg-element" in refused(overlay, LOOK, "<html/>")
    assert "geen UTF-8" in refused(overlay, LOOK, b"\xff\xfe<svg/>")
    assert "is 101 kB. Het mag hoogstens 100 kB zijn" in refused(overlay, LOOK, DRAWN.format("<g/>" * 25_200))


def test_a_png_is_held_to_its_own_form(overlay: Path) -> None:
    look = LOOK.replace("logo.svg", "logo.png")
    write(overlay, GOOD + look)
    png = overlay / "proef" / "logo.png"
    for content, said in (
        (b"GIF89a", "dit is geen PNG."),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (9000).to_bytes(4) + (9).to_bytes(4) + bytes(9),
            "het is 9000 bij 9 pixels.",
        ),
    ):
        png.write_bytes(content)
        with pytest.raises(WijkpeilError, match=said):
            load_programme("proef", INDICATORS)


def test_a_drawing_with_its_own_gradients_passes(overlay: Path) -> None:
    write(overlay, GOOD + LOOK)
    inside = "<defs><linearGradient id='a'/></defs><!-- van ons --><path fill='url(#a)' d='M0 0h9'/><use href='#a'/>"
    (overlay / "proef" / "logo.svg").write_text(DRAWN.format(inside))
    look = load_programme("proef", INDICATORS).huisstijl
    assert look is not None
    assert look.logo == "logo.svg"


def test_the_logo_goes_along_with_the_snapshot_and_its_public_half(
    voorbeeld_open: store.Snapshot, tmp_path: Path
) -> None:
    here = store.logo_path("voorbeeldstad", voorbeeld_open.id)
    assert here is not None
    assert f"huisstijl/{here.name}" in voorbeeld_open.manifest["bestanden"]
    shipped = ship.ship(voorbeeld_open, tmp_path / "uit")
    assert (shipped / "huisstijl" / "logo.svg").read_bytes() == here.read_bytes()
    assert publish.verify(shipped)["programma"]["huisstijl"]["naam"] == "Gemeente Elzenvoorde"
    assert store.logo_path("voorbeeldstad", "../../raw") is None
