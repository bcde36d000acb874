"""The pictures of a programme folder: what is entered is what is drawn, and text stays text."""

from charts.matrix import matrix
from charts.waardenboom import waardenboom
from model.inhoud import Inhoud
from model.programme import Bouwsteen, Doel, Nulmeting, Programme
from model.uitvoering import Interventie, Strategie, StrategieDoel
from model.waarden import CollectiefDoel, Inwonerdoel, Inwonergroep, Waarde

BOLD = "<b>Wonen</b>"
PROGRAMME = Programme(
    id="proef",
    naam="Proef",
    gemeenten=("GM0001",),
    begin=2020,
    horizon=2040,
    grenzenjaar=2024,
    nulmeting=Nulmeting(jaar=2022, grond="proef"),
    bouwstenen=(
        Bouwsteen(id="a", naam=BOLD, doelen=(Doel(id="d", naam="D", kernset=()), Doel(id="e", naam="E", kernset=()))),
    ),
)


def test_the_matrix_has_a_dot_where_the_table_has_a_row() -> None:
    inhoud = Inhoud(
        strategieen=(Strategie(id="s", naam="Samen"), Strategie(id="t", naam=BOLD)),
        strategie_doelen=(StrategieDoel(strategie="s", doel="e"),),
        interventies=(Interventie(id="i", naam="I", strategie="s"),),
    )
    drawn = matrix(PROGRAMME, inhoud)
    rows = drawn.split("<tr>")[-2:]
    assert ["●" in row for row in rows] == [False, True]
    assert rows[1].index("●") < rows[1].index("werkt er niet aan")
    assert "1 interventie<" in drawn
    assert "0 interventies<" in drawn
    assert "<b>" not in drawn


def test_an_interventie_without_doelen_follows_its_strategie() -> None:
    inhoud = Inhoud(
        strategie_doelen=(StrategieDoel(strategie="s", doel="e"),),
        interventies=(
            Interventie(id="i", naam="I", strategie="s"),
            Interventie(id="j", naam="J", strategie="s", doelen=("d",)),
        ),
    )
    assert [one.id for one in inhoud.interventies_of("e")] == ["i"]
    assert [one.id for one in inhoud.interventies_of("d")] == ["j"]


def test_waarden_hold_their_groups_and_goals() -> None:
    inhoud = Inhoud(
        waarden=(Waarde(id="w", naam=BOLD, visie="Zo"),),
        inwonergroepen=(
            Inwonergroep(id="g", waarde="w", naam="Groep"),
            Inwonergroep(id="h", waarde="w", naam="Andere"),
        ),
        inwonerdoelen=(Inwonerdoel(id="x", inwonergroep="g", doel="Ik kan meedoen."),),
        collectieve_doelen=(CollectiefDoel(id="y", inwonergroep="h", doel="Steun.", wettelijk=True),),
    )
    drawn = waardenboom(inhoud)
    assert "<b>" not in drawn
    group, other = drawn.split("<h3>")[1:]
    assert "Ik kan meedoen." in group
    assert "Steun. (wettelijke taak)" in other
    assert "2 groepen inwoners" in drawn
