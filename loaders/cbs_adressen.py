"""Addresses and the buurt that each lies in: CBS's yearly table of postcode, house number, buurt, wijk and gemeente.

Two of these tables, of different years, tell which part of an old buurt lies in which new one better than any map. The
snapshot gets shares of buurten and of postcodes, and house numbers only of postcodes in more than one buurt. Codes in
this table lack the prefix BU, and in older years the leading zeros, which the gemeente beside it confirms. No message
repeats an address.
"""

import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders._container import Container, container_of
from loaders._delimited import read_cells, read_header
from loaders._frame import refuse
from loaders._text import read_bytes, to_utf8
from loaders._unzip import members, open_zip, read_member
from model.loading import Context, Note, RawFile, Reading, Recognition
from model.source import Source

VARIABLES: dict[str, object] = {}
SEPARATOR = ";"
# Above this share of addresses in buurten that do not exist, the table is of another year or another gemeente.
UNKNOWN_SHARE = 0.1
_HEADER = re.compile(r"PC6;Huisnummer;Buurt(\d{4});Wijk(\d{4});Gemeente(\d{4})", re.IGNORECASE)
_HEAD = 10_000
_POSTCODE, _NUMBER = r"\d{4}\s?[A-Za-z]{2}", r"\d{1,5}"
_BUURT, _GEMEENTE = r"\d{7,8}|\d{4}[0-9A-Z]{4}", r"\d{4}"
_COLUMNS = ("PC6", "Huisnummer", "Buurt", "Wijk", "Gemeente")


class CbsAdressen:
    """Loader of address tables; gives addresses with their buurt, no observations and no areas."""

    source = Source(
        id="cbs_adressen",
        name="Buurt, wijk en gemeente per postcode en huisnummer",
        publisher="CBS",
        licence="CC BY 4.0",
        url="https://www.cbs.nl/nl-nl/maatwerk/2025/38/buurt-wijk-en-gemeente-2025-voor-postcode-huisnummer",
        rank=25,
        every_years=1,
        note="Om cijfers om te rekenen naar andere grenzen, en om de buurt bij een postcode te vinden. Huisnummers "
        "komen alleen in een peil van postcodes die in meer dan één buurt liggen.",
    )
    needs_areas = True

    def recognise(self, file: RawFile) -> Recognition | None:
        """By its five columns, with the year in three of them. Raises LoadRefused for two years or a changed table."""
        header = _header(file.path)
        found = _HEADER.search(header)
        if found is None:
            return None
        if found.group() != header:
            refuse(
                file.name,
                "dit is een bewerkte adrestabel: voor of achter de vijf kolommen van het CBS staat nog iets anders.",
                "Gebruik het bestand zoals het CBS dat uitgeeft.",
                row=1,
            )
        if len(set(found.groups())) > 1:
            refuse(
                file.name,
                f"de kolommen gaan over verschillende jaren: {', '.join(sorted(set(found.groups())))}.",
                "Gebruik een tabel waarin buurt, wijk en gemeente van hetzelfde jaar zijn.",
                row=1,
            )
        year = found.group(1)
        return Recognition(self.source.id, f"buurt per adres op de grenzen van {year}", year)

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """Addresses of ``context.gemeenten`` (all when None): ADDRESS_COLUMNS, each address once."""
        data, _, notes = to_utf8(_content(file.path), file.name)
        names = read_header(data, file.name, SEPARATOR)
        cells = read_cells(data, file.name, SEPARATOR, len(names)).rename_columns(list(_COLUMNS))
        gemeenten = pc.utf8_lpad(cells["Gemeente"], 4, "0")
        row = pa.array(range(2, cells.num_rows + 2), pa.int32())
        cells = cells.set_column(4, "Gemeente", gemeenten).append_column("row", row)
        total = cells.num_rows
        if context.gemeenten is not None:
            own = pa.array([code.removeprefix("GM") for code in sorted(context.gemeenten)], pa.string())
            cells = cells.filter(pc.is_in(gemeenten, value_set=own))
        frame = cells.to_pandas()
        _check_form(frame, file.name)
        frame["code"] = "BU" + frame["Buurt"].str.zfill(8)
        _check_gemeente(frame, file.name)
        found, more = _known(_once(frame, file.name, notes), int(edition), context, file.name)
        notes += [Note("gelezen", f"{len(found)} van {total} adressen, op de grenzen van {edition}."), *more]
        return Reading(addresses=found.assign(boundary_year=int(edition)), notes=notes)


LOADER = CbsAdressen()


def _header(path: Path) -> str:
    """First line of the table, without BOM; empty for what is no text, or a zip without such a table."""
    container = container_of(path)
    if container is Container.TEXT:
        return _first_line(read_bytes(path, head=True))
    if container is not Container.ZIP:
        return ""
    with open_zip(path) as archive:
        heads = (read_member(archive, one, path.name, _HEAD) for one in members(archive, suffixes=(".csv",)))
        return next((line for head in heads if _HEADER.search(line := _first_line(head))), "")


