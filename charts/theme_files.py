"""Makes the Streamlit theme and the style sheet's properties from the tokens, so that no colour is typed twice."""

from charts.style import DARK, FONT, FONT_FILES, LIGHT, Theme, theme
from model.huisstijl import Huisstijl, ink_on


def _section(tokens: Theme, name: str) -> list[str]:
    return [
        f"[theme.{name}]",
        f'primaryColor = "{tokens.brand}"',
        f'backgroundColor = "{tokens.background}"',
        f'secondaryBackgroundColor = "{tokens.surface}"',
        f'textColor = "{tokens.ink}"',
        f'linkColor = "{tokens.brand}"',
        f'borderColor = "{tokens.muted}"',
        "",
    ]


def streamlit_theme() -> str:
    """The ``[theme]`` part of .streamlit/config.toml."""
    lines = [
        "[theme]",
        f"font = \"'{FONT}', sans-serif\"",
        "baseFontSize = 16",
        'headingFontSizes = ["28px", "20px", "16px"]',
        "headingFontWeights = [700, 650, 650]",
        'baseRadius = "6px"',
        'paddingTop = "1rem"',
        'paddingBottom = "2.5rem"',
        "",
        *_section(LIGHT, "light"),
        *_section(DARK, "dark"),
    ]
    for file, characters in FONT_FILES.items():
        lines += [
            "[[theme.fontFaces]]",
            f'family = "{FONT}"',
            f'url = "/assets/{file}"',
            'weight = "100 700"',
            'style = "normal"',
            f'unicodeRange = "{characters}"',
            "",
        ]
    return "\n".join(lines)


def properties(tokens: Theme) -> dict[str, str]:
    """Every token as a custom property of the style sheet (``--wp-ink``), with its colour."""
    named = {
        "background": tokens.background,
        "surface": tokens.surface,
        "ink": tokens.ink,
        "muted": tokens.muted,
        "rule": tokens.rule,
        "brand": tokens.brand,
        "accent": tokens.accent,
        "no-data": tokens.no_data,
        "no-data-mark": tokens.no_data_mark,
        "water": tokens.water,
        "band": tokens.band,
        "band-ink": ink_on(tokens.band),
    }
    for prefix, colours in (
        ("div", tokens.diverging),
        ("seq", tokens.sequential),
        ("line", tokens.lines),
        ("tint", tokens.tints),
    ):
        named |= {f"{prefix}-{i}": colour for i, colour in enumerate(colours)}
    return {f"--wp-{name}": colour for name, colour in named.items()}


def css_tokens() -> str:
    """Custom properties for both themes. ``light-dark()`` follows the colour scheme that Streamlit sets on the app.

    ``.wp-door`` is the body of pages without Streamlit, ``.wp-top`` the bar above it.
    """
    return _both(properties(LIGHT), properties(DARK))


def css_of(look: Huisstijl | None) -> str:
    """The properties that differ in a gemeente's own colours, for both themes; empty when it has none."""
    light, dark = (properties(theme(base.name, look)) for base in (LIGHT, DARK))
    own = {LIGHT.name: properties(LIGHT), DARK.name: properties(DARK)}
    differ = [name for name in light if (light[name], dark[name]) != (own["light"][name], own["dark"][name])]
    return _both({name: light[name] for name in differ}, {name: dark[name] for name in differ}) if differ else ""


def _both(light: dict[str, str], dark: dict[str, str]) -> str:
    plain = "".join(f"{name}:{colour};" for name, colour in light.items())
    both = "".join(f"{name}:light-dark({light[name]},{dark[name]});" for name in light)
    scope = ".stApp,[data-testid='stPortal'],.wp-door,.wp-top"
    return f"{scope}{{{plain}}}\n@supports (color:light-dark(#000,#fff)){{{scope}{{{both}}}}}\n"


if __name__ == "__main__":
    print(streamlit_theme())
