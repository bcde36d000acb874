"""What a coördinator does on the page Edities: freeze a new edition, and write a correction of one."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from charts import editions
from charts.numbers import period_label
from charts.table import Column, to_html
from exports.edition_words import words
from model.editie import MAKES_EDITIONS, MOST_REASON, MOST_STEPS, Keuzes
from model.errors import WijkpeilError
from model.moment import EXAMPLES
from model.programme import Programme
from pages import _ask
from pages._access import visitor
from pages._address import put
from pages._shell import say, say_wrong
from snapshot import acts
from snapshot.edition_corrections import Suspect
from snapshot.material import Material
from snapshot.store import Snapshot, open_snapshot
from snapshot.stories import shown_stories

_SAID, _WRONG = "wp_editie_gezegd", "wp_editie_fout"
_FIELDS = {
    name: f"wp_editie_{name}" for name in ("naam", "datum", "plaats", "opening", "vervolg", "bouwstenen", "verhalen")
}
_DIFFERENT = [
    Column("naam", "cijfer"),
    Column("gebied", "gebied"),
    Column("periode", "periode"),
    Column("toen", "in de editie"),
    Column("nu", "nu"),
    Column("gezegd", "gezegd op de bijeenkomst"),
]
_WRONG_FIELDS = {
    "datum": f"De datum is niet te lezen. Schrijf bijvoorbeeld {EXAMPLES}.",
    "plaats": "De plaats is te lang: hoogstens 120 tekens.",
    "opening": "De tekst bij de opening is te lang: hoogstens 600 tekens.",
    "vervolg": f"Er zijn te veel vervolgstappen: hoogstens {MOST_STEPS}, elk op een eigen regel.",
}


def told() -> None:
    """What the last click did, once."""
    if wrong := st.session_state.pop(_WRONG, ""):
        say_wrong(wrong)
    if said := st.session_state.pop(_SAID, ""):
        say(said)


def _do(act: Callable[[str], str]) -> None:
    """A click: the act gets the visitor's name and gives what is said of it."""
    who = visitor()
    if who.role not in MAKES_EDITIONS:
        st.session_state[_WRONG] = "Uw rol mag dit niet. Vraag het een coördinator of de beheerder."
        return
    try:
        st.session_state[_SAID] = act(who.name)
    except WijkpeilError as error:
        st.session_state[_WRONG] = str(error)


def new_edition(name: str, programme: Programme | None) -> None:
    """The form of a new edition; what was typed stays until it is frozen."""
    st.html('<h2 class="wp-title">Bevries een nieuwe editie</h2>')
    try:
        s = open_snapshot(name)
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    if programme is None:
        say("Verbeter eerst de fouten in de map van het programma.")
        return
    st.html(
        f'<p class="wp-seen">Bevroren wordt peil {s.id}, met de tabellen van het programma zoals ze nu zijn. Loop de '
        "cijfers eerst na: aan een editie verandert daarna niets meer.</p>"
    )
    left, right = st.columns(2)
    with left:
        st.text_input("Naam van de editie", key=_FIELDS["naam"], max_chars=80, placeholder="Bijeenkomst 2026")
        st.text_input("Datum van de bijeenkomst", key=_FIELDS["datum"], max_chars=10, placeholder="2026-11-20")
        st.text_input("Plaats", key=_FIELDS["plaats"], max_chars=120)
        names = {one.id: one.naam for one in s.programme.bouwstenen}
        label = f"Welke {s.programme.bouwsteen_naam.lower()} laat u zien? Leeg: allemaal"
        st.multiselect(
            label, list(names), format_func=names.__getitem__, key=_FIELDS["bouwstenen"], placeholder="Allemaal"
        )
        if told_stories := {story.id: story.titel for story in shown_stories(name)}:
            st.multiselect(
                "Welke verhalen? Leeg: allemaal",
                list(told_stories),
                format_func=told_stories.__getitem__,
                key=_FIELDS["verhalen"],
                placeholder="Allemaal",
            )
    with right:
        st.text_area("Tekst bij de opening", key=_FIELDS["opening"], max_chars=600)
        st.text_area(
            f"Wat gaan we hierna doen? Een zin per regel, hoogstens {MOST_STEPS}",
            key=_FIELDS["vervolg"],
            max_chars=1200,
            height=160,
        )
    st.button(
        "Bevries deze editie",
        type="primary",
        on_click=_do,
        args=(lambda who: _frozen(who, name),),
        icon=":material/ac_unit:",
    )


