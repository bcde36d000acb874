"""Staat van de tafels: one waarde or all of them, with what was counted, told, answered and found."""

from charts.tafels import KOSTPRIJS, NO_RANKING
from tests.pages.conftest import Visit, asked, text_of


def test_a_waarde_is_told_whole_on_one_sheet(visit: Visit) -> None:
    at = visit("tafels", waarde="samenredzaam")
    assert not at.exception
    told = text_of(at)
    assert asked(at)["waarde"] == ["samenredzaam"]
    assert "Een kansrijke jeugd" not in told
    row = told.split('<th scope="row">Maatjes voor mantelzorgers</th>')[1].split("</tr>")[0]
    assert [cell.split(">")[1] for cell in row.split("</td>")[:-1]] == [
        "Stichting Buurtkracht (verzonnen)",
        "900",
        "148",
        "8,2 (cijfer van 1 tot 10, 61 gevraagd)",
        "51.800",
        "350",
    ]
    assert "Dagje weg: de kosten zijn van 2024, het bereik van 2025; daarom geen kosten per inwoner." in told
    assert "zingt weer in zijn koor" in told
    assert "Deels. In vier van de zeven focuswijken is er een plek." in told
    assert "Onderzoek: lessen voor vakmanschap, maatschappelijke kosten en baten." in told


def test_nothing_on_the_page_ranks_or_sorts(visit: Visit) -> None:
    at = visit("tafels")
    assert [box.label for box in at.selectbox] == ["Waarde", "Jaar"]
    assert (len(at.radio), len(at.button), len(at.dataframe)) == (0, 0, 0)
    assert NO_RANKING in text_of(at)
    assert KOSTPRIJS in text_of(at)
    told = text_of(at)
    assert told.index(">Dagje weg<") < told.index(">Maatjes voor mantelzorgers<")
