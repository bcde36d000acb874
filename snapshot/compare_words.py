"""A comparison in Dutch: the sentence above it, its tables, and the report of the command line."""

from dataclasses import asdict
from typing import Any

import pandas as pd

from loaders import discover
from snapshot.comparison import Cause, Comparison, DeliveryChange, Limits, figures_in_words, whole

_SHOWN = 10
_BY = {
    Cause.REVISION: "een herziening van de bron",
    Cause.EDITION: "een andere bron of editie",
    Cause.FOLLOWS: "andere leveringen of het programma, waar het cijfer op steunt",
    Cause.OURS: "onze eigen berekening",
}
_DELIVERED = {"nieuw": "nieuw", "vervangt": "komt in plaats van een eerdere levering", "weg": "is er niet meer"}


def summary(found: Comparison) -> str:
    """What the proposal does, in one sentence."""
    if found.served is None:
        return f"Dit is een voorstel zonder voorganger: het brengt {figures_in_words(found.total('after'))}."
    if found.same:
        return f"Dit voorstel is gelijk aan peil {found.served}, dat nu geldt."
    limit = f"{100 * found.limits.relative_change:g} %".replace(".", ",")
    changed, vanished = found.total("changed"), found.total("vanished")
    return (
        f"Dit voorstel voegt {figures_in_words(found.total('appeared'))} toe, {whole(vanished)} "
        f"{'vervalt' if vanished == 1 else 'vervallen'}, {whole(changed)} "
        f"{'verandert' if changed == 1 else 'veranderen'} meer dan {limit}."
    )


def origin(found: Comparison) -> str:
    """When the proposal was made, and what it is compared with."""
    beside = f"vergeleken met peil {found.served}, dat nu geldt" if found.served else "er geldt nu geen peil"
    return f"Opgebouwd {_moment(found.made)}; {beside}."


def public_sentence(found: Comparison) -> str:
    """What changes in the public half."""
    public = found.public
    return (
        f"Openbaar: {whole(public.appeared)} cijfers erbij, {whole(public.vanished)} vervallen, waarvan "
        f"{whole(public.hidden)} nu afgeschermd of geheim."
    )


def causes(found: Comparison) -> list[tuple[str, int]]:
    """What may explain other values, small ones too, and of how many figures; only what occurs."""
    return [(cause.value, count) for cause in Cause if (count := found.caused(cause))]


def cause_sentence(found: Comparison) -> str:
    """The same in a sentence; empty when no figure has another value."""
    told = ", ".join(f"{whole(count)} door {_BY[Cause(cause)]}" for cause, count in causes(found))
    return f"Een andere waarde, hoe klein ook: {told}." if told else ""


