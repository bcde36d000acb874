"""Variables that municipal registers feed, in canonical units, so that descriptors of many files speak one language.

Several are fed by no file yet (school drop-out, children in poverty, youth suspects); indicators name them already.
"""

from model.variable import Counted, Variable

COUNT, PERCENTAGE, MEAN, SCORE = "count", "percentage", "mean", "score"

_COUNTS = {
    "inwoners_gemeente": "Inwoners volgens de gemeente",
    "woningen_gemeente": "Woningen volgens de gemeente",
    "adressen_gemeente": "Adressen volgens de gemeente",
    "huishoudens_register": "Huishoudens volgens de gemeente",
    "inkomensontvangers_gemeente": "Personen met inkomen volgens de gemeente",
    "misdrijven": "Geregistreerde misdrijven",
    "misdrijven_woninginbraak": "Diefstal of inbraak uit een woning",
    "misdrijven_inbraak_box_garage_schuur": "Diefstal of inbraak uit een box, garage of schuur",
    "misdrijven_inbraak_bedrijf": "Diefstal of inbraak bij een bedrijf of instelling",
    "misdrijven_fietsdiefstal": "Diefstal van fietsen, brommers en snorfietsen",
    "misdrijven_diefstal_motorvoertuig": "Diefstal van motorvoertuigen",
    "misdrijven_diefstal_uit_motorvoertuig": "Diefstal uit of vanaf motorvoertuigen",
    "misdrijven_diefstal_overig_voertuig": "Diefstal van, uit of vanaf overige voertuigen",
    "misdrijven_zakkenrollerij": "Zakkenrollerij",
    "misdrijven_winkeldiefstal": "Winkeldiefstal",
    "misdrijven_overige_vermogensdelicten": "Overige vermogensdelicten",
    "misdrijven_overval": "Overval",
    "misdrijven_straatroof": "Straatroof",
    "misdrijven_mishandeling": "Mishandeling",
    "misdrijven_bedreiging": "Bedreiging",
    "misdrijven_openlijk_geweld": "Openlijk geweld tegen personen",
    "misdrijven_moord_doodslag": "Moord en doodslag, ook pogingen",
    "misdrijven_zeden": "Zedenmisdrijven",
    "misdrijven_huisvredebreuk": "Huisvredebreuk",
    "misdrijven_vernieling": "Vernieling of zaakbeschadiging",
    "misdrijven_openbare_orde": "Aantasting van de openbare orde",
    "misdrijven_brand_ontploffing": "Brand of ontploffing",
    "misdrijven_wapens": "Wapenhandel en wapenbezit",
    "misdrijven_drugshandel": "Drugshandel",
    "misdrijven_cybercrime": "Cybercrime",
    "misdrijven_horizontale_fraude": "Horizontale fraude (oplichting)",
    "misdrijven_rijden_onder_invloed": "Rijden onder invloed",
    "overlastmeldingen": "Overlastmeldingen",
    "overlast_verward": "Overlast door een verward persoon",
    "overlast_jeugd": "Overlast door jeugd",
    "overlast_drank_drugs": "Overlast door alcohol of drugs",
    "overlast_zwervers": "Overlast door zwervers",
    "overlast_openbare_dronkenschap": "Openbare dronkenschap",
    "overlast_geluid_horeca": "Geluidsoverlast van horeca",
    "overlast_geluid_evenement": "Geluidsoverlast van een evenement",
    "overlast_geluid_overig": "Overige geluidsoverlast",
    "voortijdig_schoolverlaters": "Voortijdig schoolverlaters",
    "leerlingen_vsv_basis": "Leerlingen en studenten voor wie voortijdig schoolverlaten telt",
    "kinderen_in_armoede": "Kinderen tot 18 jaar in een huishouden met een laag inkomen",
    "kinderen_totaal": "Kinderen tot 18 jaar",
    "personen_bijstand_register": "Personen met bijstand volgens de gemeente",
    "jeugdverdachten": "Verdachten van 12 tot en met 24 jaar",
    "jongeren_12_24": "Jongeren van 12 tot en met 24 jaar",
    "jongeren_zonder_startkwalificatie_en_werk": "Jongeren zonder startkwalificatie en zonder werk",
    "jongeren_15_26": "Jongeren van 15 tot en met 26 jaar",
    "huishoudens_problematische_schulden": "Huishoudens met problematische schulden",
    "bereik_regelingen": "Huishoudens die een regeling gebruiken",
    "rechthebbenden_regelingen": "Huishoudens met recht op een regeling",
    "deelnemers_voorschoolse_educatie": "Peuters die meedoen aan voorschoolse educatie",
    "doelgroep_voorschoolse_educatie": "Peuters voor wie voorschoolse educatie is bedoeld",
    "doorstroom_binnen_wijk": "Verhuizingen van huishoudens binnen de eigen wijk",
    "aan_de_bak_garanties": "Afgegeven Aan-de-Bak-garanties",
}
_OTHERS = (
    Variable(id="woz_waarde_gemeente", title="Gemiddelde WOZ-waarde volgens de gemeente", unit="euro", kind=MEAN),
    Variable(id="wachttijd_sociale_huur", title="Gemiddelde wachttijd voor sociale huur", unit="maanden", kind=MEAN),
    Variable(id="onderwijsachterstandsscore", title="Onderwijsachterstandsscore", unit="score", kind=SCORE),
)

# What is counted, where it is not persons or events.
_COUNTED = {
    **dict.fromkeys(
        (
            "huishoudens_register",
            "huishoudens_problematische_schulden",
            "bereik_regelingen",
            "rechthebbenden_regelingen",
            "doorstroom_binnen_wijk",
        ),
        Counted.HUISHOUDENS,
    ),
    **dict.fromkeys(("woningen_gemeente", "adressen_gemeente"), Counted.WONINGEN),
}
_ABOUT_INCOME = {
    "inkomensontvangers_gemeente",
    "kinderen_in_armoede",
    "personen_bijstand_register",
    "huishoudens_problematische_schulden",
    "bereik_regelingen",
}
# A kind is part of the total: "misdrijven_fietsdiefstal" of "misdrijven", "overlast_jeugd" of "overlastmeldingen".
_TOTALS = {"misdrijven_": "misdrijven", "overlast_": "overlastmeldingen"}


def _count(identifier: str, title: str) -> Variable:
    return Variable(
        id=identifier,
        title=title,
        unit="aantal",
        kind=COUNT,
        counts=_COUNTED.get(identifier, Counted.PERSONEN),
        about_income=identifier in _ABOUT_INCOME,
        part_of=next((total for prefix, total in _TOTALS.items() if identifier.startswith(prefix)), None),
    )


VARIABLES: dict[str, Variable] = {
    **{identifier: _count(identifier, title) for identifier, title in _COUNTS.items()},
    **{variable.id: variable for variable in _OTHERS},
}
