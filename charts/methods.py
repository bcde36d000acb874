"""How the figures are made and tested, for whoever asks on Verantwoording: methods in Dutch, and φ per indicator."""

import math
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from charts.frames import Row
from charts.numbers import number
from charts.table import Column, to_html
from model.indicator import Indicator

_PHI = [Column("name", "indicator"), Column("phi", "φ", 1), Column("said", "wat dat betekent")]


def explained_methods(methods: Sequence[Row]) -> str:
    """Every method as a line that opens; rows of snapshot.methods.on_page. Formula and source stay English."""
    items = "".join(_method(method) for method in methods)
    return f'<h2 class="wp-title">Hoe wij rekenen</h2>{items}'


def dispersion(phi: Mapping[str, float], indicators: Mapping[str, Indicator]) -> str:
    """Table of how much more repeatable events vary than chance alone; NaN means that nothing was tested."""
    title = "Hoeveel meer dan toeval: φ per indicator"
    if not phi:
        return f'<h2 class="wp-title">{title}</h2><p>Er zijn nog geen cijfers over gebeurtenissen in reeksen.</p>'
    rows = [
        {"name": indicators[i].name if i in indicators else i, "phi": value, "said": _wider(value)}
        for i, value in phi.items()
    ]
    return f'<h2 class="wp-title">{title}</h2>{to_html(pd.DataFrame(rows), _PHI, title)}'


def _wider(phi: float) -> str:
    if not math.isfinite(phi):
        return "niet te schatten: er is maar één jaar; dit cijfer wordt niet getoetst"
    times = math.sqrt(phi)
    if times < 1.05:
        return "niet meer dan toeval; de marge wordt niet breder"
    return f"de marge is ongeveer {number(times, 1)} keer zo breed"


def _method(method: Row) -> str:
    settings = "; ".join(f"{label}: {value}" for label, value in method["settings"])
    functions = ", ".join(f"<code>{escape(path)}</code>" for path in method["functions"])
    terms = [
        ("Let op", escape(str(method["let_op"])), ""),
        ("Instellingen", escape(settings), ""),
        ("Formule (Engels)", escape(str(method["formula"])), ' lang="en"'),
        ("Bron (Engels)", escape(str(method["source"])), ' lang="en"'),
        ("In het programma", functions, ""),
    ]
    rows = "".join(f"<dt>{term}</dt><dd{language}>{text}</dd>" for term, text, language in terms if text)
    return (
        f'<details class="wp-details"><summary><strong>{escape(str(method["naam"]))}</strong></summary>'
        f"<div><p>{escape(str(method['uitleg']))}</p><dl>{rows}</dl></div></details>"
    )
