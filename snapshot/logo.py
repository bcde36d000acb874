"""A gemeente's logo: which files may be one, and where a snapshot keeps it.

It is served from our own address, so an SVG is let through by a list of what may be in it, and never cleaned: what is
drawn is what the gemeente gave.
"""

import re
import shutil
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from model.programme import Programme

FOLDER = "huisstijl"
MOST_BYTES, MOST_PIXELS = 100_000, 2000
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = "path rect circle ellipse line polyline polygon text tspan use"
_AROUND = "svg g defs title desc linearGradient radialGradient stop clipPath mask symbol"
_DRAWING = {*_SHAPES.split(" "), *_AROUND.split(" ")}
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*[^#'\"\s]|javascript:|data:|@import|expression\(|\\", re.I)
_PNG = b"\x89PNG\r\n\x1a\n"
Objection = tuple[str, str]


def mistakes(programme: Programme, files: Mapping[str, Path]) -> Iterator[Objection]:
    """What is wrong with the logo of a programme, and what to do. ``files``: of its folder, by name."""
    name = programme.huisstijl.logo if programme.huisstijl else ""
    if not name:
        return
    path = files.get(name)
    if path is None:
        yield f"het logo '{name}' staat niet in de map van het programma.", "Zet het bestand naast programme.yaml."
        return
    content = path.read_bytes()
    if len(content) > MOST_BYTES:
        size = f"{len(content) / 1000:.0f} kB"
        yield f"het logo '{name}' is {size}.", f"Het mag hoogstens {MOST_BYTES // 1000} kB zijn: maak het kleiner."
        return
    check = _svg if path.suffix == ".svg" else _png
    yield from ((f"logo '{name}': {problem}", remedy) for problem, remedy in check(content))


def _png(content: bytes) -> Iterator[Objection]:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 33:
        yield "dit is geen PNG.", "Sla het logo opnieuw op als PNG."
        return
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        yield f"het is {width} bij {height} pixels.", f"Het mag hoogstens {MOST_PIXELS} bij {MOST_PIXELS} zijn."


def _svg(content: bytes) -> Iterator[Objection]:
    remedy = "Sla het logo in het tekenprogramma op als eenvoudige SVG (plain SVG), of geef een PNG."
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        yield "dit is geen UTF-8.", remedy
        return
    if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.S) or "<?xml-stylesheet" in text:
        yield "er staat een DOCTYPE, ENTITY, CDATA of stylesheet in.", remedy
        return
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        yield "dit is geen leesbare SVG.", remedy
        return
    if root.tag != f"{_SVG}svg" or "viewBox" not in root.attrib:
        yield "het begint niet met een svg-element met een viewBox.", remedy
        return
    found = dict.fromkeys(problem for element in root.iter() for problem in _strange(element))
    yield from ((problem, remedy) for problem in found)


def _strange(element: Any) -> Iterator[str]:
    """What does not belong in a drawing: scripts, events, and whatever points outside the file."""
    tag = str(element.tag)
    if tag.removeprefix(_SVG) not in _DRAWING:
        yield f"het element '{tag.rpartition('}')[2]}' mag er niet in staan."
        return
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2].lower()
        if plain.startswith("on"):
            yield f"het attribuut '{plain}' voert iets uit."
        elif (plain == "href" and not value.startswith("#")) or _OUTSIDE.search(value):
            yield f"het attribuut '{plain}' verwijst naar iets buiten de tekening."


def keep(programme: Programme, files: Mapping[str, Path], directory: Path) -> None:
    """Copy the logo into a snapshot, so that it goes along with the half that is shipped."""
    if programme.huisstijl and programme.huisstijl.logo:
        (directory / FOLDER).mkdir()
        shutil.copyfile(files[programme.huisstijl.logo], directory / FOLDER / programme.huisstijl.logo)
