"""Invoer as people use it: a row added, changed and taken out, two people at once, a spreadsheet, and the history."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from model.role import Role
from pages._access import Visitor
from snapshot import audit, programmes, table_history
from snapshot.settings import settings
from tests.pages.conftest import script, text_of

NAME = "voorbeeldstad"
PARTNERS = programmes.SHIPPED / NAME / "partners.csv"


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The example's programme with an empty data folder; gives the folder of its overlay."""
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path / "programmes" / NAME
    settings.cache_clear()


def _page(table: str = "partners", deel: str = "regels", **more: str) -> AppTest:
    at = AppTest.from_string(script("invoer"), default_timeout=30)
    for key, value in {"programma": NAME, "tabel": table, "deel": deel, **more}.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def _fill(at: AppTest, **cells: str | list[str]) -> AppTest:
    """Type in the form, by the titles of its columns."""
    for title, value in cells.items():
        widgets = (*at.text_input, *at.text_area, *at.selectbox, *at.multiselect)
        widget = next(one for one in widgets if one.label.removesuffix(" *").replace(" ", "_") == title)
        widget.set_value(value)  # type: ignore[attr-defined]
    return at


def _press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def _names() -> list[str]:
    return [one.naam for one in programmes.programme_content(NAME).partners]


def test_a_row_is_added_with_an_id_from_its_name_and_shows_at_once(overlay: Path) -> None:
    at = _press(_fill(_page(), Naam="Stichting ’t Atelier", Toelichting="Maakt dingen."), "Bewaar")
    assert "Bewaard: Partners, versie 2." in text_of(at)
    assert programmes.programme_content(NAME).partners[-1].id == "stichting-t-atelier"
    assert "Stichting ’t Atelier" in text_of(at).split("<tbody>")[1]
    assert [entry["wat"] for entry in audit.entries()] == ["tabellen van een programma bewaard"]


def test_a_row_is_changed_and_taken_out_in_words_and_numbers_of_here(overlay: Path) -> None:
    at = _page("activiteiten")
    row = next(one for one in programmes.programme_content(NAME).activiteiten if one.gerealiseerd is not None)
    at.selectbox(key="wp_regel").set_value(row.id).run()
    at = _press(_fill(at, Gerealiseerd="1,5", Peildatum="31-3-2026"), "Bewaar")
    assert "Bewaard: Activiteiten, versie 2." in text_of(at)
    now = next(one for one in programmes.programme_content(NAME).activiteiten if one.id == row.id)
    assert (str(now.gerealiseerd), now.peildatum) == ("1.5", "2026-03-31")
    at = _press(at, "Haal deze regel weg")
    assert "Activiteiten: 1 regel weg" in text_of(at)
    at = _press(at, "Bewaar alles")
    assert row.id not in [one.id for one in programmes.programme_content(NAME).activiteiten]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Naam": ""}, "Naam: vul dit in."),
        ({"Naam": "x", "Begin": "binnenkort"}, "Begin: dit is geen moment."),
        ({"Naam": "x", "Begin": "2026", "Eind": "2025"}, "Eind: het eind ligt voor het begin (2026)."),
        ({"Naam": "Bel 06-12345678"}, "Naam: hier lijken persoonsgegevens te staan."),
    ],
)
def test_what_is_wrong_with_a_row_is_told_and_nothing_is_saved(overlay: Path, cells: dict[str, str], said: str) -> None:
    at = _press(_fill(_page("interventies"), **cells), "Bewaar")
    assert said in text_of(at)
    assert "12345678" not in text_of(at)
    assert not overlay.exists()


def test_changes_that_need_each_other_are_put_ready_and_undone_one_by_one(overlay: Path) -> None:
    at = _press(_fill(_page(), Naam="Een"), "Zet klaar en ga verder")
    at = _press(_fill(at, Naam="Twee"), "Zet klaar en ga verder")
    assert "Partners: 2 regels nieuw" in text_of(at)
    at = _press(at, "Maak ongedaan")
    assert "Partners: 1 regel nieuw" in text_of(at)
    assert _names()[-1] not in ("Een", "Twee")
    at = _press(at, "Bewaar alles")
    assert _names()[-1] == "Twee"
    assert "Nog niet bewaard" not in text_of(at)