def indicator_table(found: Comparison) -> pd.DataFrame:
    """Indicators with any change, those that lose figures first: name, before, after, appeared, vanished, changed,
    status_changed, revised, ours, periods (new ones)."""
    rows = [
        {
            "name": one.name,
            "before": one.before,
            "after": one.after,
            "appeared": one.appeared,
            "vanished": one.vanished,
            "changed": one.changed,
            "status_changed": one.status_changed,
            "revised": one.by_cause.get(Cause.REVISION, 0),
            "ours": one.by_cause.get(Cause.OURS, 0),
            "periods": ", ".join(one.new_periods) if found.served and one.before else "",
        }
        for one in found.indicators
        if not one.is_quiet
    ]
    columns = [
        "name",
        "before",
        "after",
        "appeared",
        "vanished",
        "changed",
        "status_changed",
        "revised",
        "ours",
        "periods",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    order = ["vanished", "changed", "appeared", "name"]
    return frame.sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def value_table(found: Comparison) -> pd.DataFrame:
    """The figures that changed most: name, area, period, before, after (as text), cause, from (source and edition)."""
    sources = _source_names()
    rows = [
        {
            "name": one.name,
            "area": one.area_name,
            "period": one.period,
            "before": _number(one.before, one.decimals),
            "after": _number(one.after, one.decimals),
            "cause": one.cause.value,
            "from": f"{sources.get(one.source, one.source)}, {one.edition}",
        }
        for one in found.largest
    ]
    return pd.DataFrame(rows, columns=["name", "area", "period", "before", "after", "cause", "from"])


def verdict_table(found: Comparison) -> pd.DataFrame:
    """Verdicts that changed, those that turned around first: name, area, period, about, before, after, turned."""
    rows = [
        {
            "name": one.name,
            "area": one.area_name,
            "period": one.period,
            "about": one.about,
            "before": one.before,
            "after": one.after,
            "turned": "slaat om" if one.turned else "",
        }
        for one in sorted(found.verdicts, key=lambda one: (not one.turned, one.name, one.area_name, one.period))
    ]
    return pd.DataFrame(rows, columns=["name", "area", "period", "about", "before", "after", "turned"])


def delivery_table(deliveries: tuple[DeliveryChange, ...]) -> pd.DataFrame:
    """Deliveries that differ: name of the source, edition, number, what (in words)."""
    sources = _source_names()
    rows = [
        {
            "name": sources.get(one.source, one.source),
            "edition": one.edition,
            "number": one.number,
            "what": _DELIVERED[one.what],
        }
        for one in deliveries
    ]
    return pd.DataFrame(rows, columns=["name", "edition", "number", "what"])


def report(found: Comparison, stale: list[str]) -> str:
    """The whole comparison for the command line. ``stale``: why the proposal may not be published any more."""
    lines = [f"Voorstel voor {found.programme}. {origin(found)}", summary(found)]
    lines.append(public_sentence(found))
    if found.deliveries:
        lines += ["", "Leveringen:"]
        said = [
            f"  {one.source} {one.edition}, levering {one.number}: {_DELIVERED[one.what]}" for one in found.deliveries
        ]
        lines += _first(said)
    changed = causes(found)
    if changed:
        lines += ["", "Andere waarden (ook kleine), door:"]
        lines += [f"  {cause}: {whole(n)}" for cause, n in changed]
    table = indicator_table(found)
    if len(table) and found.served:
        lines += ["", "Per indicator:"]
        lines += _first([_indicator_line(row) for row in table.to_dict("records")])
    values = value_table(found)
    if len(values):
        lines += ["", "Grootste veranderingen:"]
        lines += _first(
            [
                f"  {r['name']}, {r['area']}, {r['period']}: {r['before']} wordt {r['after']} ({r['cause']})"
                for r in values.to_dict("records")
            ]
        )
    if len(verdicts := verdict_table(found)):
        lines += ["", "Andere oordelen:"]
        lines += _first(
            [
                f"  {r['name']}, {r['area']}, {r['period']}, {r['about']}: {r['before']} wordt {r['after']}"
                for r in verdicts.to_dict("records")
            ]
        )
    lines.append("")
    lines += [f"Kan niet meer worden gepubliceerd: {why}." for why in stale]
    reasons = found.reasons()
    lines += [f"Buiten de grenzen: {reason}" for reason in reasons]
    if not stale:
        verdict = "Kijk ernaar en" if reasons else "Binnen de grenzen:"
        lines.append(
            f"{verdict} publiceer met wijkpeil publish -p {found.programme}, of verwerp met wijkpeil discard -p "
            f"{found.programme}."
        )
    return "\n".join(lines)


def record(found: Comparison, stale: list[str]) -> dict[str, Any]:
    """The comparison as plain values for JSON; quiet indicators are left out."""
    plain = asdict(found)
    plain["indicators"] = [asdict(one) for one in found.indicators if not one.is_quiet]
    totals = ("before", "after", "both", "appeared", "vanished", "different", "changed", "status_changed")
    return {
        **plain,
        "totals": {name: found.total(name) for name in totals},
        "causes": {cause.value: found.caused(cause) for cause in Cause},
        "beyond_limits": found.reasons(),
        "cannot_be_published": stale,
    }


def limits_in_words(limits: Limits) -> list[str]:
    """The limits as a person reads them, for the page and the manual."""

    def part(share: float) -> str:
        return f"{100 * share:g} %".replace(".", ",")

    return [
        f"hoogstens {part(limits.vanished_share)} van de cijfers vervalt, en van geen indicator alle",
        f"hoogstens {part(limits.changed_share)} van de cijfers verandert meer dan {part(limits.relative_change)}",
        f"hoogstens {part(limits.public_vanished_share)} van de openbare cijfers vervalt",
        "geen oordeel over de focuswijken slaat om",
        "geen cijfer verandert zonder dat een bron of het programma veranderde",
        "het nieuwste peil is niet ingetrokken of teruggezet",
    ]


def _source_names() -> dict[str, str]:
    return {loader.source.id: loader.source.name for loader in discover().values()}


def _indicator_line(row: dict[Any, Any]) -> str:
    parts = [
        f"{whole(row[key])} {word}"
        for key, word in (
            ("appeared", "erbij"),
            ("vanished", "vervallen"),
            ("changed", "veranderd"),
            ("status_changed", "met een andere status"),
        )
        if row[key]
    ]
    small = [] if parts else ["alleen kleine veranderingen"]
    new = [f"nieuw: {row['periods']}"] if row["periods"] else []
    return f"  {row['name']}: {', '.join(parts + small + new)}"


def _first(lines: list[str]) -> list[str]:
    return lines[:_SHOWN] + ([f"  … en nog {whole(len(lines) - _SHOWN)}"] if len(lines) > _SHOWN else [])


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _moment(made: str) -> str:
    """``op 26-11-2026 om 18:34 UTC``."""
    return f"op {made[8:10]}-{made[5:7]}-{made[:4]} om {made[11:16]} UTC"
