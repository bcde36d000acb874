"""Which indicators have values on real Breda and Roosendaal: losing one is a mistake, and so is winning one unseen."""

from snapshot import figures
from snapshot.store import Snapshot
from tests.real import files

REGISTERS = {
    "adressen_gemeente",
    "autodiefstallen_per_1000",
    "drugshandel_per_1000",
    "fietsdiefstallen_per_1000",
    "geluidsoverlast_per_1000",
    "geweldsmisdrijven_per_1000",
    "inbraken_elders_per_1000",
    "inkomensontvangers_gemeente",
    "inwoners_gemeente",
    "jeugdoverlast_per_1000",
    "misdrijven",
    "misdrijven_per_1000",
    "oplichting_en_cybercrime_per_1000",
    "overlast_drank_drugs_per_1000",
    "overlast_verward_per_1000",
    "overlastmeldingen_per_1000",
    "vernielingen_per_1000",
    "winkeldiefstallen_per_1000",
    "woningen_gemeente",
    "woninginbraken_per_1000",
    "woz_waarde_gemeente",
}
FROM_NATIONAL_FILES = {*files.KWB_2020, *files.RIVM_2020, *files.LEEFBAAROMETER}
# Columns that the kerncijfers 2020 of March 2021 had without a single figure yet.
NOT_YET_PUBLISHED = {
    "afstand_basisschool",
    "afstand_huisartsenpraktijk",
    "basisscholen_binnen_3_km",
    "bedrijfsvestigingen",
    "bouwjaar_vanaf_2000",
    "corporatiewoningen",
    "eengezinswoning",
    "geboorte_per_1000",
    "gemiddeld_aardgasverbruik",
    "gemiddeld_gestandaardiseerd_inkomen",
    "gemiddeld_inkomen_per_inwoner",
    "gemiddeld_inkomen_per_ontvanger",
    "gemiddelde_elektriciteitslevering",
    "gemiddelde_woz_waarde",
    "huishoudens_hoogste_20",
    "huishoudens_laag_inkomen",
    "huishoudens_laagste_40",
    "huishoudens_rond_sociaal_minimum",
    "huishoudens_tot_110_sociaal_minimum",
    "huishoudens_tot_120_sociaal_minimum",
    "huur_overige_verhuurders",
    "huurwoningen",
    "jongeren_met_jeugdzorg",
    "koopwoningen",
    "mediaan_vermogen",
    "meergezinswoning",
    "netto_arbeidsparticipatie",
    "onbewoond",
    "opleidingsniveau_hoog",
    "opleidingsniveau_laag",
    "opleidingsniveau_middelbaar",
    "personen_hoogste_20",
    "personen_laagste_40",
    "sterfte_per_1000",
    "wmo_clienten_per_1000",
    "woningen_met_stadsverwarming",
    "woningvoorraad",
    "zelfstandigen",
}


def test_indicators_with_values_on_real_breda(breda: Snapshot) -> None:
    states = figures.indicator_overview(breda).set_index("indicator")["state"]
    assert set(states.index[states == "cijfers"]) == FROM_NATIONAL_FILES | REGISTERS
    assert set(states.index[states == "nog niet gepubliceerd"]) == NOT_YET_PUBLISHED


def test_indicators_with_values_on_real_roosendaal(roosendaal: Snapshot) -> None:
    states = figures.indicator_overview(roosendaal).set_index("indicator")["state"]
    assert set(states.index[states == "cijfers"]) == FROM_NATIONAL_FILES
    assert set(states.index[states == "nog niet gepubliceerd"]) == NOT_YET_PUBLISHED
