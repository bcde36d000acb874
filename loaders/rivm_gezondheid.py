"""RIVM Gezondheidsmonitor per wijk en buurt: modelled small-area estimates of health, in percent.

The table has one row per area, age group and margin. Only the estimate for all adults (18 and over) is read: that is
what indicators are about, and it is the one that every edition has. Numbers are text, padded with spaces.
"""

import re
from pathlib import Path

import numpy as np
import pandas as pd

from loaders._table import (
    Table,
    check_duplicates,
    check_range,
    parse_codes,
    parse_numbers,
    peek_header,
    read_table,
    require_columns,
)
from model.areas import LAND_CODE
from model.errors import LoadRefused
from model.loading import OBSERVATION_COLUMNS, Context, Note, RawFile, Reading, Recognition
from model.remote import Editions, Server, StatLine
from model.source import Source
from model.status import Reason, Status
from model.variable import Variable

# Name of the column without its number: variable and title. The number differs per table.
COLUMNS: dict[str, tuple[str, str]] = {
    "ErvarenGezondheidGoedZeerGoed": ("ervaren_gezondheid_goed", "Ervaren gezondheid goed of zeer goed"),
    "VoldoetAanBeweegrichtlijn": ("voldoet_aan_beweegrichtlijn", "Voldoet aan de beweegrichtlijn"),
    "WekelijkseSporters": ("wekelijkse_sporters", "Wekelijkse sporters"),
    "Ondergewicht": ("ondergewicht", "Ondergewicht"),
    "NormaalGewicht": ("normaal_gewicht", "Normaal gewicht"),
    "Overgewicht": ("overgewicht", "Overgewicht"),
    "ErnstigOvergewicht": ("ernstig_overgewicht", "Ernstig overgewicht"),
    "Roker": ("roker", "Roker"),
    "VoldoetAanAlcoholRichtlijn": ("voldoet_aan_alcoholrichtlijn", "Voldoet aan de alcoholrichtlijn"),
    "Drinker": ("drinker", "Drinker"),
    "ZwareDrinker": ("zware_drinker", "Zware drinker"),
    "OvermatigeDrinker": ("overmatige_drinker", "Overmatige drinker"),
    "EenOfMeerLangdurigeAandoeningen": ("langdurige_aandoening", "Een of meer langdurige aandoeningen"),
    "BeperktVanwegeGezondheid": ("beperkt_vanwege_gezondheid", "Beperkt vanwege gezondheid"),
    "ErnstigBeperktVanwegeGezondheid": ("ernstig_beperkt_vanwege_gezondheid", "Ernstig beperkt vanwege gezondheid"),
    "LangdurigeZiekteEnBeperkt": ("langdurige_ziekte_en_beperkt", "Langdurige ziekte en beperkt"),
    "EenOfMeerLichamelijkeBeperkingen": ("lichamelijke_beperking", "Een of meer lichamelijke beperkingen"),
    "BeperkingInHoren": ("beperking_in_horen", "Beperking in horen"),
    "BeperkingInZien": ("beperking_in_zien", "Beperking in zien"),
    "BeperkingInBewegen": ("beperking_in_bewegen", "Beperking in bewegen"),
    "MatigHoogRisicoOpAngstOfDepressie": (
        "matig_hoog_risico_angst_depressie",
        "Matig of hoog risico op angst of depressie",
    ),
    "HoogRisicoOpAngstOfDepressie": ("hoog_risico_angst_depressie", "Hoog risico op angst of depressie"),
    "HeelVeelStressInAfgelopen4Weken": ("veel_stress", "(Heel) veel stress in de afgelopen vier weken"),
    "MatigVeelRegieOverEigenLeven": ("regie_over_eigen_leven", "Matig of veel regie over het eigen leven"),
    "Eenzaam": ("eenzaam", "Eenzaam"),
    "ErnstigZeerErnstigEenzaam": ("ernstig_eenzaam", "Ernstig of zeer ernstig eenzaam"),
    "EmotioneelEenzaam": ("emotioneel_eenzaam", "Emotioneel eenzaam"),
    "SociaalEenzaam": ("sociaal_eenzaam", "Sociaal eenzaam"),
    "Mantelzorger": ("mantelzorger", "Mantelzorger"),
    "Vrijwilligerswerk": ("vrijwilligerswerk", "Vrijwilligerswerk"),
    "LopenEnOfFietsenNaarSchoolOfWerk": (
        "lopen_of_fietsen_naar_school_of_werk",
        "Lopen en/of fietsen naar school of werk",
    ),
    "LopenNaarSchoolOfWerk": ("lopen_naar_school_of_werk", "Lopen naar school of werk"),
    "FietsenNaarSchoolOfWerk": ("fietsen_naar_school_of_werk", "Fietsen naar school of werk"),
    "ErnstigeGeluidhinderDoorBuren": ("geluidhinder_buren", "Ernstige geluidhinder door buren"),
    "MoeiteMetRondkomen": ("moeite_met_rondkomen", "Moeite met rondkomen"),
}
VARIABLES: dict[str, Variable] = {
    variable: Variable(id=variable, title=title, unit="%", kind="percentage") for variable, title in COLUMNS.values()
}
KEYS = ("WijkenEnBuurten", "Perioden", "Leeftijd", "Marges")
REGION_STEMS = {"ID", "Gemeentenaam", "SoortRegio", "Codering"}
ADULTS = frozenset({"20300", "18 jaar of ouder", "18+"})
ESTIMATE = frozenset({"MW00000", "Waarde"})
# A column that is wholly blank is not part of the table for adults; a blank elsewhere means "cannot occur".
MISSING = {"": Reason.NOT_APPLICABLE, ".": Reason.SECRET, "na": Reason.UNKNOWN, "nan": Reason.UNKNOWN}
_BY_STEM = {stem.casefold(): variable for stem, (variable, _) in COLUMNS.items()}
# RIVM's own code of the Netherlands.
_RIVM_LAND_CODE = "NL01"


