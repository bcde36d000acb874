"""Gegevens toevoegen: offer files, see what they are and what is against them, describe them, and let them in."""

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO

import streamlit as st

from charts.check_report import added_card, card, waiting
from model.checked import AddReport, Checked, CheckReport, Draft
from model.errors import WijkpeilError
from model.role import ADDS_DATA
from pages import _description
from pages._access import visitor
from pages._address import link, put
from pages._shell import say, workplace
from snapshot import uploads
from snapshot.settings import settings

MENU = ("Gegevens toevoegen", 94)
ROLES = ADDS_DATA

_PURPOSE = "Bied bestanden aan, zie wat Wijkpeil erin leest en wat ertegen is, en voeg ze toe aan het archief."
_TOKEN, _ROUND, _CHECKED = "aanbod", "wp_ronde", "wp_gecontroleerd"


def render() -> None:
    """Draw the page: the place to offer files, or the upload that the address names."""
    with workplace("Gegevens toevoegen", _PURPOSE) as here:
        token = here.address.free(_TOKEN)
        if not token:
            _offer()
            return
        try:
            upload = uploads.state(token, visitor().name)
        except WijkpeilError as error:
            say(str(error))
            _offer()
            return
        if upload.busy:
            _wait(token)
        elif upload.added is not None and not upload.added.problem:
            _added(upload.token, upload.added)
        else:
            _report(upload, here.programme.gemeenten if here.programme else ())


def _offer() -> None:
    """The place to drop files. Their bytes go to disk as they are; nothing in them is looked at here."""
    uploads.remove_old()
    limit = settings().upload_mb
    st.html(
        '<p class="wp-seen">Bijvoorbeeld een register van de gemeente (CSV of Excel), een tabel van het CBS met de '
        "beschrijving erbij, een kaart met grenzen, of een bewonersenquête (SPSS of CSV). Bestanden die bij elkaar "
        "horen, biedt u samen aan. Er gaat niets het archief in voordat u dat zegt.</p>"
    )
    offered = st.file_uploader(
        f"Bestanden, samen ten hoogste {limit} MB",
        accept_multiple_files=True,
        max_upload_size=limit,
        key=f"wp_bestanden_{st.session_state.get(_ROUND, 0)}",
    )
    if st.button("Bekijk wat dit is", type="primary", disabled=not offered):
        try:
            token = uploads.begin(visitor().name, [(one.name, BytesIO(one.getbuffer())) for one in offered or ()])
        except WijkpeilError as error:
            say(str(error))
            return
        _go(token)


def _go(token: str) -> None:
    """To an upload, or with "" back to the beginning; what was dropped is let go of."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    put(_TOKEN, token)
    st.rerun()


@st.fragment(run_every=1)
def _wait(token: str) -> None:
    upload = uploads.state(token, visitor().name)
    if not upload.busy:
        st.rerun()
    st.html(waiting(upload.names, upload.doing, upload.seconds))


def _report(upload: uploads.Upload, gemeenten: Sequence[str]) -> None:
    """What each file is, the questions about them, and what may go in. ``gemeenten``: of the programme."""
    report = upload.report or CheckReport()
    if problem := report.problem or (upload.added.problem if upload.added else ""):
        say(problem)
    companions = {name for file in report.files for name in file.companions}
    st.html("".join(card(file) for file in report.files if file.file not in companions))
    to_add = st.container()
    asked = [file for file in report.files if file.asks_edition]
    editions = {file.file: _edition(file) for file in asked if not (file.draft and file.edition)}
    described = {
        file.file: _description.describe(upload.token, file.file, _of(file.draft, gemeenten))
        for file in report.files
        if file.draft
    }
    texts = {name: one[0] for name, one in described.items() if one}
    years = {name: one[1] for name, one in described.items() if one and one[1]}
    years |= {name: edition for name, edition in editions.items() if edition}
    last: dict[str, object] = st.session_state.setdefault(_CHECKED, {})
    asks = bool(editions or described)
    if asks and st.button("Controleer opnieuw", disabled=not (texts or years), icon=":material/refresh:"):
        last[upload.token] = (texts, years)
        _do(lambda: uploads.check_again(upload.token, visitor().name, years, texts))
    with to_add:
        # What goes in is what was checked, not what was typed since.
        if last.get(upload.token, (texts, years)) == (texts, years):
            _accept(upload, report.files)
        else:
            say("U hebt iets veranderd. Controleer opnieuw voordat u toevoegt.")
    if st.button("Andere bestanden aanbieden", type="tertiary"):
        uploads.discard(upload.token, visitor().name)
        _go("")


def _of(draft: Draft, gemeenten: Sequence[str]) -> Draft:
    """The draft with the gemeente of the programme, where the file does not tell it and there is one only."""
    if draft.fields.get("gemeente") != "GM0000" or len(gemeenten) != 1:
        return draft
    return draft.model_copy(update={"fields": {**draft.fields, "gemeente": gemeenten[0]}})


def _edition(file: Checked) -> str:
    note = "Het jaar van de cijfers, bijvoorbeeld 2024; van een register met het kenmerk ervoor: meldingen-2024."
    return st.text_input(
        f"Editie van bestand {_plain(file.file)}", value=file.edition, help=note, key=f"wp_editie_{file.file}"
    )


def _plain(name: str) -> str:
    """A name of a file in a label, which takes Markdown."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!:~$<>|" else sign for sign in name)


def _accept(upload: uploads.Upload, files: tuple[Checked, ...]) -> None:
    ready, held = [f for f in files if f.may_be_added], [f for f in files if f.held]
    if not ready and not held:
        return
    consent, reason = False, ""
    if held:
        names = ", ".join(f.file for f in held)
        st.html(
            f'<div class="wp-note"><strong>Klopt dit?</strong> {escape(names)} wijkt sterk af van de vorige levering. '
            "Vraag het na bij de bron. Voeg het alleen toe als u weet waarom.</div>"
        )
        consent = st.checkbox("Ik weet waarom de cijfers zo veranderen", key=f"wp_akkoord_{upload.token[:8]}")
        reason = st.text_input("De reden, voor het logboek", key=f"wp_reden_{upload.token[:8]}", max_chars=300).strip()
    number = len(ready) + (len(held) if consent and reason else 0)
    what = "bestand" if number == 1 else f"{number} bestanden"
    words = f"Voeg {what} toe aan het archief" if number else "Voeg toe aan het archief"
    if st.button(words, type="primary", disabled=not number, icon=":material/archive:"):
        agreed = bool(consent and reason)
        _do(lambda: uploads.accept(upload.token, visitor().name, agreed, reason if agreed else ""))


def _do(act: Callable[[], None]) -> None:
    """Do what was asked, and show what became of it, or why it cannot be done now."""
    try:
        act()
    except WijkpeilError as error:
        say(str(error))
        return
    st.rerun()


def _added(token: str, added: AddReport) -> None:
    """What became of each file, and what to do next."""
    went_in = sum(file.outcome == "toegevoegd" for file in added.files)
    words = "1 bestand is toegevoegd" if went_in == 1 else f"{went_in or 'Geen'} bestanden zijn toegevoegd"
    build = f'<a href="{link("opbouw")}">nieuwe opbouw</a>'
    then = f"<p>De cijfers staan pas op de pagina's na een {build}.</p>" if went_in else ""
    st.html(f'<div class="wp-note" role="status"><strong>{words}</strong>{then}</div>')
    st.html("".join(added_card(file) for file in added.files))
    if st.button("Nog iets toevoegen", type="primary"):
        uploads.discard(token, visitor().name)
        _go("")
