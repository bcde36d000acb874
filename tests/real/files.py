"""The real files as a careful clerk would read them: plain pandas, own column names, own table of names to codes.

Nothing of the project is used here, so that the tests compare two independent readings.
"""

import csv
import re
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

FETCHED = (
    "cbs_kwb/kwb_2020_odata3_84799NED_TypedDataSet.parquet",
    "cbs_kwb/kwb_2020_odata3_84799NED_WijkenEnBuurten.parquet",
    "cbs_kwb/kwb_2020_odata3_84799NED_DataProperties.parquet",
    "cbs_kwb/kwb_2020_odata3_84799NED_Metadata.json",
    "cbs_kwb/kwb_2024_statline_csv_population_age_NL.csv.gz",
    "leefbaarometer/lbm30_meting2024_scores_buurten_Breda_selectie.csv",
    "leefbaarometer/lbm30_meting2024_scores_wijken_Breda_Roosendaal.csv",
    "health/rivm_gezondheid_2020_18plus_NL.xlsx",
    "boundaries/derived_buurt_2024_wgs84.geojson",
)

_INWONERS = ("AantalInwoners_5",)
_HUISHOUDENS = ("HuishoudensTotaal_28",)
_TOT_65 = ("k_15Tot25Jaar_9", "k_25Tot45Jaar_10", "k_45Tot65Jaar_11")

