"""Readable reports of fetch, check and build, and figures as records: what the command line prints."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from loaders._unrecognised import may_be_register
from model.checked import Checked, DraftKind
from model.status import REASON_LABELS, STATUS_LABELS
from snapshot import figures
from snapshot.build import Built
from snapshot.intake import Examined, Outcome
from snapshot.notes import HEADINGS, shortened, without_file
from snapshot.store import Snapshot

_SHOWN = 5
_REGISTER_HINT = "Is dit een register van de gemeente? Maak er een beschrijving bij met: wijkpeil check BESTAND."
_DUTCH = str.maketrans(",.", ".,")
_DRAFTED: dict[DraftKind, tuple[str, str]] = {
    "totalen": (
        "Zijn het uitkomsten van een bewonersenquête? Zet dan dit codeboek met dezelfde naam als .yaml naast",
        "het bestand of in bronnen/ van het programma, en controleer elke regel:",
    ),
    "respondenten": (
        "Is het een bewonersenquête? Zet dan dit codeboek met dezelfde naam als .yaml naast het bestand of in",
        "bronnen/ van het programma, en controleer elke regel:",
    ),
    "register": (
        "Is het een register van de gemeente? Zet dan deze beschrijving als .yaml naast het bestand of in bronnen/ van",
        "het programma, en controleer elke regel:",
    ),
}


def percentage(share: float) -> str:
    """A share (0–1) as a whole percentage that is 0 or 100 only when it is nothing or all."""
    whole = round(100 * share)
    return f"{min(max(whole, 1), 99) if 0 < share < 1 else whole} %"


def fetch_report(opened: Sequence[Examined]) -> str:
    """What became of each file, grouped by outcome, with the reason and remedy of each refusal."""
    lines = []
    for outcome in Outcome:
        group = [examined for examined in opened if examined.outcome is outcome]
        if not group:
            continue
        lines.append(f"{outcome.value.capitalize()}: {len(group)}")
        for examined in group:
            objections = [str(o) for o in examined.objections]
            shown = objections[:_SHOWN] + (
                [f"… en nog {len(objections) - _SHOWN} bezwaren"] if objections[_SHOWN:] else []
            )
            lines += [f"  {text}" for text in shown] or [f"  {examined.file.name}: {examined.text}"]
            if outcome is Outcome.ADDED:
                lines += [f"    {line}" for line in _notes(_apart(examined), _SHOWN)]
        if any(may_be_register(examined.text) for examined in group):
            lines.append(f"  {_REGISTER_HINT}")
    return "\n".join(lines) or "Geen bestanden gevonden."


def check_report(checked: Checked) -> str:
    """What a file is, which variables, areas and periods it would give, and every objection."""
    lines = [f"Bestand: {checked.file}"]
    if checked.source_name:
        lines += [f"Bron: {checked.source_name}", f"Wat: {checked.what}"]
        lines.append(f"Editie: {checked.edition or 'staat niet in het bestand'}")
        lines += [f"Hoort erbij: {', '.join(checked.companions)}"] if checked.companions else []
    lines += [f"{heading}: {text}" for heading, text in (*checked.facts, *checked.notes)]
    if checked.outcome == Outcome.UNRECOGNISED:
        lines.append(checked.text)
        lines += [*_DRAFTED[checked.draft.kind], "", checked.draft.yaml] if checked.draft else []
    if checked.outcome == Outcome.PRESENT:
        lines.append(f"Dit bestand staat al in het archief: {checked.text}.")
    lines += [f"Bezwaar: {objection}" for objection in checked.objections]
    if checked.more_objections:
        lines.append(f"… en nog {checked.more_objections} bezwaren")
    if checked.may_be_added:
        lines.append("Geen bezwaren: dit bestand kan worden toegevoegd met wijkpeil fetch.")
    return "\n".join(lines)


def _apart(examined: Examined) -> list[tuple[str, str]]:
    return [(n.kind, without_file(n.text, examined.file.name)) for n in examined.notes if n.kind == "apart_gezet"]


def _notes(notes: Sequence[tuple[str, str]], shown: int = 1000) -> list[str]:
    lines = []
    for kind, heading in HEADINGS.items():
        texts = [text for note_kind, text in notes if note_kind == kind]
        lines += [f"{heading}: {text}" for text in texts[:shown]]
        if len(texts) > shown:
            lines.append(f"{heading}: … en nog {len(texts) - shown}")
    return lines


def build_report(built: Built, s: Snapshot) -> str:
    """Per source what was read, skipped, missing and odd; then the indicators with and without figures."""
    report = figures.report(s)
    seconds = f"{built.seconds:.1f}".replace(".", ",")
    lines = [f"Peil {built.identifier} van {s.programme.naam} is opgebouwd en geldt nu ({seconds} s)."]
    for delivery in figures.plain_records(figures.sources(s)):
        lines.append(f"\n{delivery['name']}, editie {delivery['edition']} ({delivery['file']})")
        own = report[
            (report["source"] == delivery["source"])
            & (report["edition"] == delivery["edition"])
            & (report["file"] == delivery["file"])
        ]
        pairs = [(kind, shortened(text)) for kind, text in zip(own["kind"], own["text"], strict=True)]
        lines += [f"  {line}" for line in _notes(pairs, _SHOWN)]
    lines += ["", *_protected(built.manifest)]
    overview = figures.indicator_overview(s)
    lines.append("")
    lines += [f"Niet gebruikt, want gewist: {text}" for text in built.manifest["gewist"]]
    counts = Counter(overview["state"])
    lines += [f"{counts[state]} indicatoren: {state}" for state in sorted(counts)]
    total = f"{built.manifest['rijen']['figure_map']:,}".translate(_DUTCH)
    lines.append(f"{total} cijfers, met of zonder waarde; sha256 {built.manifest['canoniek_sha256']}")
    return "\n".join(lines)


def _protected(manifest: dict[str, Any]) -> list[str]:
    """What the public half hides, and what earlier public halves give away already: plainly, without values."""
    told, shown = manifest["afscherming"], manifest["openbaar"]["rijen"]["public_count"]
    hidden, small = (f"{told[name]:,}".translate(_DUTCH) for name in ("verborgen", "te_klein"))
    more = f"{told['verborgen'] - told['te_klein']:,}".translate(_DUTCH)
    lines = [
        f"Openbare helft: {shown:,} aantallen getoond, ".translate(_DUTCH)
        + f"{hidden} afgeschermd ({small} te klein, {more} omdat een klein aantal er anders uit volgt)."
    ]
    if told["gecorrigeerd"]:
        lines.append(
            f"Gecorrigeerd: {told['gecorrigeerd']} aantallen uit een eerder openbaar peil zijn nu anders. Wie beide "
            "peilen heeft, ziet dat."
        )
    if told["onleesbaar"]:
        lines.append(
            f"Let op: de openbare helft van peil {', '.join(told['onleesbaar'])} is niet te lezen. Wat erin stond, is "
            "nu "
            "niet meegerekend. Zet het bestand terug en bouw opnieuw op."
        )
    if told["blootgelegd"]:
        places = [f"{one['key']} in {one['area']} ({one['period']})" for one in told["blootgelegd"]]
        rest = f" en nog {len(places) - _SHOWN}" if places[_SHOWN:] else ""
        lines.append(
            f"Let op: {len(places)} kleine aantallen zijn uit een eerder openbaar peil te herleiden en niet meer te "
            f"beschermen: {'; '.join(places[:_SHOWN])}{rest}. Dit peil toont ze niet. Overleg met de functionaris "
            "gegevensbescherming, en haal het eerdere peil weg waar het openbaar staat."
        )
    if told["tegenstrijdig"]:
        places = [
            f"{one['key']} in {one['area']} ({one['period']}, bron {one['source']})" for one in told["tegenstrijdig"]
        ]
        rest = f" en nog {len(places) - _SHOWN}" if places[_SHOWN:] else ""
        lines.append(
            f"Spreekt elkaar tegen: {'; '.join(places[:_SHOWN])}{rest}: het totaal is kleiner dan de delen samen. Een "
            "van beide is fout; controleer de bestanden van deze bron."
        )
    return lines


def kloof_text(s: Snapshot, rows: Sequence[dict[str, Any]]) -> str:
    """The latest gap of each indicator as a line, with its interval, test and change; then those without a gap."""
    newest = {row["indicator"]: row for row in rows if row["indicator"] is not None}
    lines = [f"{s.programme.naam}: focuswijken samen min rest van de stad"]
    lines += [_summed(s, row) for row in rows if row["status"] == "opgeteld" and row["level"] == "bouwsteen"]
    for row in newest.values():
        declared = s.indicators[row["indicator"]]
        if row["status"] == "geen kloof":
            lines.append(f"{declared.name}: geen kloof te berekenen ({row['reason']})")
            continue
        text = f"{declared.name} ({declared.unit}), {row['period']}: {_signed(row['gap'], declared.decimals)}"
        if row["gap_low"] is not None:
            text += f" [{_signed(row['gap_low'], declared.decimals)}; {_signed(row['gap_high'], declared.decimals)}]"
        else:
            text += ", niet te toetsen"
        if row["change"] is not None:
            text += f"; sinds {row['nulmeting_period']}: {row['change_result']}"
        lines.append(text)
    return "\n".join(lines)


def _summed(s: Snapshot, row: dict[str, Any]) -> str:
    """What became of the gaps of a bouwsteen, as one line."""
    name = next(b.naam for b in s.programme.bouwstenen if b.id == row["bouwsteen"])
    counts = {
        "kleiner": row["n_smaller"],
        "groter": row["n_larger"],
        "niet aantoonbaar veranderd": row["n_unchanged"],
        "omgeslagen": row["n_turned"],
        "niet te toetsen": row["n_untested"],
        "zonder cijfer voor beide kanten": row["n_without"],
    }
    said = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
    return f"{name}: {row['n']} kerncijfers; {said}"


def _signed(value: float, decimals: int) -> str:
    return f"{value:+,.{decimals}f}".translate(_DUTCH)


def figures_text(s: Snapshot, indicator: str, rows: Sequence[dict[str, Any]], other: str | None = None) -> str:
    """Figures as aligned lines for a terminal; ``other``: an area that each line is also compared with."""
    declared = s.indicators[indicator]
    is_named = declared.unit != "%" and declared.unit in declared.name.lower()
    lines = [declared.name if is_named else f"{declared.name} ({declared.unit})"]
    for row in rows:
        if row["value"] is None:
            value = REASON_LABELS.get(row["reason"], STATUS_LABELS[row["status"]])
        else:
            value = f"{row['value']:,.{declared.decimals}f}".translate(_DUTCH)
        lines.append(f"{row['area']:<28} {row['period']}  {value:>12}  {row['area_name']}  {row['note']}".rstrip())
        lines += [
            f"{'':<28} tegen {other}: {_signed(one['difference'], declared.decimals)}, {one['verdict']}"
            f"{' (' + one['why'] + ')' if one['why'] else ''}"
            for one in row["baselines"]
            if other is not None and one["baseline"] == other and one["difference"] is not None
        ]
    return "\n".join(lines) if rows else f"{declared.name}: geen cijfers voor deze keuze. {declared.feeds}"
