"""What a bewonersenquête can measure here: one name per question, whatever a wave calls it. A codebook maps onto these.

A share counts the answers that its codebook lists under ``telt``; a rapportcijfer gives a mean, and the share that
gives a 6 or higher under the same name with ``_voldoende``.
"""

from model.loading import DENOMINATOR, NUMERATOR
from model.variable import Variable

SHARE, GRADE = "share", "grade"
SUFFICIENT, LOWEST_SUFFICIENT = "_voldoende", 6.0

_SHARES = {
    "past_de_woning": "De woning past bij het huishouden",
    "wil_in_wijk_blijven": "Wil in de wijk blijven wonen",
    "actief_in_buurt": "Was het laatste jaar actief voor de buurt",
    "buren_helpen_elkaar": "Vindt dat mensen in de buurt elkaar helpen",
    "contact_buurtgenoten": "Heeft elke week contact met buurtgenoten",
    "vertrouwen_signalen": "Vertrouwt erop dat er iets met een melding gebeurt",
    "weet_hulp_te_vinden": "Weet waar hulp te vinden is",
    "prettig_opgroeien": "Vindt dat kinderen prettig opgroeien in de buurt",
    "voelt_zich_onveilig": "Voelt zich wel eens onveilig in de eigen buurt",
    "ervaren_overlast": "Ervaart veel overlast in de buurt",
    "tevreden_voorzieningen": "Is tevreden over de voorzieningen in de buurt",
    "gezondheid_enquete_goed": "Vindt de eigen gezondheid goed of zeer goed",
}
_GRADES = {"rapportcijfer_buurt": "Rapportcijfer voor het wonen in de buurt"}

QUESTIONS: dict[str, Variable] = {
    **{id_: Variable(id=id_, title=title, unit="%", kind=SHARE) for id_, title in _SHARES.items()},
    **{id_: Variable(id=id_, title=title, unit="score", kind=GRADE) for id_, title in _GRADES.items()},
}
# What can be given per area: every question, and of a grade also the share that is sufficient.
FIGURES: dict[str, Variable] = {
    **QUESTIONS,
    **{
        f"{id_}{SUFFICIENT}": Variable(id=f"{id_}{SUFFICIENT}", title=f"{title}: 6 of hoger", unit="%", kind=SHARE)
        for id_, title in _GRADES.items()
    },
}
# Names in observation frames: the weighted sum of a figure and the weight that it is divided by.
VARIABLES: frozenset[str] = frozenset(f"{id_}{part}" for id_ in FIGURES for part in (NUMERATOR, DENOMINATOR))