# Indicator: columns that are added up, columns to divide by, and by how much the result is multiplied.
KWB_2020: dict[str, tuple[tuple[str, ...], tuple[str, ...], float]] = {
    "inwoners": (_INWONERS, (), 1),
    "aandeel_0_tot_15": (("k_0Tot15Jaar_8",), _INWONERS, 100),
    "aandeel_15_tot_25": (("k_15Tot25Jaar_9",), _INWONERS, 100),
    "aandeel_25_tot_45": (("k_25Tot45Jaar_10",), _INWONERS, 100),
    "aandeel_45_tot_65": (("k_45Tot65Jaar_11",), _INWONERS, 100),
    "aandeel_65_en_ouder": (("k_65JaarOfOuder_12",), _INWONERS, 100),
    "aandeel_vrouwen": (("Vrouwen_7",), ("Mannen_6", "Vrouwen_7"), 100),
    "ongehuwd": (("Ongehuwd_13",), _INWONERS, 100),
    "gehuwd": (("Gehuwd_14",), _INWONERS, 100),
    "gescheiden": (("Gescheiden_15",), _INWONERS, 100),
    "verweduwd": (("Verweduwd_16",), _INWONERS, 100),
    "aandeel_herkomst_westers_totaal": (("WestersTotaal_17",), _INWONERS, 100),
    "aandeel_herkomst_niet_westers_totaal": (("NietWestersTotaal_18",), _INWONERS, 100),
    "aandeel_herkomst_marokko": (("Marokko_19",), _INWONERS, 100),
    "aandeel_herkomst_nederlandse_antillen_en_aruba": (("NederlandseAntillenEnAruba_20",), _INWONERS, 100),
    "aandeel_herkomst_suriname": (("Suriname_21",), _INWONERS, 100),
    "aandeel_herkomst_turkije": (("Turkije_22",), _INWONERS, 100),
    "aandeel_herkomst_overig_niet_westers": (("OverigNietWesters_23",), _INWONERS, 100),
    "huishoudens": (_HUISHOUDENS, (), 1),
    "eenpersoonshuishoudens": (("Eenpersoonshuishoudens_29",), _HUISHOUDENS, 100),
    "huishoudens_zonder_kinderen": (("HuishoudensZonderKinderen_30",), _HUISHOUDENS, 100),
    "gezinnen_met_kinderen": (("HuishoudensMetKinderen_31",), _HUISHOUDENS, 100),
    "gemiddelde_huishoudensgrootte": (("GemiddeldeHuishoudensgrootte_32",), (), 1),
    "bevolkingsdichtheid": (("Bevolkingsdichtheid_33",), (), 1),
    "bijstand_per_1000": (("PersonenPerSoortUitkeringBijstand_83",), _TOT_65, 1000),
    "ao_per_1000": (("PersonenPerSoortUitkeringAO_84",), _TOT_65, 1000),
    "ww_per_1000": (("PersonenPerSoortUitkeringWW_85",), _TOT_65, 1000),
    "aow_per_1000": (("PersonenPerSoortUitkeringAOW_86",), _INWONERS, 1000),
    "autos_per_1000": (("PersonenautoSTotaal_99",), _INWONERS, 1000),
    "autos_op_benzine": (
        ("PersonenautoSBrandstofBenzine_100",),
        ("PersonenautoSBrandstofBenzine_100", "PersonenautoSOverigeBrandstof_101"),
        100,
    ),
    "autos_per_huishouden": (("PersonenautoSPerHuishouden_102",), (), 1),
    "autos_per_km2": (("PersonenautoSNaarOppervlakte_103",), (), 1),
    "motorfietsen_per_1000": (("Motorfietsen_104",), _INWONERS, 1000),
    "afstand_grote_supermarkt": (("AfstandTotGroteSupermarkt_106",), (), 1),
    "afstand_kinderdagverblijf": (("AfstandTotKinderdagverblijf_107",), (), 1),
    "oppervlakte": (("OppervlakteTotaal_110",), (), 1),
    "aandeel_water": (("OppervlakteWater_112",), ("OppervlakteLand_111", "OppervlakteWater_112"), 100),
    "stedelijkheid": (("MateVanStedelijkheid_115",), (), 1),
    "omgevingsadressendichtheid": (("Omgevingsadressendichtheid_116",), (), 1),
}
_GROUPS_2024 = "Bevolking/Leeftijdsgroepen/"
_INWONERS_2024 = ("Bevolking/Aantal inwoners (aantal)",)
_SEX_2024 = ("Bevolking/Geslacht/Mannen (aantal)", "Bevolking/Geslacht/Vrouwen (aantal)")
KWB_2024: dict[str, tuple[tuple[str, ...], tuple[str, ...], float]] = {
    "inwoners": (_INWONERS_2024, (), 1),
    "aandeel_0_tot_15": ((f"{_GROUPS_2024}0 tot 15 jaar (aantal)",), _INWONERS_2024, 100),
    "aandeel_15_tot_25": ((f"{_GROUPS_2024}15 tot 25 jaar (aantal)",), _INWONERS_2024, 100),
    "aandeel_25_tot_45": ((f"{_GROUPS_2024}25 tot 45 jaar (aantal)",), _INWONERS_2024, 100),
    "aandeel_45_tot_65": ((f"{_GROUPS_2024}45 tot 65 jaar (aantal)",), _INWONERS_2024, 100),
    "aandeel_65_en_ouder": ((f"{_GROUPS_2024}65 jaar of ouder (aantal)",), _INWONERS_2024, 100),
    "aandeel_vrouwen": (_SEX_2024[1:], _SEX_2024, 100),
}
RIVM_2020 = {
    "ervaren_gezondheid_goed": "ErvarenGezondheidGoedZeerGoed_4",
    "voldoet_aan_beweegrichtlijn": "VoldoetAanBeweegrichtlijn_5",
    "wekelijkse_sporters": "WekelijkseSporters_6",
    "overgewicht": "Overgewicht_9",
    "ernstig_overgewicht": "ErnstigOvergewicht_10",
    "roker": "Roker_11",
    "overmatige_drinker": "OvermatigeDrinker_15",
    "langdurige_aandoening": "EenOfMeerLangdurigeAandoeningen_16",
    "beperkt_vanwege_gezondheid": "BeperktVanwegeGezondheid_17",
    "hoog_risico_angst_depressie": "HoogRisicoOpAngstOfDepressie_25",
    "veel_stress": "HeelVeelStressInAfgelopen4Weken_26",
    "regie_over_eigen_leven": "MatigVeelRegieOverEigenLeven_27",
    "eenzaam": "Eenzaam_28",
    "ernstig_eenzaam": "ErnstigZeerErnstigEenzaam_29",
    "mantelzorger": "Mantelzorger_32",
    "vrijwilligerswerk": "Vrijwilligerswerk_33",
    "geluidhinder_buren": "ErnstigeGeluidhinderDoorBuren_37",
    "moeite_met_rondkomen": "MoeiteMetRondkomen_38",
}
LEEFBAAROMETER = {
    "leefbaarometer": "lbm",
    "leefbaarometer_afwijking": "afw",
    "leefbaarometer_fysieke_omgeving": "fys",
    "leefbaarometer_overlast_onveiligheid": "onv",
    "leefbaarometer_sociale_samenhang": "soc",
    "leefbaarometer_voorzieningen": "vrz",
    "leefbaarometer_woningvoorraad": "won",
}


