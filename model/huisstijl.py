"""A gemeente's own look: its name, logo and three colours, held against the grounds that every page has.

Field names are the YAML keys that a coördinator edits, hence Dutch. What verdicts and values look like is never part
of it: blue and orange mean the same in every gemeente.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from model.base import Model
from model.colour import apart, contrast, readable_on

# Page and card, in light and in dark; charts.style makes its themes with them.
GROUNDS = {"light": ("#FFFFFF", "#F5F6F4"), "dark": ("#11161D", "#1A212B")}
# Ink for text on a coloured ground: the one that reads best.
INKS = ("#1B2430", "#FFFFFF")
# The unfavourable end of the scale of verdicts.
UNFAVOURABLE = {"light": "#A84A06", "dark": "#F0A050"}
LEAST_CONTRAST = 4.5
# A dark twin that is derived reads easily, not just barely.
DARK_CONTRAST = 6.0
LEAST_APART = 10.0
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_MODES = {"light": "de lichte", "dark": "de donkere"}


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        form = "een hekje en zes cijfers of letters a tot en met f, zoals '#0F4C5C'"
        raise ValueError(f"'{text}' is geen kleur; schrijf {form}")
    return text.upper()


Colour = Annotated[str, AfterValidator(_colour)]


class Kleuren(Model):
    """``merk``: headings, links, buttons, the line of the gemeente; ``accent``: the chosen area and the outline of
    focuswijken; ``band``: the strip that bears name and logo."""

    merk: Colour
    accent: Colour
    band: Colour


class Huisstijl(Model):
    """``logo``: a file in the programme's folder, SVG or PNG. ``donker``: colours in the dark; without, derived."""

    naam: str = Field(min_length=1, max_length=60)
    logo: str = Field(default="", pattern=r"^([a-z0-9-]+\.(svg|png))?$")
    kleuren: Kleuren | None = None
    donker: Kleuren | None = None

    def colours(self, mode: str) -> Kleuren | None:
        """The colours in a mode ("light", "dark"); None: those of Wijkpeil."""
        if mode != "dark" or self.kleuren is None or self.donker is not None:
            return self.donker if mode == "dark" and self.kleuren is not None else self.kleuren
        own = self.kleuren
        # The band is a ground of its own, the same in both.
        merk, accent = (readable_on(one, GROUNDS["dark"], DARK_CONTRAST) for one in (own.merk, own.accent))
        return Kleuren(merk=merk, accent=accent, band=own.band)


def ink_on(ground: str) -> str:
    """Ink that reads best on a coloured ground."""
    return max(INKS, key=lambda ink: contrast(ink, ground))


def objections(look: Huisstijl) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Colours that cannot be read or told apart: place within ``huisstijl``, what is wrong, what to do."""
    if look.donker is not None and look.kleuren is None:
        yield ("donker",), "bij 'donker' horen ook de kleuren voor licht.", "Vul 'kleuren' in, of haal 'donker' weg."
        return
    for mode, grounds in GROUNDS.items():
        colours = look.colours(mode)
        if colours is None:
            return
        field = "donker" if mode == "dark" and look.donker is not None else "kleuren"
        for name, problem, remedy in _unreadable(colours, mode, grounds):
            yield (field, name), problem, remedy
        distance = apart(colours.merk, colours.accent)
        if distance < LEAST_APART:
            yield (
                (field, "accent"),
                f"merk {colours.merk} en accent {colours.accent} zijn op {_MODES[mode]} pagina niet voor iedereen uit "
                f"elkaar te houden: met elk soort ogen moet het verschil {LEAST_APART:.0f} zijn, en het is "
                f"{_ratio(distance)} (ΔE in OKLab).",
                "Kies een accent dat veel lichter, donkerder of anders van kleur is.",
            )


def _unreadable(colours: Kleuren, mode: str, grounds: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    darker = "donkerder" if mode == "light" else "lichter"
    for name in ("merk", "accent"):
        colour = getattr(colours, name)
        low, ground = min((contrast(colour, ground), ground) for ground in grounds)
        if low < LEAST_CONTRAST:
            problem = f"{name} {colour} heeft op {_MODES[mode]} pagina ({ground}) een contrast van {_ratio(low)}."
            yield name, problem, f"Het moet 4,5 of meer zijn: neem de kleur {darker}."
    best = contrast(colours.band, ink_on(colours.band))
    if best < LEAST_CONTRAST:
        problem = f"band {colours.band} heeft met wit en met donker schrift hoogstens een contrast van {_ratio(best)}."
        yield "band", problem, "Het moet 4,5 of meer zijn: neem de kleur lichter of donkerder."


def remarks(look: Huisstijl) -> Iterator[str]:
    """What may stay and is better otherwise."""
    for mode, ends in UNFAVOURABLE.items():
        colours = look.colours(mode)
        if colours is not None and apart(colours.merk, ends) < LEAST_APART:
            alike = f"op {_MODES[mode]} pagina op de kleur van 'ongunstiger' ({ends}), voor sommige ogen of voor alle"
            yield f"merk {colours.merk} lijkt {alike}. Koppen kunnen dan als een oordeel worden gelezen."


def _ratio(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
