"""What is said of borders that moved: where a line breaks, and in which words."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from charts.border_words import changes_table, former_code, moves_of, on_borders, said_of, told, unchecked_table
from charts.style import LIGHT
from charts.trend import figures, lines_of, notes
from charts.trend_words import seen
from model.indicator import Indicator

Make = Callable[..., pd.DataFrame]
MakeIndicator = Callable[..., Indicator]

_CHANGE: dict[str, Any] = {
    "code": "BU99010100",
    "name": "Merelveld",
    "level": "buurt",
    "boundary_year": 2022,
    "kind": "grens gewijzigd",
    "earlier_year": 2021,
    "earlier_code": None,
    "earlier_name": None,
    "parts": None,
    "flagged_share": float("nan"),
}
FORMER = pd.DataFrame(
    [{"code": "BU99010711", "former": "BU99010701", "name": "Wervelaar", "first": 2013, "last": 2018}]
)


def _changes(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([_CHANGE | row for row in rows])


def _points(frame: Make, methods: tuple[str | None, ...] = (None, None, None)) -> pd.DataFrame:
    return frame(
        *(
            {
                "period": str(year),
                "value": 20.0 + year - 2020,
                "boundary_year": year,
                "method": method,
                "status": "estimated" if method else "measured",
                "note": "omgerekend naar grenzen van 2022, naar inwoners" if method else "",
            }
            for year, method in zip((2020, 2021, 2022), methods, strict=True)
        )
    )


def test_a_line_breaks_where_the_border_moved_and_the_note_names_the_year(
    frame: Make, indicator: MakeIndicator
) -> None:
    points, changes = _points(frame), _changes({})
    moves = moves_of(changes, points)
    assert moves == {"BU99010100": [2022.0]}
    drawing = figures(lines_of(points, ["BU99010100"]), indicator(), None, LIGHT, moves)[0]
    assert list(drawing.data[-1].y) == [20.0, 21.0, None, 22.0]
    assert "grens gewijzigd" in [a.text for a in drawing.layout.annotations]
    assert said_of(changes, FORMER, points, ["BU99010100"]) == ["Merelveld: grens gewijzigd in 2022."]
    assert seen(lines_of(points, ["BU99010100"]), indicator(), moves).endswith(
        "Daartussen is de grens gewijzigd; die twee cijfers zijn niet zonder meer te vergelijken."
    )


def test_estimates_are_open_diamonds_apart_from_the_figures(frame: Make, indicator: MakeIndicator) -> None:
    points = _points(frame, ("inwoners", "inwoners", None))
    moves = moves_of(_changes({}), points)
    assert moves == {"BU99010100": [2022.0]}
    lines = lines_of(points, ["BU99010100"])
    marker = figures(lines, indicator(), None, LIGHT, moves)[0].data[-1].marker
    assert list(marker.symbol) == ["diamond", "diamond", "circle", "circle"]
    assert "Een ruit is een schatting: omgerekend van andere grenzen, en niet getoetst." in notes(lines, indicator())
    assert on_borders(points, 2022) == [
        "Cijfers van 1 gebied zijn omgerekend naar grenzen van 2022, naar inwoners: dat is een schatting."
    ]
    assert on_borders(_points(frame), 2022) == []


def test_a_border_that_moved_before_the_figures_begin_is_no_break(frame: Make) -> None:
    assert moves_of(_changes({"boundary_year": 2015}), _points(frame)) == {}


def test_figures_that_could_not_be_converted_are_named(frame: Make) -> None:
    points = _points(frame).assign(note=["op de grenzen van 2020", "op de grenzen van 2021", ""])
    assert on_borders(points, 2022) == ["Op de grenzen van een ander jaar, want omrekenen kan niet: Merelveld."]


def test_a_former_code_is_named_with_its_last_year() -> None:
    assert former_code(FORMER, "BU99010711") == ["tot en met 2018 BU99010701"]
    assert former_code(FORMER, "BU99010100") == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"kind": "nieuwe code, zelfde grenzen", "earlier_code": "BU99010099", "earlier_name": "Merelveld"},
            "Nieuwe code BU99010100, dezelfde grens; hiervoor BU99010099. Eén reeks.",
        ),
        (
            {
                "earlier_year": 2014,
                "parts": [
                    {"code": "BU99010100", "name": "Merelveld", "of_new": 0.67, "of_old": 1.0},
                    {"code": "BU99010101", "name": "Wielewaalhof", "of_new": 0.28, "of_old": 0.06},
                    {"code": "BU99010102", "name": "Spechtenhoek", "of_new": 0.02, "of_old": 0.06},
                ],
            },
            "Grens gewijzigd, tussen 2014 en 2022, zelfde code BU99010100. De reeks begint opnieuw. "
            "Van de grond: 67 % lag in het oude gebied, 28 % lag in Wielewaalhof.",
        ),
        ({"kind": "nieuw"}, "Nieuw gebied BU99010100."),
        (
            {"kind": "loopt door met aantekening", "flagged_share": 0.064},
            "De grens van een deel is gewijzigd (6 % van de inwoners). De reeks loopt door.",
        ),
        ({"kind": "breuk"}, "De grens van een groot deel is gewijzigd. De reeks begint opnieuw."),
    ],
)
def test_each_kind_of_change_has_its_sentence(change: dict[str, Any], sentence: str) -> None:
    assert told(_CHANGE | change) == sentence


def test_the_lists_of_verantwoording() -> None:
    table = changes_table(_changes({}, {"kind": "begin"}))
    assert table.to_dict("records") == [
        {
            "year": "2022",
            "kind_of_area": "buurt",
            "name": "Merelveld",
            "what": "Grens gewijzigd, zelfde code BU99010100. De reeks begint opnieuw.",
        }
    ]
    steps = pd.DataFrame(
        [
            ("buurt", 2015, 2020, 54),
            ("buurt", 2020, 2023, 56),
            ("gemeente", 2013, 2014, 1),
            ("gemeente", 2014, 2016, 1),
        ],
        columns=["level", "earlier_year", "boundary_year", "n"],
    )
    assert unchecked_table(steps).to_numpy().tolist() == [
        ["buurt", "2015–2020", 54.0],
        ["buurt", "2020–2023", 56.0],
        ["gemeente", "2013–2016", 1.0],
    ]
    assert unchecked_table(steps.iloc[:0]).empty


def test_without_a_map_of_both_years_nothing_is_said_of_the_ground() -> None:
    assert "Van de grond" not in told(_CHANGE | {"parts": pd.NA})


def test_an_area_that_lost_ground_says_how_much_it_kept() -> None:
    part = {"code": "BU99010100", "name": "Merelveld", "of_new": 1.0, "of_old": 0.44}
    assert told(_CHANGE | {"parts": [part]}).endswith(
        "Van de grond: 100 % lag in het oude gebied. Van het oude gebied bleef 44 %."
    )
