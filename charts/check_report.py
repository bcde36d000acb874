"""What a check tells of offered files, as HTML: every word that comes from a file is shown as text."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from charts.table import Column, to_html
from model.checked import Added, Checked, Rows
from model.errors import Objection

_LONG = 160
_COLUMNS = (
    Column("row", "rij"),
    Column("column", "kolom"),
    Column("value", "waarde"),
    Column("problem", "wat er mis is, en wat u eraan doet"),
)
_KINDS = {"toegevoegd": "goed", "vastgehouden": "let", "stond er al": "rust", "hoort bij een ander bestand": "rust"}
_WORDS = {"vastgehouden": "wijkt sterk af", "hoort bij een ander bestand": "hoort erbij"}
_CHANGES = (Column("column", "kolom"), Column("problem", "wat er anders is"))


def status(file: Checked) -> tuple[str, str]:
    """Kind (goed, let, fout or rust) and words of how a file stands."""
    if file.lacks_edition:
        return "let", "editie nodig"
    if file.may_be_added:
        return "goed", "kan worden toegevoegd"
    if file.draft is not None and file.outcome == "niet herkend":
        return "let", "beschrijving nodig"
    if file.outcome == "niet herkend" and file.objections:
        return "fout", "geweigerd"
    return _KINDS.get(file.outcome, "fout"), _WORDS.get(file.outcome, file.outcome)


def card(file: Checked) -> str:
    """One file: what it is, how it stands, and everything that was said of it."""
    parts = [_head(file.file, *status(file)), _facts(file), _said(file)]
    parts.append(_objections(file))
    parts += [_rows(file.rows)] if file.rows is not None else []
    parts += [_notes(file.notes)] if file.notes else []
    return f'<section class="wp-card wp-check">{"".join(parts)}</section>'


def added_card(file: Added) -> str:
    """What became of one file that was accepted."""
    kind = _KINDS.get(file.outcome, "fout")
    text = "" if file.objections else f"<p>{escape(_capital(file.text))}</p>"
    said = "".join(f"<li>{escape(str(objection))}</li>" for objection in file.objections)
    listed = f'<ul class="wp-bullets">{said}</ul>' if said else ""
    return f'<section class="wp-card wp-check">{_head(file.file, kind, file.outcome)}{text}{listed}</section>'


def waiting(names: Sequence[str], doing: str, seconds: float) -> str:
    """What is being read, and for how long already."""
    what = f"Nu: {doing}." if doing else "Er wordt begonnen."
    files = "1 bestand" if len(names) == 1 else f"{len(names)} bestanden"
    return (
        '<section class="wp-card wp-check" role="status"><div class="wp-check-bar"></div>'
        f"<p><strong>{files} worden gelezen</strong>, apart van de rest van Wijkpeil. {escape(what)}</p>"
        f'<p class="wp-small">{seconds:.0f} seconden bezig. U kunt deze pagina open laten staan.</p></section>'
    ).replace("1 bestand worden", "1 bestand wordt")


def _head(name: str, kind: str, words: str) -> str:
    return (
        f'<div class="wp-check-head"><h2>{escape(name)}</h2>'
        f'<span class="wp-status wp-status-{kind}"><i aria-hidden="true"></i>{escape(words)}</span></div>'
    )


def _facts(file: Checked) -> str:
    pairs = [("Bron", file.source_name), ("Wat", file.what)]
    pairs.append(("Editie", file.edition or ("staat niet in het bestand" if file.source_name else "")))
    pairs += [("Hoort erbij", ", ".join(file.companions)), *file.facts]
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{_long(text)}</dd>" for name, text in pairs if text)
    return f'<dl class="wp-terms">{lines}</dl>' if lines else ""


def _long(text: str) -> str:
    """Text, of which the end waits behind a click when it is a long list."""
    if len(text) <= _LONG:
        return escape(text)
    end = text.rfind(", ", 0, _LONG)
    if end < 0:
        return escape(text)
    more, rest = text.count(", ", end), escape(text[end + 2 :])
    return f'{escape(text[:end])} <details class="wp-more"><summary>en nog {more}</summary>{rest}</details>'


def _said(file: Checked) -> str:
    if file.outcome == "stond er al":
        return f"<p>Dit bestand staat al in het archief: {escape(file.text)}. Er hoeft niets te gebeuren.</p>"
    if file.outcome == "hoort bij een ander bestand":
        return f"<p>{escape(_capital(file.text))}.</p>"
    if file.outcome == "niet herkend":
        return f"<p>{escape(file.text)}</p>"
    if file.lacks_edition:
        return "<p>Wijkpeil weet wat dit is, maar niet van welk jaar. Vul hieronder de editie in.</p>"
    return ""


def _objections(file: Checked) -> str:
    """All objections with their place; of a file that differs much, what differs: the consent is asked below."""
    if not file.objections or file.lacks_edition:
        return ""
    number = len(file.objections) + file.more_objections
    noun = "verschil met de vorige levering" if file.held else "bezwaar"
    more = "verschillen met de vorige levering" if file.held else "bezwaren"
    title = f"1 {noun}" if number == 1 else f"{number} {more}"
    frame = pd.DataFrame([_line(objection, file.held) for objection in file.objections])
    columns = _CHANGES if file.held else _COLUMNS
    kept = [c for c in columns if c.key == "problem" or (frame[c.key] != "").any()]
    left = f'<p class="wp-small">En nog {file.more_objections}. Herstel eerst deze.</p>' if file.more_objections else ""
    table = to_html(frame, kept, title)
    return f'<h3 class="wp-group-title">{title}</h3><div class="wp-objections">{table}</div>{left}'


def _line(objection: Objection, held: bool) -> dict[str, str]:
    """A row of the table; the remedy for a file that is held is on this page, and not the one of the command line."""
    return {
        "row": "" if objection.row is None else str(objection.row),
        "column": objection.column or "",
        "value": objection.value or "",
        "problem": _capital(objection.problem) + ("" if held else f" {objection.remedy}"),
    }


def _rows(rows: Rows) -> str:
    title = "De eerste rijen, zoals ze er staan" if rows.of_file else "De eerste cijfers, zoals ze zijn gelezen"
    keys = [str(place) for place in range(len(rows.columns))]
    frame = pd.DataFrame(list(rows.rows), columns=keys)
    table = to_html(frame, [Column(key, name) for key, name in zip(keys, rows.columns, strict=True)], title)
    left = f"{rows.left_out:,}".replace(",", ".")
    noun = "rij" if rows.left_out == 1 else "rijen"
    more = f'<p class="wp-small">En nog {left} {noun}.</p>' if rows.left_out else ""
    return f'<h3 class="wp-group-title">{title}</h3>{table}{more}'


def _notes(notes: Sequence[tuple[str, str]]) -> str:
    lines = "".join(f"<li><strong>{escape(heading)}</strong> {escape(text)}</li>" for heading, text in notes)
    return (
        f'<details class="wp-details"><summary><strong>Wat bij het lezen opviel ({len(notes)})</strong></summary>'
        f'<div><ul class="wp-bullets">{lines}</ul></div></details>'
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