class RivmGezondheid:
    source = Source(
        id="rivm_gezondheid",
        name="Gezondheid per wijk en buurt",
        publisher="RIVM, GGD'en en CBS",
        licence="CC BY 4.0",
        url="https://statline.rivm.nl",
        rank=40,
        every_years=4,
        modelled=True,
        beleving=True,
        note="Modelschattingen voor inwoners van 18 jaar en ouder, gemaakt uit de Gezondheidsmonitor.",
    )
    needs_areas = False
    remote = StatLine(
        tables={"": "50120NED"},
        servers=(Server.DERDEN,),
        title=r"^Gezondheid per wijk en buurt",
        editions=Editions.EACH_PERIOD,
        only={"Leeftijd": ("20300",), "Marges": ("MW00000",)},
        as_text=True,
    )

    def recognise(self, file: RawFile) -> Recognition | None:
        if not _is_health_table(_peek(file.path)):
            return None
        table = read_table(file.path, head=True)
        return Recognition(self.source.id, "RIVM-schattingen van gezondheid, 18 jaar en ouder", _period(table))

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        table = read_table(file.path)
        require_columns(table, KEYS)
        period = _period(table)
        if edition != period:
            table.refuse(
                "de periode in het bestand is een andere dan de opgegeven editie.",
                f"Geef editie {period} op, of kies het bestand van {edition}.",
                column="Perioden",
                value=period,
            )
        adults = _adults_only(table)
        codes = parse_codes(table, "WijkenEnBuurten", known=None)
        _check_coding(table, codes)
        observations = _observations(table, codes.replace(_RIVM_LAND_CODE, LAND_CODE), adults, period)
        return Reading(observations=observations, notes=table.notes)


LOADER = RivmGezondheid()


def _peek(path: Path) -> list[str]:
    """Column names of a file that may be anything; empty when it is not a table."""
    try:
        return peek_header(path)
    except (LoadRefused, OSError):
        return []


def _stem(column: str) -> str:
    return re.sub(r"_\d+$", "", column)


def _is_health_table(header: list[str]) -> bool:
    known = sum(_stem(name).casefold() in _BY_STEM for name in header)
    return {"WijkenEnBuurten", "Perioden"} <= set(header) and known >= 3


def _period(table: Table) -> str:
    """The one year that the table is about."""
    require_columns(table, ("Perioden",))
    periods = table.frame["Perioden"]
    wrong = ~periods.str.fullmatch(r"20\d\d(JJ00)?")
    if wrong.any():
        index = int(wrong.to_numpy().argmax())
        table.refuse(
            "dit is geen periode van een jaar, zoals 2020JJ00.",
            "Exporteer de tabel opnieuw met codes.",
            index=index,
            column="Perioden",
            value=periods.iloc[index],
        )
    years = sorted(periods.str[:4].unique())
    if len(years) > 1:
        table.refuse(
            f"de tabel bevat meer jaren: {', '.join(years)}. Elk jaar heeft zijn eigen wijk- en buurtindeling.",
            "Exporteer elk jaar apart.",
            column="Perioden",
        )
    return str(years[0])


