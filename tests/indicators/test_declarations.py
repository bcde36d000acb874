"""What every indicator owes its reader: complete words, sensible numbers, and the directions of the kernset."""

import re
from collections import Counter

import pytest

from indicators import discover
from model.indicator import Aggregation, Direction, Indicator, Kind, Theme

INDICATORS = tuple(discover().values())
UNITS = {
    "%",
    "aantal",
    "euro",
    "score",
    "klasse",
    "km",
    "ha",
    "m³",
    "kWh",
    "maanden",
    "scholen",
    "per huishouden",
    "per km²",
    "adressen per km²",
    "inwoners per km²",
    "per 1.000 inwoners",
    "per 1.000 inwoners van 15 tot 65 jaar",
    "per 1.000 huishoudens",
    "per 1.000 jongeren",
}
SOURCES = {"cbs_kwb", "cbs_ses_woa", "lokaal_register", "leefbaarometer", "politie_misdrijven", "rivm_gezondheid"}
SURVEYS = {"bewonersenquete", "bewonersenquete_totalen"}
# Words that a resident should not have to know (B1).
JARGON = re.compile(
    r"\b(participatie|huishoudensgrootte|percentage|gemiddelde score|indicator|netto|bruto|significant|registratie|"
    r"kwetsbaar|achterstand|probleemwijk|achterstandswijk|allochtoon|startkwalificatie|arrangement|voorziening\b)",
    re.IGNORECASE,
)

each_indicator = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)


def test_every_theme_has_indicators_and_there_are_enough() -> None:
    assert {indicator.theme for indicator in INDICATORS} == set(Theme)
    assert len(INDICATORS) >= 55


@each_indicator
def test_texts_are_complete(indicator: Indicator) -> None:
    for text in (indicator.name, indicator.plain_name, indicator.description, indicator.feeds, *indicator.caveats):
        assert text == text.strip()
        assert len(text) >= 4
        assert text[0].isupper() or text[0] in "(0123456789"
    for sentence in (indicator.plain_sentence, indicator.description, indicator.feeds, *indicator.caveats):
        assert sentence.endswith("."), sentence
    assert "  " not in f"{indicator.description} {indicator.plain_sentence} {' '.join(indicator.caveats)}"


@each_indicator
def test_plain_sentence_can_be_filled_in_and_read(indicator: Indicator) -> None:
    assert sorted(re.findall(r"{(\w*)}", indicator.plain_sentence)) == ["gebied", "waarde"]
    first_sentence = indicator.plain_sentence.split(". ")[0]
    assert len(first_sentence.split()) <= 22, first_sentence
    assert not JARGON.search(indicator.plain_sentence), indicator.plain_sentence
    assert not JARGON.search(indicator.plain_name), indicator.plain_name


@each_indicator
def test_units_follow_from_the_kind(indicator: Indicator) -> None:
    assert indicator.unit in UNITS
    assert 0 <= indicator.decimals <= 2
    factor = indicator.recipes[0].factor
    if indicator.kind is Kind.COUNT:
        assert indicator.decimals == 0
        assert indicator.aggregation is Aggregation.SUM
        assert factor == 1
    if indicator.kind is Kind.PROPORTION:
        assert indicator.unit == "%"
    if indicator.kind is Kind.RATE:
        assert indicator.unit.startswith("per 1.000")
    if indicator.aggregation is Aggregation.RATIO_OF_SUMS and indicator.unit == "%":
        assert factor == 100
    if indicator.aggregation is Aggregation.RATIO_OF_SUMS and indicator.unit.startswith("per 1.000"):
        assert factor == 1000
    eur1000 = any(variable.endswith("_eur1000") for variable in indicator.recipes[0].variables)
    assert not eur1000 or (indicator.unit, factor) == ("euro", 1000)


@each_indicator
def test_ids_variables_and_breaks_are_well_formed(indicator: Indicator) -> None:
    assert indicator.id.isascii()
    assert indicator.recipes
    for recipe in indicator.recipes:
        assert recipe.source in SOURCES | SURVEYS
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", variable) for variable in recipe.variables)
        assert bool(recipe.weight) == (indicator.aggregation is Aggregation.WEIGHTED_MEAN)
    for break_ in indicator.breaks:
        assert re.fullmatch(r"20\d\d", break_.period)
        assert break_.why.endswith(".")
    periods = [break_.period for break_ in indicator.breaks]
    assert periods == sorted(set(periods))


