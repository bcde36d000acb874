"""Boundaries of buurten, wijken and gemeenten per year, in every form in which CBS, PDOK and municipalities give them.

Source: CBS Wijk- en Buurtkaart (cbs.nl, dossier Nederland regionaal, geografische data). One delivery is one file; its
edition is the year of the borders. The year is read from the file or stated by the user, never guessed.
"""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from loaders._container import head_of
from loaders._grenzen_bestand import HEAD_BYTES, Kind, Layer, companions_of, kind_of, open_layers
from loaders._grenzen_kolommen import CODES, STATCODE, Table, is_relevant, plain
from loaders._grenzen_rijen import Tidied, tidy
from loaders._grenzen_verslag import fold_duplicates, levels_in_words, notes, tidied_notes
from loaders._grenzen_vlakken import RD, place, repair
from model.areas import Level
from model.errors import LoadRefused, Objection
from model.loading import AREA_COLUMNS, GEOMETRY_COLUMNS, Context, Note, RawFile, Reading, Recognition
from model.remote import Boundaries
from model.source import Source

_FIRST = 50
_CODE_COLUMNS = {*STATCODE, *(name for names in CODES.values() for name in names)}


class CbsGrenzen:
    """Loader of boundary files; gives areas and geometry, no observations."""

    source = Source(
        id="cbs_grenzen",
        name="Wijk- en buurtkaart",
        publisher="CBS en Kadaster",
        licence="CC BY 4.0",
        url="https://www.cbs.nl/nl-nl/dossier/nederland-regionaal/geografische-data",
        rank=20,
        every_years=1,
        note="Grenzen van buurten, wijken en gemeenten per jaar.",
    )
    needs_areas = False
    remote = Boundaries(
        years=("2022", "2023", "2024", "2025"),
        api="cbs/wijken-en-buurten-{year}/ogc/v1",
        collections=("buurten", "wijken", "gemeenten"),
        file="cbs/wijkenbuurten/{year}/atom/downloads/wijkenbuurten_{year}_v{delivery}.gpkg",
        deliveries=(3, 2, 1),
    )

    def recognise(self, file: RawFile) -> Recognition | None:
        """Boundaries by content: polygons with area codes. Raises LoadRefused for damage, wrong codes or two years."""
        head = head_of(file.path, HEAD_BYTES)
        kind = kind_of(head)
        if kind is None or (kind is Kind.GEOJSON and not _may_hold_codes(head, file.name)):
            return None
        found = _boundaries(open_layers(file.path, kind, head, is_relevant, first=_FIRST))
        if not found:
            return None
        tidied = [tidy(Table(layer.attributes.head(_FIRST)), file.name, layer.metadata_year) for layer in found]
        rows = pd.concat([part.rows for part in tidied], ignore_index=True)
        if not len(rows):
            raise _without_shapes(file.name, "Er staat geen enkel gebied met een code in dit bestand.")
        year = _only_year(rows, file.name, None)
        levels = levels_in_words([level for level in rows["level"].unique() if level is not None])
        return Recognition(
            source=self.source.id,
            what=f"grenzen van {levels} ({kind})" if year is None else f"grenzen van {levels} in {year} ({kind})",
            edition=None if year is None else str(year),
            companions=companions_of(file.path, file.siblings) if kind is Kind.SHAPEFILE else (),
        )

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """Areas and geometry of the file; if ``context.gemeenten`` is given only of those, but all gemeenten as areas.

        No gemeenten at all (an empty set) asks for the areas alone: all of them, without shapes.
        """
        year = _stated_year(edition, file.name)
        head = head_of(file.path, HEAD_BYTES)
        kind = kind_of(head)
        layers = _boundaries(open_layers(file.path, kind, head, is_relevant)) if kind else []
        tidied, features, inferred = [], [], False
        for layer in layers:
            part = tidy(Table(layer.attributes), file.name, layer.metadata_year)
            rows, by_numbers = _with_shapes(layer, part, file.name, context.gemeenten)
            tidied.append(part)
            features.append(rows)
            inferred |= by_numbers
        if not features or not any(len(rows) for rows in features):
            raise _without_shapes(file.name, "Er staat geen enkel gebied met een code in dit bestand.")
        table = pd.concat(features, ignore_index=True)
        _only_year(table, file.name, edition)
        table, folded = fold_duplicates(table, file.name)
        shapes = table.loc[table["wanted"], "geometry"]
        if context.gemeenten is None and len(shapes) and shapes.isna().all():
            raise _without_shapes(file.name, "Geen enkel gebied in dit bestand heeft een vlak.")
        return Reading(
            areas=_areas(table, year),
            geometry=_geometry(table, year),
            notes=[*notes(table, year, context.gemeenten), *_other_notes(tidied, folded, inferred)],
        )


LOADER = CbsGrenzen()


