"""The form of a description on a page: draws the questions of ``snapshot.description_form`` and keeps the answers."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from model.checked import Draft
from snapshot import form_register, form_survey
from snapshot.description_form import Field, Section, mistakes, to_yaml
from snapshot.upload_folder import description_name

_ANSWERS = "wp_antwoorden"
_ACROSS = 3
_WORDS = {
    "register": ("Beschrijf dit register", "een register van de gemeente"),
    "respondenten": ("Maak het codeboek", "een bewonersenquête met een rij per deelnemer"),
    "totalen": ("Maak het codeboek", "uitkomsten van een bewonersenquête per gebied"),
}


def describe(token: str, file: str, draft: Draft) -> tuple[str, str | None] | None:
    """Draw the form; gives the YAML, and the edition where the answers give it, or None while there are mistakes."""
    forms = form_register if draft.kind == "register" else form_survey
    answers = _answers(token, file)
    title, what = _WORDS[draft.kind]
    st.html(
        f'<h2 class="wp-title">{title}: {escape(file)}</h2><p class="wp-seen">Dit lijkt {what}. Wijkpeil vulde in wat '
        "te zien is. Kijk alles na en vul aan wat ontbreekt.</p>"
    )
    sections = forms.sections(draft, answers)
    for section in sections:
        _section(section, f"wp_b_{token[:8]}_{file}", answers)
    return _result(token, file, draft, answers)


def _result(token: str, file: str, draft: Draft, answers: dict[str, Any]) -> tuple[str, str | None] | None:
    """What is wrong, or that nothing is; and the description as a file."""
    forms = form_register if draft.kind == "register" else form_survey
    description = forms.description(draft, answers)
    found = mistakes(draft.kind, description, forms.sections(draft, answers))
    year_of = form_register.edition(draft, answers) if draft.kind == "register" else None
    if draft.kind == "register":
        found += [text] if (text := form_register.too_many(draft, answers)) else []
        asks = "uit_editie" in description["periode"]
        found += ["Vul bij 'Jaar van de cijfers' het jaar in."] if asks and year_of is None else []
    if found:
        lines = "".join(f"<li>{escape(text)}</li>" for text in found)
        said = "Nog 1 ding te doen" if len(found) == 1 else f"Nog {len(found)} dingen te doen"
        st.html(f'<div class="wp-note" role="status"><strong>{said}</strong><ul class="wp-bullets">{lines}</ul></div>')
    text = to_yaml(description)
    with st.expander("De beschrijving als bestand", icon=":material/description:"):
        st.code(text, language="yaml", wrap_lines=True)
        st.download_button(
            "Download de beschrijving",
            data=text,
            file_name=description_name(file),
            mime="application/yaml",
            on_click="ignore",
            key=f"wp_yaml_{token[:8]}_{file}",
            icon=":material/download:",
        )
    return None if found else (text, year_of)


def _answers(token: str, file: str) -> dict[str, Any]:
    kept: dict[tuple[str, str], dict[str, Any]] = st.session_state.setdefault(_ANSWERS, {})
    return kept.setdefault((token, file), {})


def _section(section: Section, prefix: str, answers: dict[str, Any]) -> None:
    """Three questions beside each other; of a column its name stands before them."""
    if not section.column:
        st.html(f'<h3 class="wp-group-title">{escape(section.title)}</h3>')
        _fields(section.fields, prefix, answers)
        return
    with st.container(border=True):
        name, questions = st.columns([1, 3])
        with name:
            st.html(f'<p class="wp-column">{escape(section.title)}</p>')
        with questions:
            _fields(section.fields, prefix, answers)


def _fields(fields: Sequence[Field], prefix: str, answers: dict[str, Any]) -> None:
    for first in range(0, len(fields), _ACROSS):
        for column, field in zip(st.columns(_ACROSS), fields[first : first + _ACROSS], strict=False):
            with column:
                _field(field, f"{prefix}_{field.key}", answers)


def _field(field: Field, key: str, answers: dict[str, Any]) -> None:
    """One widget; what is chosen is among the answers before the page is drawn again."""
    st.session_state[key] = field.value
    words = dict(field.options)
    common: dict[str, Any] = {
        "key": key,
        "help": field.help or None,
        "on_change": lambda: answers.__setitem__(field.key, st.session_state[key]),
    }
    if field.kind == "keuze":
        st.selectbox(field.label, list(words), format_func=lambda value: words.get(value, value), **common)
    elif field.kind == "meer":
        st.multiselect(field.label, list(words), format_func=lambda value: words.get(value, value), **common)
    elif field.kind == "ja":
        st.checkbox(field.label, **common)
    elif field.kind == "lang":
        st.text_area(field.label, **common)
    else:
        st.text_input(field.label, **common)