def _adults_only(table: Table) -> pd.Series:
    """Rows with the estimate for all adults; what else there is, is noted."""
    adults = table.frame["Leeftijd"].isin(ADULTS)
    estimate = table.frame["Marges"].isin(ESTIMATE)
    if not (adults & estimate).any():
        table.refuse(
            "er is geen rij met de schatting (Marges MW00000) voor 18 jaar en ouder (Leeftijd 20300).",
            "Exporteer de tabel voor 18 jaar en ouder.",
            column="Leeftijd",
        )
    for what, rows in (
        ("andere leeftijdsgroepen dan 18 jaar en ouder", ~adults),
        ("onder- en bovengrenzen van marges", adults & ~estimate),
    ):
        if rows.any():
            table.notes.append(Note("overgeslagen", f"{table.file}: {int(rows.sum())} rijen met {what} niet gelezen."))
    return adults & estimate


def _check_coding(table: Table, codes: pd.Series) -> None:
    """The region code stands in the table twice; where the two differ, rows have shifted."""
    column = next((name for name in table.frame.columns if _stem(name) == "Codering"), None)
    if column is None:
        return
    differs = table.frame[column].str.upper() != codes
    if differs.any():
        index = int(differs.to_numpy().argmax())
        table.refuse(
            f"deze code is een andere dan in kolom 'WijkenEnBuurten' ({codes.iloc[index]}).",
            "Haal het bestand opnieuw op; er zijn cellen verschoven.",
            index=index,
            column=column,
            value=table.frame[column].iloc[index],
        )


def _observations(table: Table, codes: pd.Series, rows: pd.Series, period: str) -> pd.DataFrame:
    """Long frame of all known columns; wholly blank columns and unknown ones are noted."""
    wide: dict[str, np.ndarray] = {}
    reasons: dict[str, np.ndarray] = {}
    blank, unknown = [], []
    for column in table.frame.columns:
        stem = _stem(column)
        variable = _BY_STEM.get(stem.casefold())
        if variable is None:
            if column not in KEYS and stem not in REGION_STEMS:
                unknown.append(column)
        elif (table.frame[column][rows] == "").all():
            blank.append(variable)
        else:
            wide[column], reasons[column] = parse_numbers(table, column, missing=MISSING)
            check_range(table, column, wide[column], low=0, high=100, what="een percentage")
    if blank:
        titles = "; ".join(VARIABLES[variable].title.lower() for variable in blank)
        table.notes.append(Note("ontbreekt", f"{table.file}: geen cijfers voor 18 jaar en ouder over: {titles}."))
    if unknown:
        table.notes.append(Note("overgeslagen", f"{table.file}: onbekende kolommen: {', '.join(unknown)}."))
    kept = pd.DataFrame({"area_code": codes, **wide})[rows]
    kept = check_duplicates(table, kept, ["area_code"])
    count, names = len(kept), [_BY_STEM[_stem(column).casefold()] for column in wide]
    areas = f"{count:,}".replace(",", ".") + (" gebied" if count == 1 else " gebieden")
    table.notes.append(Note("gelezen", f"{table.file}: {period}, {areas}, {len(names)} onderwerpen."))
    values = kept[list(wide)].to_numpy().T.ravel()
    why = np.concatenate([reasons[column][kept.index] for column in wide])
    status = np.where(why == "", Status.MODELLED.value, np.where(why == Reason.SECRET, "suppressed", "missing"))
    return pd.DataFrame(
        {
            "area_code": pd.Categorical.from_codes(
                np.tile(np.arange(count), len(names)), categories=pd.Index(kept["area_code"])
            ),
            "boundary_year": int(period),
            "period": pd.Categorical([period] * (count * len(names))),
            "variable": pd.Categorical.from_codes(np.repeat(np.arange(len(names)), count), categories=pd.Index(names)),
            "value": values,
            "n": np.nan,
            "status": pd.Categorical(status),
            "reason": pd.Categorical(why),
        }
    )[list(OBSERVATION_COLUMNS)]