def _first_line(head: bytes) -> str:
    return head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("latin-1").strip().replace('"', "")


def _content(path: Path) -> bytes:
    if container_of(path) is not Container.ZIP:
        return read_bytes(path)
    with open_zip(path) as archive:
        for one in members(archive, suffixes=(".csv",)):
            if _HEADER.search(_first_line(read_member(archive, one, path.name, _HEAD))):
                return read_member(archive, one, path.name)
    return b""


def _check_form(frame: pd.DataFrame, file: str) -> None:
    """Raise LoadRefused for the first cell that is not what its column holds; an address is never repeated."""
    for column, form, what in (
        ("PC6", _POSTCODE, "geen postcode van vier cijfers en twee letters"),
        ("Huisnummer", _NUMBER, "geen huisnummer"),
        ("Buurt", _BUURT, "geen buurtcode van het CBS"),
        ("Gemeente", _GEMEENTE, "geen gemeentecode"),
    ):
        wrong = ~frame[column].str.fullmatch(form)
        if wrong.any():
            first = frame[wrong].iloc[0]
            shown = None if column in ("PC6", "Huisnummer") else str(first[column])
            remedy = "Haal het bestand opnieuw op bij het CBS, of herstel deze rij."
            refuse(file, f"hier staat {what}.", remedy, row=int(first["row"]), column=column, value=shown)


def _check_gemeente(frame: pd.DataFrame, file: str) -> None:
    """Leading zeros of a code are only added where the gemeente beside it says the same. Raises LoadRefused."""
    other = frame["code"].str[2:6] != frame["Gemeente"]
    if other.any():
        first = frame[other].iloc[0]
        problem = f"deze buurt ligt volgens haar code niet in gemeente {first['Gemeente']}."
        remedy = "Haal het bestand opnieuw op; de kolommen horen bij elkaar."
        refuse(file, problem, remedy, row=int(first["row"]), column="Buurt", value=str(first["Buurt"]))


def _once(frame: pd.DataFrame, file: str, notes: list[Note]) -> pd.DataFrame:
    """Each address once. Repeats are folded and noted; an address in two buurten is refused."""
    address = frame["PC6"].str.replace(" ", "").str.upper() + " " + frame["Huisnummer"]
    named = frame.assign(address=address)
    single = named.drop_duplicates(["address", "code"])
    double = single[single.duplicated("address", keep=False)]
    if len(double):
        first, second = double[double["address"] == double["address"].iloc[0]]["row"].iloc[:2]
        problem = f"hetzelfde adres staat ook in rij {first}, in een andere buurt."
        refuse(file, problem, "Haal een van beide rijen weg; een adres ligt in één buurt.", row=int(second))
    if len(single) < len(named):
        surplus = len(named) - len(single)
        text = "1 dubbele rij is" if surplus == 1 else f"{surplus} dubbele rijen zijn"
        notes.append(Note("opvallend", f"{text} één keer geteld."))
    return single[["address", "code"]].reset_index(drop=True)


def _known(found: pd.DataFrame, year: int, context: Context, file: str) -> tuple[pd.DataFrame, list[Note]]:
    """Addresses in buurten that exist that year; others are set apart. Raises LoadRefused where they are too many."""
    areas = context.areas
    listed = set(areas.loc[(areas["boundary_year"] == year) & (areas["level"] == "buurt"), "code"])
    gemeenten = {code[2:6] for code in listed}
    asked = found["code"].str[2:6].isin(gemeenten)
    if not asked.any():
        if not len(found):
            return found, [
                Note("overgeslagen", "Geen enkel adres ligt in deze gemeente; het bestand is niet gebruikt.")
            ]
        text = f"De buurten van {year} zijn niet bekend; de tabel telt pas mee met kerncijfers of grenzen van {year}."
        return found, [Note("ontbreekt", text)]
    unknown = asked & ~found["code"].isin(listed)
    if unknown.sum() > UNKNOWN_SHARE * asked.sum():
        share = 100 * unknown.sum() / asked.sum()
        refuse(
            file,
            f"{share:.0f} % van de adressen ligt in een buurt die op de grenzen van {year} niet bestaat.",
            f"Controleer of dit de tabel van {year} is, en of de kerncijfers of grenzen van {year} volledig zijn.",
            column="Buurt",
        )
    if not unknown.any():
        return found, []
    codes = sorted(set(found.loc[unknown, "code"]))
    shown = ", ".join(codes[:10]) + (" …" if len(codes) > 10 else "")
    many = "1 adres" if unknown.sum() == 1 else f"{int(unknown.sum())} adressen"
    text = f"{many} apart gezet: een buurt die in {year} niet bestaat ({shown})."
    return found[~unknown].reset_index(drop=True), [Note("apart_gezet", text)]
