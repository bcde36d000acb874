"""The look in one place: colours, type and spacing for light and dark. Pure data, free of any plotting library.

The Streamlit theme (.streamlit/config.toml) and the style sheet of the pages are made from these tokens; a test holds
them together. Contrast and distance under colour-vision deficiency were measured for these values (docs/look.md).
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.huisstijl import GROUNDS, INKS, UNFAVOURABLE, Huisstijl

ASSETS = Path(__file__).parent / "assets"

FONT = "IBM Plex Sans"
FONT_STACK = f"'{FONT}', 'Source Sans', 'Segoe UI', sans-serif"
# Which characters each file holds, so that a browser fetches the second only when a name needs it.
FONT_FILES = {
    "fonts/ibm-plex-sans-latin-wght-normal.woff2": (
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, "
        "U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD"
    ),
    "fonts/ibm-plex-sans-latin-ext-wght-normal.woff2": (
        "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, "
        "U+20A0-20AB, U+20AD-20C0, U+2113"
    ),
}

# Type scale and spacing in px; a stage multiplies the type by STAGE.
TYPE_PX = (14, 16, 20, 28, 40)
SPACE_PX = (4, 8, 16, 24, 40)
STAGE = 1.8


@dataclass(frozen=True)
class Theme:
    """One set of tokens. ``diverging`` runs from most favourable to least; ``sequential`` from low to high.

    ``lines`` belong to a role: chosen area, gemeente, rest van de stad, Nederland, a second area. ``tints`` are the
    grounds of a favourable and an unfavourable side that has not been tested. ``band`` bears the gemeente's name.
    """

    name: str
    background: str
    surface: str
    ink: str
    muted: str
    rule: str
    brand: str
    accent: str
    diverging: tuple[str, ...]
    sequential: tuple[str, ...]
    lines: tuple[str, ...]
    tints: tuple[str, str]
    no_data: str
    no_data_mark: str
    water: str
    band: str


LIGHT = Theme(
    name="light",
    background=GROUNDS["light"][0],
    surface=GROUNDS["light"][1],
    ink=INKS[0],
    muted="#566070",
    rule="#D8DCE0",
    brand="#0F4C5C",
    accent="#B8430B",
    diverging=("#0B4F8A", "#6FA8D6", "#E4E6E8", "#F0B070", UNFAVOURABLE["light"]),
    sequential=("#E3EEF0", "#B7D3DA", "#7FB2BF", "#458C9F", "#1B6577", "#0A3D4C"),
    lines=("#B8430B", "#0F4C5C", "#7A5AA6", "#6B7480", "#2E8B57"),
    tints=("#CFE2F2", "#F9DFC4"),
    no_data="#EDEEF0",
    no_data_mark="#8A939E",
    water="#DCE9F2",
    band="#0F4C5C",
)

DARK = Theme(
    name="dark",
    background=GROUNDS["dark"][0],
    surface=GROUNDS["dark"][1],
    ink="#EEF1F4",
    muted="#A3AEBB",
    rule="#354052",
    brand="#6CC3D5",
    accent="#FF9A5A",
    diverging=("#5AA7E6", "#2F5F8C", "#3A424D", "#8C5A26", UNFAVOURABLE["dark"]),
    sequential=("#1F3A43", "#2C5763", "#3F7A89", "#5FA0AF", "#93C7D3", "#D2EEF4"),
    lines=("#FF9A5A", "#6CC3D5", "#B99CE0", "#A3AEBB", "#6FCF97"),
    tints=("#1F466B", "#664018"),
    no_data="#2A323D",
    no_data_mark="#7C8794",
    water="#1B2C3A",
    band="#0F4C5C",
)

THEMES = {"light": LIGHT, "dark": DARK}

# Line styles in the order of Theme.lines: never colour alone.
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


def theme(name: str | None, look: Huisstijl | None = None) -> Theme:
    """The theme of that name, in a gemeente's own colours where it has them; light when the browser has not said."""
    base = DARK if name == "dark" else LIGHT
    own = look.colours(base.name) if look else None
    if own is None:
        return base
    lines = (own.accent, own.merk, *base.lines[2:])
    return replace(base, brand=own.merk, accent=own.accent, band=own.band, lines=lines)


def colour_of(token: str, tokens: Theme) -> str:
    """The colour of a token by its name: a field of Theme, with a place where that has several (``lines-1``, ``seq-2``,
    ``div-0``)."""
    name, _, place = token.partition("-")
    found: Any = getattr(tokens, {"seq": "sequential", "div": "diverging"}.get(name, name))
    return str(found[int(place)] if place else found)


def sequential(n: int, tokens: Theme) -> tuple[str, ...]:
    """``n`` (1–6) colours of the sequential scale, low to high, as far apart as they can be."""
    return tuple(tokens.sequential[i] for i in sequential_steps(n))


def sequential_steps(n: int) -> tuple[int, ...]:
    """Places (0–5) on the sequential scale for ``n`` classes; the middle when there is one."""
    last = len(LIGHT.sequential) - 1
    return (last // 2 + 1,) if n == 1 else tuple(round(i * last / (n - 1)) for i in range(n))


def over_time(tokens: Theme) -> dict[str, Any]:
    """Plotly's layout of a figure with years along the bottom: type, Dutch numbers, and what a pointer shows."""
    return {
        "font": {"family": FONT_STACK, "size": 14, "color": tokens.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": tokens.surface, "bordercolor": tokens.muted, "font": {"color": tokens.ink}},
        "dragmode": False,
    }