@cache
def kwb_2020(real: Path) -> pd.DataFrame:
    """17.341 areas by code; a null is a missing figure."""
    frame = pd.read_parquet(real / "cbs_kwb" / "kwb_2020_odata3_84799NED_TypedDataSet.parquet")
    return frame.set_index(frame["WijkenEnBuurten"].str.strip())


@cache
def kwb_2024(real: Path) -> pd.DataFrame:
    """18.310 areas by code."""
    path = real / "cbs_kwb" / "kwb_2024_statline_csv_population_age_NL.csv.gz"
    frame = pd.read_csv(path, sep=";", encoding="utf-8-sig", na_values=["."])
    return frame.set_index(frame["Regioaanduiding/Codering (code)"].str.strip())


def worked_out(frame: pd.DataFrame, recipe: tuple[tuple[str, ...], tuple[str, ...], float]) -> pd.Series:
    """Factor times the sum of columns, over the sum of others; NaN where one is missing or the base is not above 0."""
    above, below, factor = recipe
    value = factor * frame[list(above)].sum(axis=1, skipna=False).astype(float)
    if below:
        base = frame[list(below)].sum(axis=1, skipna=False).astype(float)
        value = value / base.where(base > 0)
    return value


@cache
def rivm_2020(real: Path) -> pd.DataFrame:
    """Text of every cell by code; '.' is secret, '' is not there. The country is NL01 in this file."""
    path = real / "health" / "rivm_gezondheid_2020_18plus_NL.xlsx"
    frame = pd.read_excel(path, engine="calamine", dtype=str, keep_default_na=False)
    frame = frame.map(str.strip)
    return frame.set_index(frame["WijkenEnBuurten"].replace("NL01", "NL00"))


@cache
def leefbaarometer(real: Path) -> pd.DataFrame:
    """One row per area and year: code, jaar, and seven scores."""
    parts = []
    for name, code in (("buurten_Breda_selectie", "bu_code"), ("wijken_Breda_Roosendaal", "wk_code")):
        path = real / "leefbaarometer" / f"lbm30_meting2024_scores_{name}.csv"
        parts.append(pd.read_csv(path, na_values=["NA"]).rename(columns={code: "code"}))
    return pd.concat(parts, ignore_index=True)


def rows(real: Path, name: str, delimiter: str = ",") -> list[list[str]]:
    """Header and rows of a local file of Breda."""
    with (real / "breda_local" / name).open(encoding="utf-8-sig", newline="") as lines:
        return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]


@cache
def breda_codes(real: Path) -> dict[str, list[str]]:
    """Codes by plain name from the region list of CBS: gemeente, wijken and buurten of Breda."""
    listed = pd.read_parquet(real / "cbs_kwb" / "kwb_2020_odata3_84799NED_WijkenEnBuurten.parquet")
    found: dict[str, list[str]] = {}
    for code, name in zip(listed["Key"].str.strip(), listed["Title"], strict=True):
        if code[2:6] == "0758":
            found.setdefault(plain(name), []).append(code)
    return found


def plain(name: str) -> str:
    return re.sub(r"[^a-zé]", "", name.lower())


def number(text: str) -> float:
    return float(text.replace(",", "")) if text else np.nan
