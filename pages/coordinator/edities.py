"""Edities: what was told at a bijeenkomst, frozen: look back, compare two, correct, and freeze a new one."""

from collections.abc import Sequence

import streamlit as st

from charts import editions
from model.areas import FOCUSWIJKEN_CODE
from model.editie import MAKES_EDITIONS, Editie, Gezegd
from model.errors import WijkpeilError
from pages import _ask
from pages._access import visitor
from pages._address import Address, link, widget
from pages._shell import empty, say_wrong, workplace
from pages.coordinator._editie_forms import corrections, new_edition, told
from snapshot import edities
from snapshot.edition_compare import side_by_side
from snapshot.material import Material
from snapshot.store import open_snapshot

MENU = ("Edities", 70)

_BACK, _BESIDE, _CORRECT, _NEW = "terug", "naast", "correcties", "nieuw"
_VIEWS = {_BACK: "Terugkijken", _BESIDE: "Vergelijken", _CORRECT: "Correcties", _NEW: "Nieuwe editie"}
_NOW = "nu"


def render() -> None:
    """Draw the page."""
    purpose = "Bevries wat u op een bijeenkomst vertelt, en kijk er later op terug: wat zeiden we toen?"
    with workplace("Edities", purpose) as here:
        name = here.address.choices["programma"][0]
        told()
        present = edities.found(name)
        may = visitor().role in MAKES_EDITIONS
        _cards(name, present)
        sound = [one.editie for one in present if one.editie]
        views = [*([_BACK, _BESIDE, _CORRECT] if sound else []), *([_NEW] if may else [])]
        if not views:
            return
        view = here.address.one("kijk", "weergave", views, views[0], quiet=list(_VIEWS))
        widget(st.segmented_control, "kijk", view, "Wat wilt u doen?", options=views, format_func=_VIEWS.__getitem__)
        if view == _NEW:
            new_edition(name, here.programme)
        else:
            _of_edition(here.address, name, sound, view, may)


def _cards(name: str, present: Sequence[edities.Found]) -> None:
    shown = "".join(
        editions.broken(one.id, one.wrong)
        if one.editie is None
        else editions.card(
            one.editie,
            len(edities.corrections(edities.place(name, one.id))),
            {
                link("edities", programma=name, editie=one.id, kijk=_BACK): "Kijk terug",
                link("presenteren", programma=name, editie=one.id): "Presenteer",
            },
        )
        for one in present
    )
    if shown:
        st.html(f'<div class="wp-cards">{shown}</div>')
    else:
        empty(
            "Er is nog geen editie",
            "Een editie bewaart de cijfers, teksten en keuzes van een bijeenkomst. Daarna verandert er niets meer aan.",
            "Een coördinator of beheerder maakt haar hieronder, kort voor de bijeenkomst.",
        )


def _of_edition(address: Address, name: str, sound: Sequence[Editie], view: str, may: bool) -> None:
    ids = {one.id: one.naam for one in sound}
    chosen = address.one("editie", "editie", list(ids), sound[0].id)
    left, middle, right = st.columns(3)
    with left:
        widget(st.selectbox, "editie", chosen, "Editie", options=list(ids), format_func=ids.__getitem__)
    try:
        material, said = edities.editie_material(name, chosen), edities.said(name, chosen)
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    _corrected(material)
    if view == _CORRECT:
        corrections(name, chosen, material, may)
        return
    other = _NOW
    if view == _BESIDE:
        others = {one: naam for one, naam in ids.items() if one != chosen} | {_NOW: "De cijfers van nu"}
        other = address.one("met", "editie", list(others), next(iter(others)))
        with right:
            widget(st.selectbox, "met", other, "Vergelijk met", options=list(others), format_func=others.__getitem__)
    with middle:
        area = _area(address, said)
    if view == _BACK:
        st.html(
            editions.texts(sound[list(ids).index(chosen)]) + editions.looked_back([g for g in said if g.gebied == area])
        )
    else:
        _beside(name, material, said, other, area)


def _corrected(material: Material) -> None:
    """The corrections of an edition, wherever it is shown."""
    if material.correcties:
        st.html(editions.corrections(material.correcties, material.s.indicators))


def _area(address: Address, said: Sequence[Gezegd]) -> str:
    names = {one.gebied: one.gebied_naam for one in said}
    if not names:
        return ""
    default = FOCUSWIJKEN_CODE if FOCUSWIJKEN_CODE in names else next(iter(names))
    area = address.one("gebied", "gebied", list(names), default)
    widget(st.selectbox, "gebied", area, "Gebied", options=list(names), format_func=names.__getitem__)
    return area


def _beside(name: str, material: Material, said: Sequence[Gezegd], other: str, area: str) -> None:
    """The edition beside another one or beside now: the older one to the left."""
    editie = material.editie
    assert editie is not None
    try:
        if other == _NOW:
            s = open_snapshot(name)
            pairs = side_by_side(said, _ask.said_now(s), material.s, area)
            names = (editie.naam, f"nu (peil {s.id}, niet bevroren)")
        else:
            second, its = edities.editie_material(name, other), edities.said(name, other)
            assert second.editie is not None
            _corrected(second)
            early, late = sorted(
                ((material, said), (second, its)), key=lambda one: one[0].editie.gemaakt if one[0].editie else ""
            )
            pairs = side_by_side(early[1], late[1], early[0].s, area)
            names = tuple(one[0].editie.naam for one in (early, late) if one[0].editie)  # type: ignore[assignment]
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    st.html(editions.side_by_side(pairs, material.s.indicators, *names))
