"""A build that is busy: how far it is, as a bar and in words; and the limits that its outcome is held to. HTML."""

from collections.abc import Sequence
from html import escape


def progress(step: int, steps: int, text: str, seconds: float, programme: str, who: str) -> str:
    """``step`` of ``steps`` steps are done; ``text`` is what happens now; ``seconds`` since the beginning."""
    share = round(100 * step / steps)
    return (
        f'<div class="wp-building" role="status"><p><strong>Bezig met de opbouw van {escape(programme)}</strong> '
        f"(begonnen door {escape(who)}, {duration(seconds)} geleden)</p>"
        f'<progress max="100" value="{share}" aria-label="Voortgang van de opbouw">{share} %</progress>'
        f"<p>{share} %, stap {step + 1} van {steps}: {escape(text)}</p></div>"
    )


def duration(seconds: float) -> str:
    """``12 seconden``, ``1 minuut en 5 seconden``."""
    minutes, rest = divmod(int(seconds), 60)
    spoken = f"{rest} {'seconde' if rest == 1 else 'seconden'}"
    return f"{minutes} {'minuut' if minutes == 1 else 'minuten'} en {spoken}" if minutes else spoken


def listed(title: str, lines: Sequence[str]) -> str:
    """A line that opens, with a list inside."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<details class="wp-details"><summary><strong>{escape(title)}</strong></summary>'
        f"<div><ul>{items}</ul></div></details>"
    )
