"""Taking part: contact, volunteering, helping each other, and finding help.

Sources: RIVM small-area estimates; bewonersenquête (no wave is public at hand, so these are declared and wait for one).
"""

from indicators._forms import health, survey
from model.indicator import Direction, Indicator, Theme

_BETER = Direction.HIGHER_IS_BETTER

INDICATORS: tuple[Indicator, ...] = (
    health(
        Theme.MEEDOEN,
        "eenzaam",
        name="Eenzaamheid",
        plain_name="Mensen die zich eenzaam voelen",
        plain_sentence="In {gebied} voelt {waarde} van de volwassenen zich eenzaam.",
        description="Volwassenen die zich matig tot zeer ernstig eenzaam voelen, volgens een vaste vragenlijst.",
        direction=Direction.LOWER_IS_BETTER,
        figures=(54, 46),
        group=52,
    ),
    health(
        Theme.MEEDOEN,
        "ernstig_eenzaam",
        name="Ernstige eenzaamheid",
        plain_name="Mensen die zich heel eenzaam voelen",
        plain_sentence="In {gebied} voelt {waarde} van de volwassenen zich heel eenzaam.",
        description="Volwassenen die zich ernstig of zeer ernstig eenzaam voelen, volgens een vaste vragenlijst.",
        direction=Direction.LOWER_IS_BETTER,
        figures=(16, 8),
        group=14,
    ),
    health(
        Theme.MEEDOEN,
        "mantelzorger",
        name="Mantelzorgers",
        plain_name="Mensen die voor een ander zorgen",
        plain_sentence="In {gebied} zorgt {waarde} van de volwassenen lang of vaak voor iemand die dat nodig heeft.",
        description="Volwassenen die drie maanden of langer, of acht uur of meer in de week mantelzorg geven.",
        direction=Direction.NEUTRAL,
        figures=(14, 18),
        group=15,
        caveats=(
            "Zorgen voor een ander is waardevol, maar kan ook zwaar zijn. Meer is daarom niet beter of slechter.",
        ),
    ),
    health(
        Theme.MEEDOEN,
        "vrijwilligerswerk",
        name="Vrijwilligerswerk",
        plain_name="Mensen die vrijwilliger zijn",
        plain_sentence="In {gebied} doet {waarde} van de volwassenen vrijwilligerswerk.",
        description="Volwassenen die vrijwilligerswerk doen.",
        direction=_BETER,
        figures=(18, 30),
        group=21,
    ),
    survey(
        Theme.MEEDOEN,
        "actief_in_buurt",
        name="Actief in de buurt",
        plain_name="Zelf iets doen voor de buurt",
        plain_sentence="In {gebied} doet {waarde} van de mensen iets voor de buurt.",
        description="Deelnemers aan de bewonersenquête die in het laatste jaar actief waren voor hun buurt.",
        direction=_BETER,
        counts=(40, 200, 30, 100),
        answer=(20, 30, 70 / 3),
    ),
    survey(
        Theme.MEEDOEN,
        "buren_helpen_elkaar",
        name="Mensen in de buurt helpen elkaar",
        plain_name="Buren die elkaar helpen",
        plain_sentence="In {gebied} vindt {waarde} van de mensen dat buren elkaar helpen.",
        description="Deelnemers aan de bewonersenquête die vinden dat mensen in hun buurt elkaar helpen.",
        direction=_BETER,
        counts=(120, 200, 80, 100),
        answer=(60, 80, 200 / 3),
    ),
    survey(
        Theme.MEEDOEN,
        "contact_buurtgenoten",
        name="Contact met buurtgenoten",
        plain_name="Contact met mensen in de buurt",
        plain_sentence="In {gebied} heeft {waarde} van de mensen elke week contact met buurtgenoten.",
        description="Deelnemers aan de bewonersenquête die wekelijks contact hebben met mensen in de buurt.",
        direction=_BETER,
        counts=(105, 150, 45, 50),
        answer=(70, 90, 75),
    ),
    survey(
        Theme.MEEDOEN,
        "vertrouwen_signalen",
        name="Vertrouwen dat er iets met signalen gebeurt",
        plain_name="Vertrouwen dat een melding helpt",
        plain_sentence=(
            "In {gebied} vertrouwt {waarde} van de mensen erop dat er iets gebeurt als zij een probleem melden."
        ),
        description=(
            "Deelnemers aan de bewonersenquête die erop vertrouwen dat er iets met hun melding of signaal gebeurt."
        ),
        direction=_BETER,
        counts=(70, 200, 50, 100),
        answer=(35, 50, 40),
    ),
    survey(
        Theme.MEEDOEN,
        "weet_hulp_te_vinden",
        name="Weet waar hulp te vinden is",
        plain_name="Weten waar je hulp vindt",
        plain_sentence="In {gebied} weet {waarde} van de mensen waar zij hulp kunnen vinden.",
        description="Deelnemers aan de bewonersenquête die weten waar zij terechtkunnen met een vraag om hulp.",
        direction=_BETER,
        counts=(130, 200, 35, 50),
        answer=(65, 70, 66),
    ),
)
