"""Tokens: contrast, the Streamlit theme made from them, and the font beside its licence."""

import tomllib
from pathlib import Path

import pytest

from charts.style import ASSETS, DARK, FONT_FILES, LIGHT, Theme, sequential_steps
from charts.theme_files import css_tokens, streamlit_theme
from model.colour import contrast
from model.huisstijl import ink_on

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_text_can_be_read_on_page_and_cards(tokens: Theme) -> None:
    for ground in (tokens.background, tokens.surface):
        assert contrast(tokens.ink, ground) >= 12
        assert contrast(tokens.muted, ground) >= 4.5
        assert contrast(tokens.brand, ground) >= 4.5
        assert contrast(tokens.accent, ground) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_lines_and_values_in_cells_can_be_read(tokens: Theme) -> None:
    assert all(contrast(line, tokens.background) >= 4 for line in tokens.lines)
    assert all(contrast(tokens.ink, ground) >= 4.5 for ground in (*tokens.tints, tokens.diverging[2], tokens.no_data))
    assert contrast(tokens.muted, tokens.no_data) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_sequential_runs_one_way(tokens: Theme) -> None:
    steps = [contrast(colour, tokens.background) for colour in tokens.sequential]
    assert steps == sorted(steps)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert ink_on("#0A3D4C") == "#FFFFFF"
    assert ink_on("#E3EEF0") == LIGHT.ink


def test_few_classes_lie_far_apart() -> None:
    assert sequential_steps(2) == (0, 5)
    assert sequential_steps(6) == (0, 1, 2, 3, 4, 5)
    assert sequential_steps(1) == (3,)


def test_streamlit_theme_is_made_from_the_tokens() -> None:
    """After a change of tokens: python -m charts.theme_files, and paste it below [runner] in config.toml."""
    written = (CHECKOUT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert written.endswith(streamlit_theme())
    theme = tomllib.loads(written)["theme"]
    assert theme["dark"]["backgroundColor"] == DARK.background


def test_settings_that_keep_the_app_to_itself() -> None:
    config = tomllib.loads((CHECKOUT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableStaticServing"] is False
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["runner"]["postScriptGC"] is False


def test_fonts_are_small_and_stand_beside_their_licence() -> None:
    assert sum((ASSETS / file).stat().st_size for file in FONT_FILES) < 150_000
    assert "SIL Open Font License" in (ASSETS / "fonts" / "LICENSE-IBM-Plex-Sans.txt").read_text(encoding="utf-8")


def test_style_sheet_uses_only_tokens_that_exist() -> None:
    made = css_tokens()
    used = {part.split(")")[0] for part in (ASSETS / "wijkpeil.css").read_text(encoding="utf-8").split("var(")[1:]}
    assert all(f"{name}:" in made for name in used)
