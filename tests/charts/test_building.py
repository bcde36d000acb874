"""How far a build is, in words and as a bar; names are text."""

import pytest

from charts.building import duration, listed, progress


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.9, "0 seconden"),
        (1.0, "1 seconde"),
        (59.9, "59 seconden"),
        (61.0, "1 minuut en 1 seconde"),
        (125.0, "2 minuten en 5 seconden"),
    ],
)
def test_duration(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_two_of_seven_steps_are_done_and_names_are_text() -> None:
    html = progress(2, 7, "<b>rekenen</b>", 12.0, "<i>Stad</i>", "A & B")
    assert '<progress max="100" value="29" aria-label="Voortgang van de opbouw">29 %</progress>' in html
    assert "29 %, stap 3 van 7: &lt;b&gt;rekenen&lt;/b&gt;" in html
    assert "&lt;i&gt;Stad&lt;/i&gt;</strong> (begonnen door A &amp; B, 12 seconden geleden)" in html


def test_a_list_is_text() -> None:
    assert "<li>&lt;img&gt;</li>" in listed("Grenzen", ["<img>"])
