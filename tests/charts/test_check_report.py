"""The check report as HTML: how a file stands, all objections with their place, and hostile names as text."""

from charts.check_report import added_card, card, status, waiting
from model.checked import Added, Checked, Draft, Rows
from model.errors import Objection

EVIL = "<img src=x onerror=alert(1)>"


def _objection(row: int | None = 3, **parts: str) -> Objection:
    return Objection(file="a.csv", problem="dit is geen getal.", remedy="Herstel het.", row=row, **parts)


def test_how_a_file_stands() -> None:
    draft = Draft(kind="register", yaml="", fields={}, columns=())
    stands = {
        "goed": Checked(file="a"),
        "fout": Checked(file="a", outcome="geweigerd"),
        "rust": Checked(file="a", outcome="stond er al"),
    }
    assert {kind: status(file)[0] for kind, file in stands.items()} == {kind: kind for kind in stands}
    assert status(Checked(file="a", outcome="geweigerd", lacks_edition=True)) == ("let", "editie nodig")
    assert status(Checked(file="a", outcome="niet herkend", draft=draft)) == ("let", "beschrijving nodig")
    assert status(Checked(file="a", outcome="geweigerd", draft=draft)) == ("fout", "geweigerd")
    assert status(Checked(file="a", outcome="vastgehouden")) == ("let", "wijkt sterk af")


def test_every_objection_is_told_with_its_row_column_value_and_remedy() -> None:
    several = (_objection(column="inwoners", value="veel"), _objection(row=None))
    html = card(Checked(file="a.csv", outcome="geweigerd", objections=several))
    assert "2 bezwaren" in html
    row = "<td>inwoners</td><td>veel</td><td>Dit is geen getal. Herstel het.</td>"
    assert f'<th scope="row">3</th>{row}' in html
    alone = card(Checked(file="a.csv", outcome="geweigerd", objections=(_objection(row=None),)))
    assert "1 bezwaar" in alone
    assert '<th scope="col">rij</th>' not in alone


def test_all_objections_of_the_report_are_shown_and_what_it_left_out_is_counted() -> None:
    many = tuple(_objection(row) for row in range(500))
    html = card(Checked(file="a.csv", outcome="geweigerd", objections=many, more_objections=40))
    assert "540 bezwaren" in html
    assert html.count("Dit is geen getal.") == 500
    assert "En nog 40. Herstel eerst deze." in html


def test_a_held_file_tells_what_differs_and_not_how_to_answer_on_a_command_line() -> None:
    held = Objection(file="a.csv", problem="van x is de helft weg.", remedy="Bied het aan met --accept.")
    html = card(Checked(file="a.csv", outcome="vastgehouden", objections=(held,)))
    assert "1 verschil met de vorige levering" in html
    assert "--accept" not in html


def test_names_and_values_from_a_file_are_text() -> None:
    rows = Rows(of_file=True, columns=(EVIL,), rows=((EVIL,),))
    parts = {"column": EVIL, "value": EVIL}
    hostile = Checked(
        file=EVIL,
        outcome="geweigerd",
        source_name=EVIL,
        what=EVIL,
        edition=EVIL,
        companions=(EVIL,),
        facts=((EVIL, EVIL),),
        notes=((EVIL, EVIL),),
        objections=(_objection(**parts),),
        rows=rows,
    )
    unknown = Checked(file=EVIL, outcome="niet herkend", text=EVIL)
    added = Added(file=EVIL, outcome="geweigerd", text=EVIL, objections=(_objection(**parts),))
    for html in (card(hostile), card(unknown), added_card(added), waiting([EVIL], EVIL, 3)):
        assert "<img" not in html


def test_a_long_list_waits_behind_a_click() -> None:
    listed = ", ".join(f"variabele_{n}" for n in range(40))
    html = card(Checked(file="a", facts=(("Variabelen", listed),)))
    assert "<summary>en nog 28</summary>" in html
    assert "variabele_39</details>" in html
