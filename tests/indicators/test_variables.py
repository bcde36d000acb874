"""Indicators and loaders agree: every variable is one that a source gives, and no filled column stays unseen."""

import importlib

import pytest

from indicators import discover
from loaders import discover as discover_loaders
from model.indicator import Indicator

INDICATORS = tuple(discover().values())

# The data columns that CBS had filled in the KWB 2020 of March 2021 (../shared/real), less the two of the postcode.
FILLED_IN_2020 = """
aantal_inwoners mannen vrouwen inwoners_0_tot_15 inwoners_15_tot_25 inwoners_25_tot_45 inwoners_45_tot_65
inwoners_65_en_ouder inwoners_ongehuwd inwoners_gehuwd inwoners_gescheiden inwoners_verweduwd herkomst_westers_totaal
herkomst_niet_westers_totaal herkomst_marokko herkomst_nederlandse_antillen_en_aruba herkomst_suriname herkomst_turkije
herkomst_overig_niet_westers huishoudens_totaal eenpersoonshuishoudens huishoudens_zonder_kinderen
huishoudens_met_kinderen gemiddelde_huishoudensgrootte bevolkingsdichtheid personen_met_bijstand personen_met_ao
personen_met_ww personen_met_aow personenautos_totaal personenautos_benzine personenautos_overige_brandstof
personenautos_per_huishouden personenautos_per_km2 motorfietsen afstand_grote_supermarkt_km afstand_kinderdagverblijf_km
oppervlakte_totaal_ha oppervlakte_land_ha oppervlakte_water_ha stedelijkheid omgevingsadressendichtheid
"""
# And in the two StatLine exports of 2024: population by age, and origin by country group.
FILLED_IN_2024 = """
aantal_inwoners mannen vrouwen inwoners_0_tot_15 inwoners_15_tot_25 inwoners_25_tot_45 inwoners_45_tot_65
inwoners_65_en_ouder herkomst_nederland herkomst_europa_excl_nl herkomst_buiten_europa
"""


def _variables_of(source: str) -> set[str]:
    return set(importlib.import_module(type(discover_loaders()[source]).__module__).VARIABLES)


@pytest.mark.parametrize(
    "source",
    [
        *("cbs_kwb", "cbs_ses_woa", "lokaal_register", "leefbaarometer", "politie_misdrijven", "rivm_gezondheid"),
        *("bewonersenquete", "bewonersenquete_totalen"),
    ],
)
def test_every_variable_is_known_to_its_loader_or_to_cbs(source: str) -> None:
    known, cbs = _variables_of(source), _variables_of("cbs_kwb")
    for indicator in INDICATORS:
        for recipe in indicator.recipes:
            if recipe.source == source:
                assert set((recipe.value,) if recipe.value else recipe.numerator) <= known, indicator.id
                assert set(recipe.denominator + recipe.weight) <= known | cbs, indicator.id


@pytest.mark.parametrize("filled", [FILLED_IN_2020, FILLED_IN_2024])
def test_every_filled_column_of_the_real_files_can_be_seen(filled: str) -> None:
    shown = {v for i in INDICATORS for r in i.recipes for v in (r.value, *r.numerator, *r.denominator) if v}
    assert set(filled.split()) - shown == set()


def test_counts_of_cbs_and_of_the_municipality_stay_apart() -> None:
    def sources(indicator: Indicator) -> set[str]:
        return {recipe.source for recipe in indicator.recipes}

    found = discover()
    for cbs, gemeente in (
        ("inwoners", "inwoners_gemeente"),
        ("gemiddelde_woz_waarde", "woz_waarde_gemeente"),
        ("bijstand_per_1000", "bijstand_register_per_1000"),
        ("woningvoorraad", "woningen_gemeente"),
    ):
        assert (sources(found[cbs]), sources(found[gemeente])) == ({"cbs_kwb"}, {"lokaal_register"})


def test_crime_is_divided_by_the_registers_own_inhabitants_first() -> None:
    first, second = discover()["misdrijven_per_1000"].recipes
    assert (first.numerator, first.denominator, first.factor) == (("misdrijven",), ("inwoners_gemeente",), 1000)
    assert (second.numerator, second.denominator, second.factor) == (("misdrijven",), ("aantal_inwoners",), 1000)