def test_a_row_that_others_point_at_stays_until_they_do_not(overlay: Path) -> None:
    at = _page()
    used = programmes.programme_content(NAME).interventies[0].partners[0]
    at.selectbox(key="wp_regel").set_value(used).run()
    at = _press(at, "Haal deze regel weg")
    assert f"waarde &#x27;{used}&#x27;" in text_of(at) or f"&#x27;{used}&#x27; bestaat niet." in text_of(at)
    assert at.button(key="wp_bewaar_alles").disabled
    at = _press(at, "Gooi deze wijzigingen weg")
    assert "Nog niet bewaard" not in text_of(at)


def test_the_second_of_two_sees_what_the_first_saved_and_chooses(
    overlay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ["anna@elzenvoorde.example"]
    for module in ("pages.coordinator._concept", "pages._access"):
        monkeypatch.setattr(f"{module}.visitor", lambda: Visitor(who[0], Role.COORDINATOR))
    first = table_history.current(NAME, "partners").rows[0]
    anna, bo = (_page(regel=first["id"]) for _ in range(2))
    _press(_fill(anna, Naam="Naam van Anna"), "Bewaar")
    who[0] = "bo@elzenvoorde.example"
    bo = _press(_fill(bo, Naam="Naam van Bo", Toelichting="Van Bo."), "Bewaar")
    text = text_of(bo)
    assert "Iemand anders heeft dit intussen veranderd" in text
    assert "anna@elzenvoorde.example op " in text
    assert "<ins>Naam van Anna</ins>" in text
    assert "<ins>Naam van Bo</ins>" in text
    assert _names()[0] == "Naam van Anna"
    (choice,) = bo.radio
    choice.set_value("Die van de ander").run()
    bo = _press(bo, "Bewaar met deze keuzes")
    assert "Bewaard: Partners, versie 3." in text_of(bo)
    now = programmes.programme_content(NAME).partners[0]
    assert (now.naam, now.toelichting) == ("Naam van Anna", "Van Bo.")
    assert [version.who for version in table_history.versions(NAME, "partners")][1:] == [
        "anna@elzenvoorde.example",
        "bo@elzenvoorde.example",
    ]


def test_a_spreadsheet_is_shown_before_it_is_saved_and_repaired_where_that_is_sure(overlay: Path) -> None:
    at = _page("activiteiten", "spreadsheet")
    text = (programmes.SHIPPED / NAME / "activiteiten.csv").read_text("utf-8-sig")
    dated = next(one for one in programmes.programme_content(NAME).activiteiten if len(one.uiterlijk) == 4)
    changed = text.replace(f";{dated.uiterlijk};", f";1-1-{dated.uiterlijk};", 1)
    assert changed != text
    at.file_uploader[0].upload("voorbeeldstad-activiteiten-v0.csv", changed.encode("cp1252"), "text/csv").run()
    assert f"<del>1-1-{dated.uiterlijk}</del> <ins>{dated.uiterlijk}</ins>" in text_of(at)
    assert "Wat er verandert: geen andere regels" in text_of(at)
    renamed = changed.replace(dated.naam, "Andere naam")
    at.file_uploader[0].upload("voorbeeldstad-activiteiten-v0.csv", renamed.encode(), "text/csv").run()
    assert f"<del>{dated.naam}</del> <ins>Andere naam</ins>" in text_of(at)
    assert not overlay.exists()
    at = _press(at, "Bewaar")
    assert "Bewaard: Activiteiten, versie 2." in text_of(at)
    assert table_history.versions(NAME, "activiteiten")[-1].how == "uit een spreadsheet"


def test_a_table_that_was_broken_by_hand_is_mended_here(overlay: Path) -> None:
    overlay.mkdir(parents=True)
    text = (programmes.SHIPPED / NAME / "interventies.csv").read_text("utf-8-sig")
    ends = next(one.eind for one in programmes.programme_content(NAME).interventies if len(one.eind) == 4)
    text = text.replace(f";{ends};", f";31-12-{ends};", 1).replace(";", "\t")
    (overlay / "interventies.csv").write_bytes(text.encode("utf-16"))
    at = _page("interventies")
    assert "Het bestand van deze tabel is beschadigd." in text_of(at)
    at = _page("interventies", "spreadsheet")
    at.toggle[0].set_value(True).run()
    assert f"<del>31-12-{ends}</del> <ins>31 december {ends}</ins>" in text_of(at)
    at = _press(at, "Bewaar")
    assert "Bewaard: Interventies, versie 2." in text_of(at)
    assert programmes.check_programme(NAME).mistakes == ()


def test_an_earlier_version_is_brought_back_as_a_new_one(overlay: Path) -> None:
    before = _names()
    _press(_fill(_page(), Naam="Nieuwe partner"), "Bewaar")
    at = _page(deel="geschiedenis")
    assert "<td>zoals de tabel was</td>" in text_of(at)
    assert "1 regel nieuw" in text_of(at)
    at.selectbox[-1].set_value(1).run()
    at = _press(at, "Zet versie 1 terug")
    assert "Bewaard: Partners, versie 3." in text_of(at)
    assert _names() == before


def test_a_table_that_came_anew_with_the_software_is_told_and_taken_over(
    overlay: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = tmp_path / "meegeleverd"
    shutil.copytree(programmes.SHIPPED, shipped)
    for module in (programmes, table_history):
        monkeypatch.setattr(module, "SHIPPED", shipped)
    _press(_fill(_page(), Naam="Nieuwe partner"), "Bewaar")
    assert "vernieuwd" not in text_of(_page())
    with (shipped / NAME / "partners.csv").open("a", encoding="utf-8") as stream:
        stream.write("erbij;Meegekomen partner;\r\n")
    at = _page()
    assert "De meegeleverde tabel is vernieuwd" in text_of(at)
    assert "Meegekomen partner" not in _names()
    at = _press(_press(at, "Neem over wat nieuw is"), "Bewaar alles")
    assert {"Meegekomen partner", "Nieuwe partner"} < set(_names())
    assert "vernieuwd" not in text_of(_page())


def test_what_is_odd_and_stops_nothing_is_told(overlay: Path) -> None:
    text = text_of(_page("totalen"))
    assert "<strong>Let op (" in text
    assert "voorbeeldstad/totalen.csv, rij " in text


def test_what_people_type_is_text_everywhere(overlay: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> **vet**"
    at = _press(_fill(_page(), Naam=hostile), "Zet klaar en ga verder")
    assert "&lt;img src=x onerror=alert(1)&gt; **vet**" in text_of(at)
    at = _press(at, "Bewaar alles")
    at.query_params["deel"] = "geschiedenis"
    at.run()
    assert "<img src=x onerror" not in text_of(at)
    assert "&lt;img src=x" in text_of(at)


def test_streefwaarden_say_that_they_wait_for_a_build(voorbeeld: Path, overlay: Path) -> None:
    (overlay.parents[1] / "snapshots").symlink_to(voorbeeld / "snapshots")
    at = _page("streefwaarden")
    assert "telt in de cijfers mee na een" in text_of(at)
    row = table_history.current(NAME, "streefwaarden").rows[0]
    at.selectbox(key="wp_regel").set_value("/".join(row[key] for key in ("indicator", "gebied", "jaar"))).run()
    at = _press(_fill(at, Gebied="nergens", Waarde="1"), "Bewaar")
    assert "kolom &#x27;gebied&#x27;" in text_of(at)
    at = _press(_fill(at, Gebied="rest"), "Bewaar")
    assert "Hier is iets veranderd dat nog niet in de cijfers zit." in text_of(at)


def test_who_may_not_edit_saves_nothing(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = _fill(_page(), Naam="Nieuwe partner")
    monkeypatch.setattr("pages.coordinator._concept.visitor", lambda: Visitor("lezer", Role.LEZER))
    assert "Uw rol mag dit niet." in text_of(_press(at, "Bewaar"))
    assert not overlay.exists()
