"""From what lives on the ground to what a statistics office publishes: areas of a year, rounded, small ones hidden.

``kolommen.csv`` says per figure how it is rounded (counts to 5, benefits to 10) and below how many inhabitants it is
kept secret. Secret cells are NaN here; each file form has its own mark for them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from cijfers import BUREN, GEMEENTE, HERE, LAND, YEARS

# Averages, and the count that weighs them when areas are taken together.
MEANS = {
    "woz": "woningen",
    "elektriciteit": "woningen",
    "gas": "woningen",
    "inkomen": "ontvangers",
    "besteedbaar": "huishoudens",
    "vermogen": "huishoudens",
    "huisarts": "inwoners",
    "supermarkt": "inwoners",
    "kdv": "inwoners",
    "school": "inwoners",
    "scholen": "inwoners",
    "oad": "woningen",
}
# Buurten that were one until 2019, and a buurt that got another code in 2019.
SPLIT = ("BU99010505", "BU99010506")
RECODED = ("BU99010701", "BU99010711")
CHANGED_IN = {2019: {"BU99010711": 2, "BU99010505": 3, "BU99010506": 3}, 2025: {"BU99010700": 3, "BU99010702": 3}}

Figures = dict[str, np.ndarray]


def _percent(part: str, whole: str) -> Callable[[Figures], np.ndarray]:
    return lambda f: 100 * f[part] / f[whole]


FORMULAS: dict[str, Callable[[Figures], np.ndarray]] = {
    "aantal_inwoners": lambda f: f["inwoners"],
    "mannen": lambda f: f["mannen"],
    "vrouwen": lambda f: f["inwoners"] - f["mannen"],
    "percentage_inwoners_0_tot_15": _percent("j0", "inwoners"),
    "percentage_inwoners_15_tot_25": _percent("j15", "inwoners"),
    "percentage_inwoners_25_tot_45": _percent("j25", "inwoners"),
    "percentage_inwoners_45_tot_65": _percent("j45", "inwoners"),
    "percentage_inwoners_65_en_ouder": _percent("j65", "inwoners"),
    "inwoners_0_tot_15": lambda f: f["j0"],
    "inwoners_15_tot_25": lambda f: f["j15"],
    "inwoners_25_tot_45": lambda f: f["j25"],
    "inwoners_45_tot_65": lambda f: f["j45"],
    "inwoners_65_en_ouder": lambda f: f["j65"],
    "inwoners_ongehuwd": lambda f: f["ongehuwd"],
    "inwoners_gehuwd": lambda f: f["gehuwd"],
    "inwoners_gescheiden": lambda f: f["gescheiden"],
    "inwoners_verweduwd": lambda f: f["verweduwd"],
    "herkomst_nederland": lambda f: f["herkomst_nl"],
    "herkomst_europa_excl_nl": lambda f: f["herkomst_eu"],
    "herkomst_buiten_europa": lambda f: f["inwoners"] - f["herkomst_nl"] - f["herkomst_eu"],
    "geboorte_totaal": lambda f: f["geboorte"],
    "geboorte_relatief": lambda f: 1000 * f["geboorte"] / f["inwoners"],
    "sterfte_totaal": lambda f: f["sterfte"],
    "sterfte_relatief": lambda f: 1000 * f["sterfte"] / f["inwoners"],
    "huishoudens_totaal": lambda f: f["huishoudens"],
    "percentage_eenpersoonshuishoudens": _percent("eenpersoons", "huishoudens"),
    "percentage_huishoudens_zonder_kinderen": _percent("zonder_kinderen", "huishoudens"),
    "percentage_huishoudens_met_kinderen": _percent("met_kinderen", "huishoudens"),
    "eenpersoonshuishoudens": lambda f: f["eenpersoons"],
    "huishoudens_zonder_kinderen": lambda f: f["zonder_kinderen"],
    "huishoudens_met_kinderen": lambda f: f["met_kinderen"],
    "gemiddelde_huishoudensgrootte": lambda f: f["inwoners"] / f["huishoudens"],
    "bevolkingsdichtheid": lambda f: 100 * f["inwoners"] / f["land_ha"],
    "woningvoorraad": lambda f: f["woningen"],
    "gemiddelde_woz_waarde_eur1000": lambda f: f["woz"],
    "percentage_eengezinswoning": _percent("eengezins", "woningen"),
    "percentage_meergezinswoning": lambda f: 100 - np.round(100 * f["eengezins"] / f["woningen"]),
    "percentage_onbewoond": _percent("onbewoond", "woningen"),
    "percentage_koopwoningen": _percent("koop", "woningen"),
    "percentage_huurwoningen": lambda f: 100 - np.round(100 * f["koop"] / f["woningen"]),
    "percentage_corporatiewoningen": _percent("corporatie", "woningen"),
    "percentage_huur_overige_verhuurders": lambda f: (
        100 * (f["woningen"] - f["koop"] - f["corporatie"]) / f["woningen"]
    ),
    "percentage_bouwjaar_voor_2000": _percent("voor_2000", "woningen"),
    "percentage_bouwjaar_vanaf_2000": lambda f: 100 - np.round(100 * f["voor_2000"] / f["woningen"]),
    "gemiddelde_elektriciteitslevering": lambda f: f["elektriciteit"],
    "gemiddeld_aardgasverbruik": lambda f: f["gas"],
    "percentage_stadsverwarming": _percent("stadsverwarming", "woningen"),
    "percentage_aardgasvrije_woningen": _percent("aardgasvrij", "woningen"),
    "percentage_woningen_met_zonnestroom": _percent("zonnestroom", "woningen"),
    "opleidingsniveau_laag": lambda f: f["laag"],
    "opleidingsniveau_middelbaar": lambda f: f["middel"],
    "opleidingsniveau_hoog": lambda f: f["hoog"],
    "netto_arbeidsparticipatie": _percent("werkzaam", "p15_75"),
    "werkzame_beroepsbevolking": lambda f: f["werkzaam"],
    "percentage_werknemers": _percent("werknemers", "werkzaam"),
    "percentage_werknemers_vast": lambda f: 100 * (f["werknemers"] - f["flexibel"]) / f["werkzaam"],
    "percentage_werknemers_flexibel": _percent("flexibel", "werkzaam"),
    "percentage_zelfstandigen": lambda f: 100 - np.round(100 * f["werknemers"] / f["werkzaam"]),
    "aantal_inkomensontvangers": lambda f: f["ontvangers"],
    "gemiddeld_inkomen_per_ontvanger_eur1000": lambda f: f["inkomen"],
    "gemiddeld_inkomen_per_inwoner_eur1000": lambda f: f["inkomen"] * f["ontvangers"] / f["inwoners"],
    "percentage_personen_laagste_40": _percent("personen_laag", "ontvangers"),
    "percentage_personen_hoogste_20": _percent("personen_hoog", "ontvangers"),
    "gemiddeld_gestandaardiseerd_inkomen_eur1000": lambda f: f["besteedbaar"],
    "percentage_huishoudens_laagste_40": _percent("huishoudens_laag", "huishoudens"),
    "percentage_huishoudens_hoogste_20": _percent("huishoudens_hoog", "huishoudens"),
    "percentage_huishoudens_laag_inkomen": _percent("laag_inkomen", "huishoudens"),
    "percentage_huishoudens_rond_sociaal_minimum": _percent("sociaal_minimum", "huishoudens"),
    "percentage_huishoudens_tot_110_sociaal_minimum": _percent("tot_110", "huishoudens"),
    "percentage_huishoudens_tot_120_sociaal_minimum": _percent("tot_120", "huishoudens"),
    "percentage_personen_in_armoede": _percent("armoede", "inwoners"),
    "percentage_personen_tot_25_boven_armoedegrens": _percent("boven_armoede", "inwoners"),
    "mediaan_vermogen_eur1000": lambda f: f["vermogen"],
    "personen_met_bijstand": lambda f: f["bijstand"],
    "personen_met_ao": lambda f: f["ao"],
    "personen_met_ww": lambda f: f["ww"],
    "personen_met_aow": lambda f: f["aow"],
    "jongeren_met_jeugdzorg": lambda f: f["jeugdzorg"],
    "percentage_jongeren_met_jeugdzorg": _percent("jeugdzorg", "j0_23"),
    "wmo_clienten": lambda f: f["wmo"],
    "wmo_clienten_per_1000": lambda f: 1000 * f["wmo"] / f["inwoners"],
    "bedrijfsvestigingen_totaal": lambda f: f["bedrijven"],
    "bedrijven_gi_handel_horeca": lambda f: 0.24 * f["bedrijven"],
    "personenautos_totaal": lambda f: f["autos"],
    "personenautos_per_huishouden": lambda f: f["autos"] / f["huishoudens"],
    "afstand_huisartsenpraktijk_km": lambda f: f["huisarts"],
    "afstand_grote_supermarkt_km": lambda f: f["supermarkt"],
    "afstand_kinderdagverblijf_km": lambda f: f["kdv"],
    "afstand_basisschool_km": lambda f: f["school"],
    "basisscholen_binnen_3_km": lambda f: f["scholen"],
    "oppervlakte_totaal_ha": lambda f: f["land_ha"] + f["water_ha"],
    "oppervlakte_land_ha": lambda f: f["land_ha"],
    "oppervlakte_water_ha": lambda f: f["water_ha"],
    "stedelijkheid": lambda f: 5.0 - np.searchsorted([500, 1000, 1500, 2500], f["oad"], side="right"),
    "omgevingsadressendichtheid": lambda f: f["oad"],
}


@dataclass(frozen=True)
class Gebied:
    """An area as published in one year, and the units (rows of the series) that it is made of."""

    code: str
    naam: str
    soort: str
    gemeente: str
    vlag: str
    leden: tuple[int, ...]


def gebieden(base: pd.DataFrame, year: int) -> list[Gebied]:
    """All areas of a year in the order of the publisher: land, then each gemeente with its wijken and buurten."""
    wijken = pd.read_csv(HERE / "wijken.csv")
    flags = CHANGED_IN.get(year, {})
    codes, names, wijk_of = base["code"].tolist(), base["naam"].tolist(), base["wijk"].tolist()
    at = {code: index for index, code in enumerate(codes)}
    own = [i for i, code in enumerate(codes) if code.startswith("BU")]
    found = [Gebied(LAND[0], LAND[1], "Land", LAND[1], ".", (at[LAND[0]],))]
    found.append(Gebied(*GEMEENTE, "Gemeente", GEMEENTE[1], ".", tuple(own)))
    for wijk, wijk_naam in wijken.itertuples(index=False):
        members = [i for i in own if wijk_of[i] == wijk[6:]]
        found.append(Gebied(wijk, wijk_naam, "Wijk", GEMEENTE[1], "1", tuple(members)))
        for index in members:
            code, name = codes[index], names[index]
            if year < 2019 and code == SPLIT[1]:
                continue
            units = (index, at[SPLIT[1]]) if year < 2019 and code == SPLIT[0] else (index,)
            code_then = RECODED[0] if year < 2019 and code == RECODED[1] else code
            found.append(Gebied(code_then, name, "Buurt", GEMEENTE[1], str(flags.get(code, 1)), units))
    for code, (name, *_) in BUREN.items():
        found.append(Gebied(code, name, "Gemeente", name, ".", (at[code],)))
    return found


def samen(values: Figures, areas: list[Gebied], year: int) -> Figures:
    """Unrounded figures of areas in a year: counts summed, averages weighted."""
    column = YEARS.index(year)
    members = np.zeros((len(areas), len(values["inwoners"])))
    for row, area in enumerate(areas):
        members[row, list(area.leden)] = 1
    sums = {name: members @ array[:, column] for name, array in values.items() if name not in MEANS}
    for name, weight in MEANS.items():
        sums[name] = (members @ (values[name] * values[weight])[:, column]) / sums[weight]
    return sums


def kolommen(year: int) -> pd.DataFrame:
    """The columns of the edition of a year, in order; see kolommen.csv."""
    columns = pd.read_csv(HERE / "kolommen.csv", dtype=str, keep_default_na=False)
    numbers = ["decimalen", "afronding", "drempel", "van", "tot"]
    columns = columns.astype(dict.fromkeys(numbers, int))
    return columns[(columns["van"] <= year) & (columns["tot"] >= year)].reset_index(drop=True)


def gepubliceerd(figures: Figures, areas: list[Gebied], columns: pd.DataFrame, year: int) -> pd.DataFrame:
    """Published values, one row per area, one column per variable: NaN where secret or not yet out."""
    rounded_areas = np.array([area.soort in ("Wijk", "Buurt") for area in areas])
    result = {}
    for line in columns.itertuples():
        values = np.asarray(FORMULAS[line.variabele](figures), dtype=float)
        step = line.afronding if line.afronding in (10, 100) else np.where(rounded_areas, max(line.afronding, 1), 1)
        values = np.round(values, line.decimalen) if line.decimalen else np.round(values / step) * step
        values[figures["inwoners"] < line.drempel] = np.nan
        if year == 2025 and line.leeg_2025:
            values[:] = np.nan
        result[line.variabele] = values
    return pd.DataFrame(result, index=pd.Index([area.code for area in areas], name="code"))