@each_indicator
def test_models_and_surveys_say_so(indicator: Indicator) -> None:
    sources = {recipe.source for recipe in indicator.recipes}
    assert indicator.modelled == bool(sources & {"leefbaarometer", "rivm_gezondheid"})
    assert (indicator.minimum_n is not None) == (sources == SURVEYS)
    if indicator.modelled:
        assert any("model" in caveat for caveat in indicator.caveats)


def test_one_series_never_mixes_two_publishers() -> None:
    for indicator in INDICATORS:
        sources = {recipe.source for recipe in indicator.recipes}
        assert len(sources) == 1 or sources == SURVEYS, indicator.id


def test_names_are_unique() -> None:
    for names in ([i.name for i in INDICATORS], [i.plain_name for i in INDICATORS]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_who_lives_here_is_never_judged_and_origin_never_public() -> None:
    for indicator in INDICATORS:
        if indicator.theme is Theme.BEVOLKING:
            assert indicator.direction is Direction.NEUTRAL, indicator.id
        assert indicator.public == ("herkomst" not in indicator.id), indicator.id


@pytest.mark.parametrize(
    ("direction", "ids"),
    [
        (
            Direction.NEUTRAL,
            "corporatiewoningen koopwoningen huurwoningen gemiddelde_woz_waarde woz_waarde_gemeente woningvoorraad "
            "wmo_clienten_per_1000 jongeren_met_jeugdzorg",
        ),
        (
            Direction.HIGHER_IS_BETTER,
            "leefbaarometer leefbaarometer_overlast_onveiligheid leefbaarometer_voorzieningen rapportcijfer_buurt "
            "leefbaarometer_sociale_samenhang leefbaarometer_woningvoorraad actief_in_buurt buren_helpen_elkaar "
            "vertrouwen_signalen weet_hulp_te_vinden bereik_regelingen gemiddeld_gestandaardiseerd_inkomen "
            "past_de_woning netto_arbeidsparticipatie deelname_voorschoolse_educatie prettig_opgroeien "
            "voldoet_aan_beweegrichtlijn ervaren_gezondheid_goed contact_buurtgenoten woningen_met_zonnestroom "
            "wil_in_wijk_blijven doorstroom_binnen_wijk",
        ),
        (
            Direction.LOWER_IS_BETTER,
            "problematische_schulden eenzaam kinderen_in_armoede huishoudens_rond_sociaal_minimum personen_in_armoede "
            "huishoudens_laagste_40 moeite_met_rondkomen bijstand_per_1000 werknemers_flexibel ww_per_1000 overgewicht "
            "jongeren_zonder_startkwalificatie_en_werk voortijdig_schoolverlaten onderwijsachterstandsscore "
            "opleidingsniveau_laag jeugdcriminaliteit misdrijven_per_1000 jeugdoverlast_per_1000 voelt_zich_onveilig "
            "overlastmeldingen_per_1000 ervaren_overlast huishoudens_tot_110_sociaal_minimum gemiddeld_aardgasverbruik",
        ),
    ],
)
def test_directions_of_the_kernset(direction: Direction, ids: str) -> None:
    found = discover()
    assert {id: found[id].direction for id in ids.split()} == dict.fromkeys(ids.split(), direction)


def test_the_four_figures_by_which_the_kloof_was_first_described() -> None:
    found = discover()
    for id in ("voortijdig_schoolverlaten", "kinderen_in_armoede", "jeugdcriminaliteit"):
        assert found[id].recipes[0].source == "lokaal_register"
        assert found[id].feeds.startswith("Een bestand van de gemeente")
    assert found["bijstand_per_1000"].recipes[0].numerator == ("personen_met_bijstand",)


def test_old_and_new_poverty_measures_are_two_series_with_a_break() -> None:
    found = discover()
    old, new = found["huishoudens_rond_sociaal_minimum"], found["personen_in_armoede"]
    assert old.breaks == new.breaks
    assert old.breaks[0].period == "2024"
    assert not set(old.recipes[0].variables) & set(new.recipes[0].variables)
