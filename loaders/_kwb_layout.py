"""Which form of the kerncijfers a header belongs to, and which of its columns are codes, names and topics.

The form follows from the column names alone, not from the container: StatLine names occur in CSV, JSON and Parquet,
and the short names of CBS's workbooks in CSV too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders._kwb_mapping import CODE, SHORT, STEM, Column, known, normal_name, stem

ODATA3, STATLINE, WORKBOOK, ODATA4 = "odata3", "statline", "werkmap", "odata4"
FORM_LABELS = {
    ODATA3: "StatLine-gegevens met genummerde kolomnamen",
    STATLINE: "StatLine-export van de tabelweergave",
    WORKBOOK: "werkmap kwb met korte namen",
    ODATA4: "OData 4-waarnemingen",
}

_OBSERVATION_COLUMNS = {"id", "measure", "valueattribute", "value", "stringvalue", "wijkenenbuurten"}
_PATH_UNIT = re.compile(r"^(?P<path>.*\S)\s*\((?P<unit>[^()]*)\)$")


@dataclass(frozen=True)
class Layout:
    """Columns of one file by their part. Of the parts, all but ``topics`` may be absent (None)."""

    form: str
    topics: tuple[Column, ...]
    code: str | None
    name: str | None = None
    gemeente: str | None = None
    change: str | None = None
    region_kind: str | None = None


def detect(names: Sequence[str]) -> Layout | None:
    """Layout of a header, or None when it is not one of the kerncijfers. Cheap: looks at names only."""
    normal = {normal_name(name) for name in names}
    if {"Measure", "Value"} <= set(names) and "wijkenenbuurten" in normal and normal <= _OBSERVATION_COLUMNS:
        return Layout(ODATA4, (), next(n for n in names if normal_name(n) == "wijkenenbuurten"))
    if "perioden" in normal:
        return None
    for layout in (_odata3(names), _statline(names), _workbook(names)):
        if layout and _is_kwb(layout):
            return layout
    return None


def _is_kwb(layout: Layout) -> bool:
    hits = sum(bool(known(topic)) for topic in layout.topics)
    enough = 0.3 if layout.form == WORKBOOK else 0.5
    return hits >= max(1, enough * len(layout.topics))


def _odata3(names: Sequence[str]) -> Layout | None:
    part = {stem(name): name for name in names if not _is_topic3(name)}
    topics = tuple(Column(name, STEM, (stem(name),)) for name in names if _is_topic3(name))
    if not topics:
        return None
    code = part.get("wijkenenbuurten") or part.get("regios") or part.get("codering")
    return Layout(
        ODATA3, topics, code, None, part.get("gemeentenaam"), _change(part), region_kind=part.get("soortregio")
    )


def _is_topic3(name: str) -> bool:
    structural = {"gemeentenaam", "soortregio", "codering"}
    numbered = re.fullmatch(r".+_\d+", name.strip()) is not None and "/" not in name and "(" not in name
    return numbered and stem(name) not in structural and not stem(name).startswith("indelingswijziging")


def _change(part: dict[str, str]) -> str | None:
    return next((name for key, name in part.items() if key.startswith("indelingswijziging")), None)


def _statline(names: Sequence[str]) -> Layout | None:
    topics: list[Column] = []
    part: dict[str, str] = {}
    for name in names:
        found = _PATH_UNIT.match(name.strip())
        path, unit = (found["path"], found["unit"].strip()) if found else (name, None)
        segments = path.split("/")
        last = normal_name(segments[-1])
        if unit is None or normal_name(segments[0]) == "regioaanduiding":
            key = next((k for k in ("indelingswijziging", "regios") if last.startswith(k)), last)
            part[key] = name
            continue
        # A title may hold slashes itself ("woning/schuur/e.d."), so longer ends of the path are tried as well.
        ends = tuple(normal_name("".join(segments[-count:])) for count in range(1, len(segments) + 1))
        topics.append(Column(name, STEM, ends, unit, normal_name("".join(segments[:-1]))))
    first = part.get("wijkenenbuurten") or part.get("regios")
    if not topics or not (first or part.get("codering")):
        return None
    return Layout(
        STATLINE,
        tuple(topics),
        part.get("codering"),
        first,
        part.get("gemeentenaam"),
        part.get("indelingswijziging"),
        part.get("soortregio"),
    )


def _workbook(names: Sequence[str]) -> Layout | None:
    structural = {"gwb_code_10", "gwb_code_8", "gwb_code", "regio", "gm_naam", "recs", "ind_wbi"}
    part = {name.strip().lower(): name for name in names if name.strip().lower() in structural}
    topics = tuple(Column(n, SHORT, (_short(n),)) for n in names if n.strip().lower() not in structural)
    if sum(bool(known(topic)) for topic in topics) + len(part) < 3:
        return None
    code = part.get("gwb_code_10") or part.get("gwb_code_8") or part.get("gwb_code")
    return Layout(
        WORKBOOK,
        topics,
        code,
        part.get("regio"),
        part.get("gm_naam"),
        part.get("ind_wbi"),
        region_kind=part.get("recs"),
    )


def _short(name: str) -> str:
    """The workbooks of 2013 and 2014 have a fault in the header: '2' stands where 'ste_mvs' should."""
    return "ste_mvs" if name.strip() == "2" else name.strip().lower()


def measure_column(code: str, title: str | None, unit: str | None, group: str) -> Column:
    """An OData v4 measure as a column; its code is matched, its title when the code is not in the list."""
    if known(by_code := Column(code, CODE, (code.strip().lower(),), unit, group, title)) or title is None:
        return by_code
    return Column(code, STEM, (normal_name(title),), unit, group)
