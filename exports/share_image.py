"""The picture beside a shared link: what the programme is called, in its own colours, with its focuswijken on the map.

It is drawn from a snapshot when it is first asked for: a snapshot never changes, so neither does its picture. Networks
show PNG and no SVG, so a logo is on it when it is a PNG.
"""

import io

from PIL import Image, ImageDraw, ImageFont

from charts.style import Theme, theme
from exports.map_drawing import Sheet, font_of, newest, shapes
from model.areas import Level
from model.huisstijl import ink_on
from snapshot.store import Snapshot, logo_path

WIDTH, HEIGHT = 1200, 630
# Drawn larger and brought back, so that lines are smooth.
_FINER = 2
_MARGIN, _TEXT_WIDTH, _BAND = 72, 600, 96
_MAP = (720, 60, 1140, 500)
_QUESTION = ("Hoe gaat het", "in uw buurt?")
_LOGO = (220, 56)


def share_image(s: Snapshot) -> bytes:
    """A PNG of WIDTH × HEIGHT. Raises OSError when a file of the snapshot cannot be read."""
    tokens = theme("light", s.programme.huisstijl)
    image = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), tokens.background)
    _draw_map(image, s, tokens)
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    _draw_words(image, s, tokens)
    out = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_words(image: Image.Image, s: Snapshot, tokens: Theme) -> None:
    draw, programme = ImageDraw.Draw(image), s.programme
    y = _MARGIN
    for text, size, weight, colour, gap in (
        (_QUESTION[0], 68, 700, tokens.brand, 0),
        (_QUESTION[1], 68, 700, tokens.brand, 28),
        (programme.naam, 38, 600, tokens.ink, 16),
        (f"Cijfers over de wijken, {programme.begin}–{programme.horizon}", 30, 400, tokens.muted, 0),
    ):
        font = font_of(size, weight)
        for line in _lines(text, font)[:3]:
            draw.text((_MARGIN, y), line, font=font, fill=colour)
            y += round(size * 1.18)
        y += gap
    draw.rectangle((0, HEIGHT - _BAND, WIDTH, HEIGHT), fill=tokens.band)
    who = programme.huisstijl.naam if programme.huisstijl else "Wijkpeil"
    left = _MARGIN + _paste_logo(image, s)
    draw.text((left, HEIGHT - _BAND / 2), who, font=font_of(34, 650), fill=ink_on(tokens.band), anchor="lm")


def _paste_logo(image: Image.Image, s: Snapshot) -> int:
    """The logo on a plate in the band, when it is a PNG; returns how much room it took."""
    path = logo_path(s.programme.id, s.id)
    if path is None or path.suffix != ".png":
        return 0
    with Image.open(path, formats=["PNG"]) as opened:
        logo = opened.convert("RGBA")
    logo.thumbnail(_LOGO)
    top = HEIGHT - _BAND + (_BAND - logo.height) // 2
    ImageDraw.Draw(image).rounded_rectangle(
        (_MARGIN, top - 8, _MARGIN + logo.width + 24, top + logo.height + 8), 8, fill="#FFFFFF"
    )
    image.paste(logo, (_MARGIN + 12, top), logo)
    return logo.width + 48


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text broken at spaces, to the width beside the map."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= _TEXT_WIDTH or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _draw_map(image: Image.Image, s: Snapshot, tokens: Theme) -> None:
    """City, water and focuswijken of the newest year with a map; nothing for a programme without one."""
    city = newest(s, Level.GEMEENTE.value)
    if city is None:
        return
    left, top, right, bottom = (side * _FINER for side in _MAP)
    sheet = Sheet(image, city["bounds"], (left, top, right, bottom), _FINER)
    for file, fill, line in (
        (city, tokens.surface, tokens.muted),
        (newest(s, "water"), tokens.water, tokens.water),
        (newest(s, Level.FOCUSWIJK.value), tokens.accent, tokens.background),
    ):
        for shape in shapes(s, file):
            sheet.fill(shape, fill)
            sheet.outline(shape, line, 2)
