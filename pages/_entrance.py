"""Whether the visitor of this run may see this page, and what is shown to one who may not."""

from html import escape

import streamlit as st

from model.errors import WijkpeilError
from model.role import ROLE_LABELS, Role
from pages._access import NotAllowed, NotRecognised, visitor
from pages._door_pages import LOGOUT
from pages._shell import apologise, empty
from snapshot.login import login
from snapshot.settings import settings
from snapshot.yaml_words import listing

# Seconds after which an open page asks by itself whether its visitor may still see it.
_AGAIN = 60


def may_enter(roles: frozenset[Role]) -> bool:
    """Whether a page for these roles may be drawn now; where it may not, says why."""
    try:
        role = visitor().role
    except NotRecognised:
        # aanmelden.js loads the address anew; the door takes it from there.
        st.html('<p class="wp-note wp-renew" role="status">Uw aanmelding wordt vernieuwd…</p>')
        return False
    except NotAllowed:
        empty("U hebt geen toegang meer", "Uw account heeft geen rol meer in Wijkpeil. Vraag de beheerder om toegang.")
        return False
    except WijkpeilError as error:
        apologise(error)
        return False
    if role not in roles:
        named = listing(ROLE_LABELS[one] for one in Role if one in roles)
        empty("Deze pagina is niet voor uw rol", f"U bent {ROLE_LABELS[role]}. Deze pagina is voor: {named}.")
        return False
    return True


def sign_off() -> None:
    """At the foot of every page where people log in: who is logged in, and the way out."""
    if login() is None:
        return
    try:
        who = visitor()
    except (NotRecognised, NotAllowed, WijkpeilError):
        return
    st.fragment(run_every=min(_AGAIN, settings().login_minutes * 60))(_ask_again)()
    name, role = escape(who.name), ROLE_LABELS[who.role]
    st.html(f'<p class="wp-who">Ingelogd als {name} ({role}). <a href="{LOGOUT}" target="_self">Log uit</a></p>')


def _ask_again() -> None:
    """Once in a while ask again, also when nobody clicks, and draw the whole page anew when the answer is no."""
    try:
        visitor()
    except (NotRecognised, NotAllowed, WijkpeilError):
        st.rerun()
