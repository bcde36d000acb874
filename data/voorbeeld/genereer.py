"""Writes the fictional gemeente Elzenvoorde in the real file formats of the sources.

Run it as ``python data/voorbeeld/genereer.py``.

The place, its people and all figures are invented. The result is committed in ``bronbestanden/``, so that the app needs
none of this; the same input gives the same bytes.
"""

import argparse
import shutil
from pathlib import Path

import andere_bronnen
import enquete
import kaart_bestanden
import kwb_odata
import kwb_tabellen
import pandas as pd
import yaml
from cijfers import HERE, YEARS, basis, reeksen
from publicatie import gebieden, gepubliceerd, kolommen, samen
from schrijven import write_text
from vorm import kaarten

# Hectares of land and water of the areas that have no buurten here.
ELSEWHERE = {"GM9902": (9_800, 240), "GM9903": (8_700, 160), "NL00": (3_367_000, 787_000)}
README = """\
# Bronbestanden van de voorbeeldgemeente

De gemeente Elzenvoorde is verzonnen, met al haar wijken, buurten en cijfers. De bestanden hebben de vorm van echte
bronnen (CBS, PDOK, Leefbaarometer, RIVM, een gemeente), maar komen daar niet vandaan. Ze zijn gemaakt met
`python data/voorbeeld/genereer.py`; pas ze niet met de hand aan.
"""
GROUND = "gemaakt door data/voorbeeld/genereer.py; het bestand zelf noemt geen jaar"


def generate(target: Path) -> None:
    """Write all source files below ``target``, which is emptied first."""
    if target.exists():
        shutil.rmtree(target)
    buurten = basis().query("code.str.startswith('BU')").reset_index(drop=True)
    maps = kaarten(buurten)
    land, water = kaart_bestanden.land_en_water_ha(maps[2025])
    for code, (dry, wet) in ELSEWHERE.items():
        land[code], water[code] = dry, wet
    base, values = reeksen(pd.Series(land), pd.Series(water))
    _kwb(target / "cbs_kwb", base, values)
    _grenzen(target / "cbs_grenzen", buurten, maps)
    andere_bronnen.leefbaarometer(target / "leefbaarometer" / "open-data-leefbaarometer-meting-2024.zip", base, values)
    for year in andere_bronnen.RIVM_YEARS:
        andere_bronnen.rivm(target / "rivm" / f"rivm-gezondheid-{year}.xlsx", year, base, values)
    andere_bronnen.misdrijven(target / "gemeente" / "misdrijven-en-overlast.csv", base, values)
    andere_bronnen.jeugd(target / "gemeente" / "jeugd-en-bestaanszekerheid.csv", base, values)
    enquete.enquete(target / "bewonersenquete", base, values)
    write_text(target / "README.md", README)


def _kwb(folder: Path, base: pd.DataFrame, values: dict[str, object]) -> None:
    """Thirteen editions in the forms in which people have them."""
    for year in YEARS:
        areas, columns = gebieden(base, year), kolommen(year)
        published = gepubliceerd(samen(values, areas, year), areas, columns, year)
        place, table = folder / str(year), kwb_odata.TABLES.get(year, "")
        edition_of = None
        if year in (2013, 2014, 2018):
            kwb_tabellen.workbook(place / f"kwb-{year}.xls", f"KWB{year}", areas, columns, published)
        elif year in (2019, 2023, 2025):
            kwb_tabellen.workbook(place / f"kwb-{year}.xlsx", f"KWB{year}", areas, columns, published)
        elif year in (2015, 2024):
            edition_of = place / f"Kerncijfers_wijken_en_buurten_{year}.csv"
            kwb_tabellen.statline_csv(edition_of, areas, columns, published)
        elif year in (2016, 2022):
            form = "UntypedDataSet" if year == 2016 else "TypedDataSet"
            edition_of = place / f"{table}_{form}_01022025_101500.csv"
            rows = kwb_odata.typed_rows(areas, columns, published)
            kwb_odata.csv3(edition_of, rows, columns, untyped=year == 2016)
            kwb_odata.write_json(place / f"{table}_WijkenEnBuurten.json", kwb_odata.regions3(areas))
        elif year == 2017:
            kwb_odata.parquet4(place, year, areas, columns, published)
        elif year == 2020:
            kwb_odata.parquet3(place, year, areas, columns, published)
        else:
            kwb_odata.json3(place, year, areas, columns, published)
        if edition_of:
            _state_edition(edition_of, str(year))


def _state_edition(path: Path, edition: str) -> None:
    line = {"bestand": path.name, "editie": edition, "grond": GROUND}
    write_text(path.parent / "bronnen.yaml", yaml.safe_dump([line], allow_unicode=True, sort_keys=False))


def _grenzen(folder: Path, buurten: pd.DataFrame, maps: dict[int, object]) -> None:
    names = dict(zip(buurten["code"], buurten["naam"], strict=True))
    wijken = dict(pd.read_csv(HERE / "wijken.csv").itertuples(index=False, name=None))
    layers = {year: kaart_bestanden.lagen(kaart, names, wijken, year) for year, kaart in maps.items()}
    kaart_bestanden.topojson_2013(folder / "2013" / "wijken_en_buurten_2013.topojson.gz", layers[2013])
    kaart_bestanden.geopackage_2019(folder / "2019" / "wijkenbuurten_2019.gpkg", layers[2019])
    kaart_bestanden.geojson_2025(folder / "2025", layers[2025])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Maak de bronbestanden van de fictieve voorbeeldgemeente opnieuw.")
    parser.add_argument("--naar", type=Path, default=HERE / "bronbestanden", help="map die wordt geleegd en gevuld")
    generate(parser.parse_args().naar)
