"""Why a value is what it is, or why there is none: statuses, reasons and the Dutch words for both."""

from enum import StrEnum


class Status(StrEnum):
    """How sure a value is by its making; ``suppressed`` and ``missing`` never carry a value."""

    MEASURED = "measured"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    MODELLED = "modelled"
    SUPPRESSED = "suppressed"
    MISSING = "missing"


class Reason(StrEnum):
    """Why there is no value."""

    NOT_PUBLISHED = "not_published"
    SECRET = "secret"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    LOW_COVERAGE = "low_coverage"
    NOT_ADDITIVE = "not_additive"
    NO_WEIGHT = "no_weight"
    ZERO_DENOMINATOR = "zero_denominator"
    NO_SOURCE = "no_source"
    NO_BUURTEN = "no_buurten"
    BORDERS = "borders"
    TOO_FEW_PEOPLE = "too_few_people"
    TOO_FEW_RESPONDENTS = "too_few_respondents"


class Standing(StrEnum):
    """How the figures of one source or indicator stand in one year; ``PRESENT``: a source of areas, not of figures."""

    FINAL = "definitief"
    PROVISIONAL = "voorlopig"
    NOT_PUBLISHED = "nog niet gepubliceerd"
    MISSING = "ontbreekt"
    PRESENT = "aanwezig"


STATUS_LABELS: dict[Status, str] = {
    Status.MEASURED: "gemeten",
    Status.PROVISIONAL: "voorlopig",
    Status.ESTIMATED: "geschat",
    Status.MODELLED: "uit een model",
    Status.SUPPRESSED: "afgeschermd",
    Status.MISSING: "geen cijfer",
}

REASON_LABELS: dict[Reason, str] = {
    Reason.NOT_PUBLISHED: "nog niet gepubliceerd",
    Reason.SECRET: "te weinig mensen of onbekend, door de bron niet vrijgegeven",
    Reason.NOT_APPLICABLE: "komt hier niet voor",
    Reason.UNKNOWN: "onbekend",
    Reason.LOW_COVERAGE: "de bron dekt minder dan 90 % van de inwoners",
    Reason.NOT_ADDITIVE: "dit cijfer kan niet worden opgeteld of gemiddeld",
    Reason.NO_WEIGHT: "het gewicht om te middelen ontbreekt",
    Reason.ZERO_DENOMINATOR: "de noemer is nul",
    Reason.NO_SOURCE: "nog geen bron",
    Reason.NO_BUURTEN: "deze focuswijk is nog niet aan CBS-buurten gekoppeld",
    Reason.BORDERS: "omrekenen naar deze grenzen kan niet: minder dan 90 % van het gebied heeft een bekend cijfer",
    Reason.TOO_FEW_PEOPLE: "door ons afgeschermd: dit cijfer, of een dat eruit volgt, gaat over te weinig mensen",
    Reason.TOO_FEW_RESPONDENTS: "te weinig deelnemers aan de enquête voor een cijfer",
}
