"""Words about what was fetched from the internet, and about the sources that there are."""

from collections.abc import Sequence

from loaders import discover
from model.source import Delivery
from snapshot.archive import Archive
from snapshot.net_fetch import Became, Report, Result
from snapshot.net_memory import Memory, read_memory
from snapshot.settings import settings

_SHOWN = 5
_DUTCH = str.maketrans(",.", ".,")
_ORDER = tuple(Became)


def fetch_summary(report: Report) -> str:
    """Per source what became of its editions, then every reason why something was not fetched, and a total."""
    lines = []
    for source in dict.fromkeys(result.source for result in report.results):
        own = [result for result in report.results if result.source == source]
        lines.append(own[0].name)
        for became in _ORDER:
            group = [result for result in own if result.became is became]
            if group:
                lines.append(
                    f"  {became.value}: {', '.join(result.edition or '(edities onbekend)' for result in group)}"
                )
                lines += [f"    {text}" for result in group for text in _details(result)]
    lines += [f"Let op: {remark}" for remark in report.remarks]
    lines.append(_total(report.results))
    return "\n".join(lines)


def _details(result: Result) -> list[str]:
    if result.became is Became.WOULD and result.state is not None and result.state.amount is not None:
        unit = result.state.unit
        amount = size_in_words(result.state.amount) if unit == "bytes" else f"{_whole(result.state.amount)} {unit}"
        return [f"{result.edition}: {amount}"]
    objections = [str(objection) for objection in result.objections]
    shown = objections[:_SHOWN] + ([f"… en nog {len(objections) - _SHOWN} bezwaren"] if objections[_SHOWN:] else [])
    if result.became is Became.ADDED:
        # Of an edition that nobody has looked at yet, all that did not match.
        kinds = ("apart_gezet",) if result.declared else ("apart_gezet", "ontbreekt", "opvallend", "overgeslagen")
        shown += [note.text for note in result.notes if note.kind in kinds]
    shown += [f"{result.edition}: {remark}" for remark in result.remarks]
    return shown


def _total(results: Sequence[Result]) -> str:
    counted = {became: sum(result.became is became for result in results) for became in _ORDER}
    parts = ", ".join(f"{count} {became.value}" for became, count in counted.items() if count)
    size = sum(result.bytes for result in results)
    return f"Samen: {parts or 'niets te doen'}" + (f"; {size_in_words(size)} opgehaald." if size else ".")


def size_in_words(size: int) -> str:
    """Bytes as a reader knows them: '3,2 MB'."""
    return f"{size / 1e6:,.1f} MB".translate(_DUTCH) if size >= 100_000 else f"{max(1, round(size / 1e3))} kB"


def _whole(number: int) -> str:
    return f"{number:,}".translate(_DUTCH)


def source_records() -> list[dict[str, object]]:
    """One record per source: licence, editions at hand with their deliveries, newest on the internet, last check."""
    deliveries = [delivery for delivery, _ in Archive(settings().raw).deliveries()]
    memory = read_memory(settings().data)
    loaders = sorted(discover().values(), key=lambda loader: loader.source.rank)
    return [
        {
            "source": loader.source.id,
            "name": loader.source.name,
            "publisher": loader.source.publisher,
            "licence": loader.source.licence,
            "from_internet": getattr(loader, "remote", None) is not None,
            "editions": _editions([d for d in deliveries if d.source == loader.source.id]),
            **_on_offer(memory, loader.source.id),
        }
        for loader in loaders
    ]


def _editions(deliveries: Sequence[Delivery]) -> dict[str, int]:
    """Number of deliveries per edition."""
    found: dict[str, int] = {}
    for delivery in sorted(deliveries, key=lambda d: d.edition):
        found[delivery.edition] = found.get(delivery.edition, 0) + 1
    return found


def _on_offer(memory: Memory, source: str) -> dict[str, object]:
    seen = memory.offered.get(source)
    if seen is None:
        return {"newest": None, "checked_at": None}
    return {"newest": max(seen.editions, default=None), "checked_at": seen.checked_at.isoformat()}


def sources_text(records: Sequence[dict[str, object]]) -> str:
    """The same, for people."""
    lines = []
    for record in records:
        lines.append(f"{record['name']} ({record['source']}), {record['publisher']}. Licentie: {record['licence']}.")
        editions = record["editions"]
        assert isinstance(editions, dict)
        present = ", ".join(e if n == 1 else f"{e} ({n} leveringen)" for e, n in editions.items())
        lines.append(f"  In het archief: {present or 'niets'}.")
        if not record["from_internet"]:
            lines.append("  Niet van internet: bied bestanden aan met wijkpeil fetch --from PAD.")
        elif record["checked_at"] is None:
            lines.append("  Nog niet nagekeken wat er op internet staat: wijkpeil sources --check.")
        else:
            new = "" if record["newest"] in editions else " (nog niet in het archief)"
            moment = str(record["checked_at"])[:16].replace("T", " ")
            lines.append(f"  Nieuwste op internet: {record['newest'] or 'geen'}{new}; nagekeken op {moment} UTC.")
    return "\n".join(lines)
