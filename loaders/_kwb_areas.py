"""The areas of one file of kerncijfers: code, name, parent, and whether the border changed since the year before."""

from collections.abc import Sequence
from functools import cache
from typing import NoReturn

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders._kwb_layout import STATLINE, WORKBOOK, Layout
from loaders._kwb_open import Raw
from loaders._kwb_values import texts
from loaders._table import Table, parse_codes, refuse
from model.areas import LAND_CODE, clean_code, gemeente_code, level_of, parent_code
from model.loading import AREA_COLUMNS, Note

_PREFIX = {"land": "NL", "gemeente": "GM", "wijk": "WK", "buurt": "BU"}
# The same codes come back in every edition.
_level, _gemeente, _parent = cache(level_of), cache(gemeente_code), cache(parent_code)
_ANY_CODE = r"(NL|GM|WK|BU)[0-9A-Za-z]{2,8}"


def read_codes(raw: Raw, layout: Layout) -> pd.Series:
    """Clean area code per row. Raises LoadRefused for a missing code column or a code that is not well-formed."""
    column = layout.code
    if column is None:
        # The table view can put the codes where the names are; names themselves are never matched.
        column = layout.name if layout.form == STATLINE else None
        if column is None or not raw.frame[column].str.fullmatch(_ANY_CODE).all():
            refuse_no_codes(raw.table.file, layout, raw.names)
    codes = texts(raw.frame[column])
    if layout.form == WORKBOOK and layout.region_kind and codes.str.fullmatch(r"\d+").all():
        prefixes = texts(raw.frame[layout.region_kind]).str.lower().map(_PREFIX)
        codes = (prefixes.fillna("") + codes).where(prefixes != "NL", LAND_CODE)
    table = Table(pd.DataFrame({column: codes}), raw.table.first_row, raw.table.file)
    clean = parse_codes(table, column, known=None)
    raw.table.notes += table.notes
    return clean


def refuse_no_codes(file: str, layout: Layout, names: Sequence[str]) -> NoReturn:
    """Raise LoadRefused: without codes the areas cannot be told apart."""
    near = [f"'{name}'" for name in names if "cod" in name.lower() or "gwb" in name.lower()]
    hint = f" Lijkt erop: {', '.join(near[:3])}." if near else ""
    refuse(
        file,
        "de kolom met gebiedscodes ontbreekt, en aan een naam is een gebied niet te herkennen: namen komen vaker voor.",
        "Gebruik de werkmap zoals het CBS die uitgeeft." + hint
        if layout.form == WORKBOOK
        else "Exporteer de tabel opnieuw en kies bij Regioaanduiding ook 'Codering'." + hint,
        column="gwb_code_10" if layout.form == WORKBOOK else "Codering",
    )


def set_apart_unknown(codes: pd.Series, file: str, notes: list[Note]) -> pd.Series:
    """In a file of the whole country, leave out areas whose gemeente is not in it; noted with the first ten (11)."""
    distinct = dict.fromkeys(codes.tolist())
    if LAND_CODE not in distinct:
        return codes
    unknown = [code for code in distinct if (gemeente := _gemeente(code)) and gemeente not in distinct]
    if unknown:
        shown = ", ".join(unknown[:10]) + (" …" if len(unknown) > 10 else "")
        text = f"gebieden apart gezet, omdat hun gemeente niet in het bestand staat ({len(unknown)}): {shown}."
        notes.append(Note("apart_gezet", f"{file}: {text}"))
        codes = codes[~codes.isin(unknown)]
    return codes


def area_frame(
    codes: pd.Series, raw: Raw, layout: Layout, regions: pd.DataFrame | None, year: int, notes: list[Note]
) -> pd.DataFrame:
    """Frame with AREA_COLUMNS, one row per distinct code. ``codes``: clean code per row, index as in ``raw.frame``."""
    first = codes.drop_duplicates()
    rows = raw.frame.loc[first.index]
    frame = pd.DataFrame({"code": first.to_numpy(), "boundary_year": year})
    distinct = first.tolist()
    frame["level"] = [str(_level(code)) for code in distinct]
    frame["gemeente"] = [_gemeente(code) for code in distinct]
    frame["parent"] = [_parent(code) for code in distinct]
    if regions is not None:
        frame["name"] = _from_regions(frame, regions, raw.table.file, notes)
    elif layout.name:
        frame["name"] = texts(rows[layout.name]).to_numpy()
    else:
        gemeente = texts(rows[layout.gemeente]).to_numpy() if layout.gemeente else frame["code"]
        frame["name"] = np.where(frame["level"] == "gemeente", gemeente, frame["code"])
        text = "de namen van wijken en buurten ontbreken: de regiolijst 'WijkenEnBuurten' is er niet bij."
        notes.append(Note("opvallend", f"{raw.table.file}: {text}"))
    flags = texts(rows[layout.change]) if layout.change else pd.Series("", index=rows.index)
    frame["change_flag"] = flags.map({"1": 1, "2": 2, "3": 3}).astype("Int64").array
    return frame[list(AREA_COLUMNS)]


def _from_regions(frame: pd.DataFrame, regions: pd.DataFrame, file: str, notes: list[Note]) -> NDArray[np.object_]:
    """Names from a region list; its gemeente wins over the one in the code, and a difference is noted."""
    key, group = ("Key", "Municipality") if "Key" in regions else ("Identifier", "DimensionGroupId")
    listed = regions.drop_duplicates(key)
    listed = listed.set_axis([clean_code(str(code)) for code in listed[key]])
    listed = listed.reindex(frame["code"])
    given = texts(listed[group])
    gemeente = given.to_numpy()
    is_below = frame["level"].isin(["wijk", "buurt"]).to_numpy() & given.str.fullmatch(r"GM\d{4}").to_numpy()
    differs = is_below & (gemeente != frame["gemeente"].to_numpy())
    if differs.any():
        shown = ", ".join(frame["code"][differs][:10])
        text = "gebieden die volgens de regiolijst bij een andere gemeente horen dan hun code zegt"
        notes.append(Note("opvallend", f"{file}: {text} ({int(differs.sum())}): {shown}."))
        frame.loc[differs, "gemeente"] = gemeente[differs]
        is_wijk = differs & (frame["level"] == "wijk").to_numpy()
        frame.loc[is_wijk, "parent"] = gemeente[is_wijk]
    return texts(listed["Title"]).to_numpy()