def _frozen(who: str, programme: str) -> str:
    typed = {name: st.session_state.get(key) for name, key in _FIELDS.items()}
    steps = tuple(line.strip() for line in str(typed["vervolg"] or "").splitlines() if line.strip())
    try:
        keuzes = Keuzes(
            datum=str(typed["datum"] or "").strip(),
            plaats=str(typed["plaats"] or "").strip(),
            opening=str(typed["opening"] or "").strip(),
            vervolg=steps,
            bouwstenen=tuple(typed["bouwstenen"] or ()),
            verhalen=tuple(typed["verhalen"] or ()),
        )
    except ValidationError as error:
        fields = dict.fromkeys(str(one["loc"][0]) for one in error.errors())
        raise WijkpeilError("\n".join(_WRONG_FIELDS[field] for field in fields)) from error
    editie = acts.freeze_edition(who, programme, str(typed["naam"] or ""), keuzes, words)
    for key in _FIELDS.values():
        st.session_state.pop(key, None)
    put("editie", editie.id)
    put("kijk", "terug")
    return f"Editie '{editie.naam}' is bevroren uit peil {editie.peil}. Stempel: {editie.stempel[:12]}…"


def corrections(name: str, chosen: str, material: Material, may: bool) -> None:
    """Figures that are another today, and the form of a correction."""
    try:
        today = open_snapshot(name)
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    differing = _ask.suspects(material.s, today, name, chosen, len(material.correcties))
    if not differing:
        say(f"Alle cijfers van deze editie zijn in peil {today.id} nog hetzelfde, of de correctie is er al.")
        return
    say(
        "Deze cijfers zijn nu anders. Dat kan een herziening door de bron zijn, of een fout. Alleen wat u hier "
        "opschrijft, wordt een correctie."
    )
    s = material.s
    st.html(to_html(_table(differing, s), _DIFFERENT, "Cijfers die nu anders zijn"))
    if not may:
        return
    labels = [f"{s.indicators[one.indicator].name}, {one.gebied_naam}, {one.periode}" for one in differing]
    place = st.selectbox("Cijfer", range(len(labels)), format_func=labels.__getitem__, key="wp_correctie_cijfer")
    reason = st.text_area("Waarom is dit cijfer anders?", max_chars=MOST_REASON, key="wp_correctie_reden")
    st.button(
        "Plaats de correctie",
        type="primary",
        on_click=_do,
        args=(lambda who: _placed(who, name, chosen, differing[place], reason),),
        icon=":material/edit_note:",
    )


def _placed(who: str, name: str, chosen: str, about: Suspect, reason: str) -> str:
    acts.correct_edition(who, name, chosen, about, reason)
    st.session_state.pop("wp_correctie_reden", None)
    return "De correctie staat bij de editie, overal waar zij wordt getoond."


def _table(differing: Sequence[Suspect], s: Snapshot) -> pd.DataFrame:
    rows = [
        {
            "naam": s.indicators[one.indicator].name,
            "gebied": one.gebied_naam,
            "periode": period_label(one.periode),
            "toen": editions.value(one.toen, s.indicators[one.indicator]),
            "nu": editions.value(one.nu, s.indicators[one.indicator]),
            "gezegd": "ja" if one.gezegd else "",
        }
        for one in differing
    ]
    return pd.DataFrame(rows)
