"""Experience beside record for several areas: a table per pair, with both changes and the one verdict of each area."""

from collections.abc import Mapping, Sequence
from html import escape

from charts.frames import Row, as_text
from charts.pairs import changed, measured, sentence
from charts.table import Column
from model.afspraken import Paar
from model.indicator import Indicator

COLUMNS = [
    Column("naam", "paar"),
    Column("area_name", "gebied"),
    Column("verdict", "oordeel"),
    Column("why", "toelichting"),
    *(
        column
        for side in ("beleving", "registratie")
        for column in (
            Column(f"{side}_start_period", f"{side}: van"),
            Column(f"{side}_start_value", f"{side}: eerste waarde", 2),
            Column(f"{side}_period", f"{side}: tot"),
            Column(f"{side}_value", f"{side}: laatste waarde", 2),
            Column(f"{side}_change", f"{side}: verandering", 2),
            Column(f"{side}_result", f"{side}: toets"),
        )
    ),
]


def pairs_table(
    rows: Sequence[Row], agreed: Sequence[Paar], indicators: Mapping[str, Indicator], areas: Mapping[str, str]
) -> str:
    """``rows`` as figures.pairs gives them; ``areas``: name by code, in the order shown."""
    found = {(as_text(row["paar"]), as_text(row["area"])): row for row in rows}
    return "".join(_section(paar, found, indicators, areas) for paar in agreed)


def seen(rows: Sequence[Row], areas: Mapping[str, str]) -> str:
    """How many pairs of the chosen areas went which way."""
    verdicts = [as_text(row["verdict"]) for row in rows if measured(row) and as_text(row["area"]) in areas]
    if not verdicts:
        return "Voor deze gebieden is nog geen enkel paar te vergelijken."
    counts = ", ".join(f"{verdicts.count(verdict)} keer «{verdict}»" for verdict in dict.fromkeys(sorted(verdicts)))
    return f"Van {len(verdicts)} vergelijkingen: {counts}."


def _section(
    paar: Paar, found: Mapping[tuple[str, str], Row], indicators: Mapping[str, Indicator], areas: Mapping[str, str]
) -> str:
    body = "".join(_row(found.get((paar.id, area)), name, indicators) for area, name in areas.items())
    note = f'<p class="wp-small">{escape(paar.toelichting)}</p>' if paar.toelichting else ""
    sides = (f"beleving: {indicators[paar.beleving].name}", f"registratie: {indicators[paar.registratie].name}")
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in ("gebied", "oordeel", *sides))
    label = escape(paar.naam)
    return (
        f'<h3 class="wp-group-title">{label}</h3>{note}'
        f'<div class="wp-scroll" tabindex="0" role="region" aria-label="{label}"><table class="wp-table wp-pair-table">'
        f"<caption>{label}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Row | None, name: str, indicators: Mapping[str, Indicator]) -> str:
    head = f'<th scope="row">{escape(name)}</th>'
    if row is None or not measured(row):
        why = as_text(row["why"]) if row is not None else "dit gebied hoort niet bij het programma"
        return f'<tr>{head}<td colspan="3">Niet te vergelijken: {escape(why)}.</td></tr>'
    sides = "".join(
        f"<td>{escape(changed(row, side, indicators[as_text(row[f'{side}_indicator'])]))}</td>"
        for side in ("beleving", "registratie")
    )
    said = f"<small>{escape(sentence(row))}</small>" if sentence(row) else ""
    return f'<tr>{head}<td><span class="wp-tag">{escape(as_text(row["verdict"]))}</span>{said}</td>{sides}</tr>'
