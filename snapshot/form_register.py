"""The form for a register of the gemeente: what each column is, and where area and year are."""

import re
from typing import Any

from loaders._descriptor import YEAR_SLOT
from loaders._descriptor_draft import slug
from loaders._register_variables import COUNT, MEAN, PERCENTAGE, SCORE, VARIABLES
from model.checked import Draft
from snapshot.description_form import (
    CONTENTS,
    DECIMALS,
    MARKS,
    SOORTEN,
    Answers,
    Field,
    Options,
    Section,
    about,
    answer,
    as_number,
    choice,
    described,
)

_KINDS = {COUNT: "aantal", PERCENTAGE: "percentage", MEAN: "gemiddelde", SCORE: "score"}
_FIGURES: Options = (
    ("aantal", "een aantal"),
    ("percentage", "een percentage"),
    ("gemiddelde", "een gemiddelde"),
    ("score", "een score"),
)
_UNUSED: Options = (("", "niet gebruiken"),)
_PLACES: Options = (("gebied", "het gebied"), ("jaar", "het jaar"), ("bovenliggend", "de wijk van de buurt"))
_SOORT: Options = (("soort", "de soort gebied"),)
_OWN: Options = (("", "een eigen cijfer van de gemeente"),)


def sections(draft: Draft, answers: Answers) -> list[Section]:
    """About the file, about area and year, then one section per column."""
    roles = {column: _role(draft, answers, column) for column in _columns(draft)}
    return [
        Section("Over het bestand", tuple(about(draft, answers))),
        Section("Gebied, jaar en getallen", tuple(_places(draft, answers, roles))),
        *(Section(column, tuple(_column(draft, answers, column, role)), True) for column, role in roles.items()),
    ]


def description(draft: Draft, answers: Answers) -> dict[str, Any]:
    """The fields of the descriptor."""
    roles = {column: _role(draft, answers, column).value for column in _columns(draft)}
    places = {field.key: field.value for field in _places(draft, answers, {c: _role(draft, answers, c) for c in roles})}
    gebied = {"kolom": _column_with(roles, "gebied"), "inhoud": places["inhoud"]}
    if (soort := _column_with(roles, "soort")) is not None:
        gebied |= {"soort_kolom": soort, "soort_waarden": draft.fields["gebied"]["soort_waarden"]}
    gebied |= {"soort": places.get("soort") or None, "bovenliggend": _column_with(roles, "bovenliggend")}
    figures = {column: role for column, role in roles.items() if role in dict(_FIGURES)}
    unused = [column for column, role in roles.items() if role == "" and YEAR_SLOT not in column]
    found: dict[str, Any] = {
        **described(about(draft, answers)),
        "werkblad": draft.fields.get("werkblad"),
        "herkenning": draft.fields["herkenning"],
        "gebied": _filled(gebied),
        "periode": _period(roles, figures),
        "variabelen": [_measured(draft, answers, column, role) for column, role in figures.items()],
        "overgeslagen": unused or None,
        "duizendtal": places["duizendtal"] or None,
        "decimaal": places["decimaal"] or None,
        "grenzenjaar": as_number(places["grenzenjaar"]) if places["grenzenjaar"] else None,
        "openbaar": True if places["openbaar"] else None,
    }
    return _filled(found)


def edition(draft: Draft, answers: Answers) -> str | None:
    """The edition, where the year is not in the file and was answered."""
    year, key = answer(answers, "jaar", ""), answer(answers, "id", draft.fields.get("id"))
    asked = "uit_editie" in description(draft, answers)["periode"]
    return f"{key}-{year}" if asked and year else None


def _columns(draft: Draft) -> list[str]:
    """Columns in the order of the file; those of one figure per year are one, with the year left open."""
    patterns = [m["kolom"] for m in draft.fields.get("variabelen") or () if YEAR_SLOT in m["kolom"]]
    found = []
    for column in draft.columns:
        fits = (
            p for p in patterns if re.fullmatch(re.escape(p).replace(re.escape(YEAR_SLOT), r"(19|20)\d{2}"), column)
        )
        found.append(next(fits, column))
    return list(dict.fromkeys(found))


def _drafted(draft: Draft, column: str) -> dict[str, Any]:
    return next((m for m in draft.fields.get("variabelen") or () if m["kolom"] == column), {})


def _role(draft: Draft, answers: Answers, column: str) -> Field:
    gebied, measured = draft.fields["gebied"], _drafted(draft, column)
    known = VARIABLES.get(measured.get("variabele", ""))
    drafted = (_KINDS[known.kind] if known else measured.get("soort")) if measured else ""
    if column == gebied["kolom"]:
        drafted = "gebied"
    elif column == gebied.get("soort_kolom"):
        drafted = "soort"
    elif column == draft.fields["periode"].get("kolom"):
        drafted = "jaar"
    per_row = () if YEAR_SLOT in column else (*_PLACES, *(_SOORT if gebied.get("soort_kolom") == column else ()))
    return choice(answers, f"rol {column}", "Wat staat erin?", drafted, (*_FIGURES, *per_row, *_UNUSED))