def _may_hold_codes(head: bytes, file: str) -> bool:
    """Whether the first part of a GeoJSON file names a column of codes. Raises LoadRefused when it has no features."""
    if re.search(rb'"features"\s*:\s*\[\s*\]', head):
        raise _without_shapes(file, "Er staat geen enkel vlak in dit bestand.")
    keys = {key.decode("ascii") for key in re.findall(rb'"([A-Za-z_ ]{4,20})"\s*:', head)}
    return any(plain(key) in _CODE_COLUMNS for key in keys)


def _boundaries(layers: list[Layer]) -> list[Layer]:
    """The layers with codes of buurten, wijken or gemeenten; a statcode may also be of a province or a region."""
    found = []
    for layer in layers:
        table = Table(layer.attributes)
        statcodes = [(code or "").strip().upper() for code in table.texts(STATCODE)]
        if table.column(STATCODE):
            if any(code.startswith(("BU", "WK", "GM")) for code in statcodes):
                found.append(layer)
        elif table.level is not None:
            found.append(layer)
    return found


def _with_shapes(layer: Layer, part: Tidied, file: str, gemeenten: frozenset[str] | None) -> tuple[pd.DataFrame, bool]:
    """Tidy rows with listed, wanted, geometry (RD) and fate; and whether RD had to be inferred.

    ``listed``: becomes an area; ``wanted``: its shape is read too; ``fate``: what became of that shape: no_shape,
    no_surface, repaired, or "" when nothing needed doing.
    """
    rows = part.rows
    real = rows["level"].notna() & ~rows["pseudo"]
    near = rows["gemeente"].isin(list(gemeenten or ()))
    listed = real & (near | (rows["level"] == Level.GEMEENTE)) if gemeenten else real
    # None: every shape; a set: those of these gemeenten, so none at all when it is empty.
    wanted = (real if gemeenten is None else real & near).to_numpy(dtype=bool)
    given = layer.polygons(wanted)
    placed = place(given, layer.crs, file)
    polygons, repaired = repair(placed.shapes)
    shapes = np.full(len(rows), None, dtype=object)
    shapes[wanted] = polygons
    fate = np.full(len(rows), "", dtype=object)
    fate[wanted] = np.select(
        [shapely.is_missing(given), shapely.is_missing(polygons), repaired], ["no_shape", "no_surface", "repaired"], ""
    )
    shaped = rows.assign(listed=listed, wanted=wanted, geometry=pd.Series(shapes, dtype=object), fate=fate)
    return shaped, placed.inferred


def _only_year(rows: pd.DataFrame, file: str, stated: str | None) -> int | None:
    """The year inside the file, None when it has none. Raises LoadRefused for two years, or another than was stated."""
    years = sorted(int(year) for year in rows["year"].dropna().unique())
    if len(years) > 1:
        problem = f"In dit bestand staan grenzen van meer dan één jaar: {', '.join(str(year) for year in years)}."
        raise LoadRefused(Objection(file=file, problem=problem, remedy="Lever per jaar één bestand aan."))
    if years and stated is not None and _stated_year(stated, file) != years[0]:
        problem = f"Dit bestand bevat de grenzen van {years[0]}, maar als editie is {stated} opgegeven."
        remedy = f"Geef editie {years[0]} op, of bied het bestand van {stated} aan."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy))
    return years[0] if years else None


def _stated_year(edition: str, file: str) -> int:
    if not re.fullmatch(r"(19|20)\d\d", edition):
        problem = f"De editie '{edition}' is geen jaartal."
        remedy = "Geef het jaar van de grenzen op, bijvoorbeeld 2024."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy))
    return int(edition)


def _areas(table: pd.DataFrame, year: int) -> pd.DataFrame:
    """AREA_COLUMNS: one row per code with land; a code with water only is no area that has figures."""
    land = table[table["listed"] & ~table["water"]]
    areas = land.assign(boundary_year=year).sort_values("code")[list(AREA_COLUMNS)]
    return areas.assign(level=areas["level"].astype(str)).reset_index(drop=True)


def _geometry(table: pd.DataFrame, year: int) -> gpd.GeoDataFrame:
    shaped = table[table["geometry"].notna()].assign(boundary_year=year).sort_values(["code", "water"])
    frame = shaped.assign(level=shaped["level"].astype(str))[list(GEOMETRY_COLUMNS)].reset_index(drop=True)
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=RD)


def _other_notes(tidied: list[Tidied], folded: int, inferred: bool) -> list[Note]:
    return tidied_notes(
        mended=sum(part.mended for part in tidied),
        odd_parents=sum(part.odd_parents for part in tidied),
        folded=folded,
        inferred=inferred,
    )


def _without_shapes(file: str, problem: str) -> LoadRefused:
    remedy = "Controleer de download; een goed bestand heeft per buurt, wijk of gemeente één vlak."
    return LoadRefused(Objection(file=file, problem=problem, remedy=remedy))
