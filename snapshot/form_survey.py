"""The forms for a bewonersenquête: its respondents (a codebook), or its outcomes per area."""

from typing import Any

from loaders._enquete_variabelen import FIGURES, GRADE, QUESTIONS
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
    as_date,
    as_number,
    choice,
    columns_of,
    described,
)

_UNUSED: Options = (("", "niet gebruiken"),)
_NO_COLUMN = "geen"


def sections(draft: Draft, answers: Answers) -> list[Section]:
    """About the file, about the sample or the areas, then one section per question or outcome."""
    each = _question if draft.kind == "respondenten" else _outcome
    return [
        Section("Over het bestand", (*about(draft, answers), *_when(draft, answers))),
        Section("Gebied en steekproef", (*_area(draft, answers), *_sample(draft, answers))),
        *(Section(one["kolom"], tuple(each(draft, answers, one)), True) for one in _listed(draft)),
    ]


def description(draft: Draft, answers: Answers) -> dict[str, Any]:
    """The fields of the codebook."""
    when = {field.key: field.value for field in _when(draft, answers) if field.value}
    area = {field.key: field.value for field in _area(draft, answers)}
    sample = {field.key: field.value for field in _sample(draft, answers) if field.value}
    used, unused = [], list(draft.fields.get("overgeslagen") or ())
    for one in _listed(draft):
        made = (
            _made_question(draft, answers, one) if draft.kind == "respondenten" else _made_outcome(draft, answers, one)
        )
        if made is None:
            unused.append(one["kolom"])
        else:
            used.append(made)
    gebied = {
        "kolom": area["gebied"],
        "inhoud": area["inhoud"],
        **({"soort": area["soort"]} if area.get("soort") else {}),
    }
    found = {
        "enquete": draft.kind,
        **described(about(draft, answers)),
        **{key: as_date(value) if key == "bewaren_tot" else as_number(value) for key, value in when.items()},
        "werkblad": draft.fields.get("werkblad"),
        "herkenning": draft.fields["herkenning"],
        "gebied": _of_soort_column(draft, gebied),
        **{k: as_number(v) if k in ("uitgenodigd", "ontwerpeffect") else v for k, v in sample.items()},
        "vragen" if draft.kind == "respondenten" else "uitkomsten": used,
        "overgeslagen": unused or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _of_soort_column(draft: Draft, gebied: dict[str, Any]) -> dict[str, Any]:
    """With the column that says of each row what kind of area it is, where the draft found one."""
    drafted = draft.fields["gebied"]
    names = ("soort_kolom", "soort_waarden")
    return gebied | {name: drafted[name] for name in names if name in drafted and gebied["inhoud"] == "naam"}


def _listed(draft: Draft) -> list[dict[str, Any]]:
    return list(draft.fields.get("vragen") or draft.fields.get("uitkomsten") or ())


def _when(draft: Draft, answers: Answers) -> list[Field]:
    year = draft.fields.get("jaar")
    fields = [Field("jaar", "Jaar van het veldwerk", str(answer(answers, "jaar", "" if year == 2000 else str(year))))]
    if draft.kind == "respondenten":
        note = "De laatste dag waarop dit bestand mag worden bewaard, als dag-maand-jaar."
        fields.append(Field("bewaren_tot", "Bewaren tot en met", answer(answers, "bewaren_tot", ""), help=note))
    return fields


def _area(draft: Draft, answers: Answers) -> list[Field]:
    drafted = draft.fields["gebied"]
    content = choice(answers, "inhoud", "De gebieden staan er als", drafted.get("inhoud"), CONTENTS)
    fields = [choice(answers, "gebied", "Kolom met het gebied", drafted["kolom"], columns_of(draft)), content]
    if content.value == "naam" and "soort_kolom" not in drafted:
        fields.append(choice(answers, "soort", "De namen zijn van", "", SOORTEN))
    return fields


def _sample(draft: Draft, answers: Answers) -> list[Field]:
    fields, columns = draft.fields, columns_of(draft, _NO_COLUMN)
    if draft.kind == "respondenten":
        asked = (("gewicht", "Kolom met het gewicht"), ("stratum", "Kolom met het stratum"))
        number = ("respondentnummer", "Kolom met het nummer van de respondent")
        return [
            *(choice(answers, key, label, fields.get(key, ""), columns) for key, label in (*asked, number)),
            Field("uitgenodigd", "Hoeveel mensen zijn uitgenodigd", answer(answers, "uitgenodigd", "")),
        ]
    note = "Voor aandelen zonder marge; hoger dan 1 als de steekproef is gewogen."
    return [
        choice(answers, "personen", "Kolom met het aantal mensen", fields.get("personen", ""), columns),
        Field("ontwerpeffect", "Ontwerpeffect", answer(answers, "ontwerpeffect", ""), help=note),
        choice(answers, "duizendtal", "Teken tussen duizendtallen", "", MARKS),
        choice(answers, "decimaal", "Teken voor decimalen", "", DECIMALS),
    ]


def _variable(answers: Answers, one: dict[str, Any], known: Options) -> Field:
    drafted = one.get("variabele", "")
    return choice(answers, f"variabele {one['kolom']}", "Wat meet deze kolom?", drafted, (*_UNUSED, *known))


def _question(draft: Draft, answers: Answers, one: dict[str, Any]) -> list[Field]:
    """What a question measures, its words, its answers, and which of those count."""
    column = one["kolom"]
    variable = _variable(answers, one, tuple((v.id, v.title) for v in QUESTIONS.values()))
    if variable.value not in QUESTIONS:
        return [Field(variable.key, variable.label, "", "keuze", variable.options)]
    words = Field(f"vraag {column}", "De vraag", answer(answers, f"vraag {column}", one.get("vraag", "")))
    labels = "\n".join(f"{code} = {label}" for code, label in (one.get("antwoorden") or {}).items())
    listed = Field(
        f"antwoorden {column}",
        "De antwoorden",
        answer(answers, f"antwoorden {column}", labels),
        "lang",
        help="Op elke regel een code, een is-teken en wat zij betekent: 1 = ja.",
    )
    if QUESTIONS[variable.value].kind == GRADE:
        silent = tuple((code, code) for code in one.get("geen_antwoord") or ())
        return [variable, words, *([_some(answers, column, "geen_antwoord", one, silent)] if silent else [])]
    codes = tuple((code, f"{code} = {label}") for code, label in answers_of(listed.value).items())
    return [variable, words, listed, *(_some(answers, column, name, one, codes) for name in ("telt", "geen_antwoord"))]


def _some(answers: Answers, column: str, name: str, one: dict[str, Any], codes: Options) -> Field:
    label = {"telt": "Deze antwoorden tellen mee in het aandeel", "geen_antwoord": "Dit is geen antwoord"}[name]
    known = dict(codes)
    chosen = [code for code in answers.get(f"{name} {column}", one.get(name) or ()) if code in known]
    return Field(f"{name} {column}", label, chosen, "meer", codes)


def answers_of(text: str) -> dict[str, str]:
    """Code and meaning from lines like ``1 = ja``; a line without an equals sign is a code without a meaning."""
    parts = [line.partition("=") for line in text.splitlines() if line.strip()]
    return {code.strip(): label.strip() or "onbekend" for code, _, label in parts}


def _made_question(draft: Draft, answers: Answers, one: dict[str, Any]) -> dict[str, Any] | None:
    given = {field.key.split(" ", 1)[0]: field.value for field in _question(draft, answers, one)}
    if not given["variabele"]:
        return None
    made = {"kolom": one["kolom"], "variabele": given["variabele"], "vraag": given["vraag"]}
    if "antwoorden" not in given:
        return {**made, "schaal": "1-10", "geen_antwoord": list(given.get("geen_antwoord", ()))}
    return {
        **made,
        "antwoorden": answers_of(given["antwoorden"]),
        "telt": list(given["telt"]),
        "geen_antwoord": list(given["geen_antwoord"]),
    }


def _outcome(draft: Draft, answers: Answers, one: dict[str, Any]) -> list[Field]:
    column = one["kolom"]
    variable = _variable(answers, one, tuple((v.id, v.title) for v in FIGURES.values()))
    if variable.value not in FIGURES:
        return [Field(variable.key, variable.label, "", "keuze", variable.options)]
    marge = one.get("marge", "")
    return [
        variable,
        choice(answers, f"aantal {column}", "Kolom met het aantal antwoorden", one.get("aantal"), columns_of(draft)),
        choice(answers, f"marge {column}", "Kolom met de marge", marge, columns_of(draft, _NO_COLUMN)),
    ]


def _made_outcome(draft: Draft, answers: Answers, one: dict[str, Any]) -> dict[str, Any] | None:
    given = {field.key.split(" ", 1)[0]: field.value for field in _outcome(draft, answers, one)}
    if not given["variabele"]:
        return None
    made = {"variabele": given["variabele"], "kolom": one["kolom"], "aantal": given["aantal"]}
    return made | ({"marge": given["marge"]} if given["marge"] else {})