def _column(draft: Draft, answers: Answers, column: str, role: Field) -> list[Field]:
    """What a column is, and of a figure which one, in which unit and between which limits."""
    if role.value not in dict(_FIGURES):
        return [role]
    which = _which(draft, answers, column, role.value)
    if which.value:
        known = VARIABLES[which.value]
        unit = Field(f"eenheid {column}", "Eenheid", answer(answers, f"eenheid {column}", known.unit))
        note = f"Elk getal wordt hiermee vermenigvuldigd; het resultaat is in {known.unit}."
        factor = Field(f"factor {column}", "Factor", answer(answers, f"factor {column}", ""), help=note)
        return [role, which, unit, *([factor] if unit.value != known.unit else [])]
    measured = _drafted(draft, column)
    titel = "" if column == YEAR_SLOT else column.replace(YEAR_SLOT, "").strip()
    unit_of = {"aantal": "aantal", "percentage": "%"}.get(role.value, "")
    return [
        role,
        which,
        Field(f"titel {column}", "Titel", answer(answers, f"titel {column}", measured.get("titel") or titel)),
        Field(f"eenheid {column}", "Eenheid", answer(answers, f"eenheid {column}", unit_of)),
        Field(f"minimum {column}", "Kleinste waarde die kan", answer(answers, f"minimum {column}", "")),
        Field(f"maximum {column}", "Grootste waarde die kan", answer(answers, f"maximum {column}", "")),
    ]


def _which(draft: Draft, answers: Answers, column: str, role: str) -> Field:
    known: Options = tuple((v.id, v.title) for v in VARIABLES.values() if _KINDS[v.kind] == role)
    drafted = _drafted(draft, column).get("variabele", "")
    return choice(answers, f"variabele {column}", "Welk cijfer is het?", drafted, (*_OWN, *known))


def _places(draft: Draft, answers: Answers, roles: dict[str, Field]) -> list[Field]:
    chosen = {role.value for role in roles.values()}
    content = choice(answers, "inhoud", "De gebieden staan er als", draft.fields["gebied"].get("inhoud"), CONTENTS)
    fields = [content]
    if content.value == "naam" and "soort" not in chosen:
        fields.append(choice(answers, "soort", "De namen zijn van", "", SOORTEN))
    per_year = any(YEAR_SLOT in column and role.value for column, role in roles.items())
    if "jaar" not in chosen and not per_year:
        note = "Het jaar staat niet in het bestand. De editie wordt het kenmerk met dit jaar."
        fields.append(Field("jaar", "Jaar van de cijfers", answer(answers, "jaar", ""), help=note))
    return [
        *fields,
        Field("grenzenjaar", "Grenzen van", answer(answers, "grenzenjaar", ""), help="Een jaar; leeg: het laatste."),
        choice(answers, "duizendtal", "Teken tussen duizendtallen", "", MARKS),
        choice(answers, "decimaal", "Teken voor decimalen", "", DECIMALS),
        Field("openbaar", "De gemeente maakt deze cijfers zelf al zo openbaar", bool(answers.get("openbaar")), "ja"),
    ]


def _period(roles: dict[str, str], figures: dict[str, str]) -> dict[str, Any]:
    if (column := _column_with(roles, "jaar")) is not None:
        return {"kolom": column}
    return {"kolomkoppen": True} if any(YEAR_SLOT in column for column in figures) else {"uit_editie": True}


def _measured(draft: Draft, answers: Answers, column: str, role: str) -> dict[str, Any]:
    given = {f.key.split(" ", 1)[0]: f.value for f in _column(draft, answers, column, _role(draft, answers, column))}
    numbers = {name: as_number(given[name]) for name in ("factor", "minimum", "maximum") if given.get(name)}
    if given["variabele"]:
        return {"kolom": column, "variabele": given["variabele"], "eenheid": given["eenheid"], **numbers}
    name = slug(given["titel"], "_") or "waarde"
    own = {"titel": given["titel"], "eenheid": given["eenheid"] or None, "soort": role}
    return {"kolom": column, "variabele": name if name[0].isalpha() else f"v_{name}", **_filled(own), **numbers}


def _column_with(roles: dict[str, str], role: str) -> str | None:
    """The column with this role; with two of them the first, and ``too_many`` says so."""
    return next((column for column, one in roles.items() if one == role), None)


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None and value != ""}


def too_many(draft: Draft, answers: Answers) -> str | None:
    """Says so when two columns have a role that only one can have."""
    chosen = [_role(draft, answers, column).value for column in _columns(draft)]
    doubled = next((role for role in ("gebied", "jaar", "bovenliggend") if chosen.count(role) > 1), None)
    words = dict(_PLACES)
    return f"Twee kolommen zijn {words[doubled]}. Kies er één." if doubled else None
