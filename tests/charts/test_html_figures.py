"""Figures made of HTML: mosaic, spine rows, cards, facts, declarations. Text is escaped, colour never alone."""

from collections.abc import Callable

import pandas as pd

from charts.cards import cards
from charts.declared import declared, matches
from charts.explained import explained
from charts.facts import facts
from charts.figure import Caption, editions, foot, head, source_line, subtitle
from charts.frames import Row, records
from charts.mosaic import mosaic
from charts.own_words import beside
from charts.spine import Spread, spine, spreads_of, without
from charts.words import why_no_value
from model.indicator import Indicator
from model.programme import Bouwsteen, Doel

Make = Callable[..., pd.DataFrame]
MakeIndicator = Callable[..., Indicator]
STEEN = (Bouwsteen(id="wonen", naam="Wonen & meer", doelen=(Doel(id="d", naam="Doel", kernset=("schulden",)),)),)
NAN = float("nan")


def _reasons(row: Row) -> str:
    return "<p>omdat</p>"


def _link(indicator: str, period: str, area: str) -> str:
    return f"/kaart?indicator={indicator}&periode={period}"


def test_mosaic_cell_has_tint_shape_word_and_value_of_the_strict_test(frame: Make, indicator: MakeIndicator) -> None:
    values = frame(
        {"area": "focuswijk:a", "area_name": "Aa", "value": 20.0, "diff_rest": 8.0, "verdict_overview": "ongunstiger"},
        {"area": "focuswijk:b", "area_name": "Be (deel)", "value": 10.0, "diff_rest": -2.0, "verdict_rest": "gunstiger",
         "verdict_overview": "niet aantoonbaar verschillend"},
        {"area": "focuswijk:c", "area_name": "Ce", "value": 14.0, "diff_rest": 2.0},
        {"area": "focuswijk:d", "area_name": "De", "status": "missing", "reason": "no_buurten"},
        {"area": "rest", "area_name": "Rest van de stad", "value": 12.0},
    )  # fmt: skip
    html = mosaic(values, STEEN, {"schulden": indicator()}, "Mozaïek", _link)
    apart = "procentpunt ten opzichte van de rest van de stad"
    assert f'<td class="wp-cell wp-ongunstig" title="+8,0\u00a0{apart}: aantoonbaar ongunstiger">' in html
    assert 'wp-hoger"></span>20,0<span class="wp-hidden"> hoger, aantoonbaar ongunstiger</span>' in html
    assert f'wp-gelijkwaardig" title="−2,0\u00a0{apart}: niet aantoonbaar verschillend">' in html
    assert 'wp-gelijk"></span>10,0' in html
    assert 'wp-cell wp-base" title="+2,0' in html
    assert 'wp-shape wp-hoger wp-hol"></span>14,0<span class="wp-hidden"> hoger, niet te toetsen</span>' in html
    assert "geen cijfer: deze focuswijk is nog niet aan CBS-buurten gekoppeld" in html
    assert "Wonen &amp; meer" in html
    assert html.index("Rest van de stad") < html.index(">Aa<") < html.index(">Be<")
    assert 'href="/kaart?indicator=schulden&amp;periode=2024"' in html


def test_spine_row_says_where_the_area_stands(frame: Make, indicator: MakeIndicator) -> None:
    row = records(frame({"value": 20.0, "rest_value": 12.0, "diff_rest": 8.0, "change": -1.0, "status": "modelled"}))
    html = spine(
        row, {"schulden": indicator()}, {"schulden": Spread(4, 6, 8, 12, 16, 20, 24, 50)}, "Elzenvoorde", _reasons
    )
    assert "8,0\u00a0procentpunt hoger dan de rest van Elzenvoorde" in html
    assert "sinds 2019: −1,0\u00a0procentpunt" in html
    assert "niet te toetsen" in html
    assert "uit een model" not in html  # the reason why it is not tested says so already
    assert (
        'aria-label="de 50 buurten lopen van 4,0\u00a0% tot 24,0\u00a0%; de rest van de stad heeft 12,0\u00a0%"' in html
    )
    assert '<b style="left:80.0%"></b>' in html
    assert '<u style="left:40.0%"></u>' in html


def test_a_spine_row_names_the_same_figure_elsewhere(frame: Make, indicator: MakeIndicator) -> None:
    """The published figure of a wijk only where it reads otherwise than the sum of its buurten."""
    row = records(frame({"value": 20.0, "gemeente_value": 18.0, "nederland_value": 17.0}))
    html = spine(
        row,
        {"schulden": indicator()},
        {},
        "Breda",
        _reasons,
        lambda r: beside(r, indicator(), "Breda", 20.2, "<Noord>"),
    )
    around = "Breda 18,0\u00a0% · Nederland 17,0\u00a0%"
    assert f"<small>gepubliceerd voor &lt;Noord&gt;: 20,2\u00a0%</small><small>{around}</small>" in html
    assert beside(row[0], indicator(), "Breda", 20.01, "Noord") == [around]


def test_withheld_change_says_why(frame: Make, indicator: MakeIndicator) -> None:
    row = records(frame({"value": 20.0, "change_withheld": "breuk"}))
    assert "sinds 2019: niet te vergelijken (breuk)" in spine(
        row, {"schulden": indicator()}, {}, "Elzenvoorde", _reasons
    )
    assert "niet te vergelijken (breuk)" in facts(row[0], indicator())


def test_a_change_that_was_not_shown_tells_what_could_have_been(frame: Make, indicator: MakeIndicator) -> None:
    unchanged = {"change": -1.0, "change_verdict": "niet aantoonbaar veranderd", "change_detectable": 2.1}
    row = records(frame({"value": 20.0, **unchanged}))
    told = "Met deze aantallen was een verandering pas te zien vanaf ongeveer 2,1\u00a0procentpunt."
    assert f"<small>{told}</small>" in spine(row, {"schulden": indicator()}, {}, "Elzenvoorde", _reasons)
    assert f'</dl><p class="wp-small">{told}</p>' in facts(row[0], indicator())
    shown = [row[0] | {"change_verdict": "gedaald"}]
    assert "pas te zien" not in spine(shown, {"schulden": indicator()}, {}, "Elzenvoorde", _reasons)
    assert "pas te zien" not in facts(shown[0], indicator())


def test_spread_of_the_shown_period_and_of_enough_buurten(frame: Make) -> None:
    parts = {"low": 1.0, "p10": 1.5, "q1": 2.0, "median": 3.0, "q3": 4.0, "p90": 4.5, "high": 5.0}
    above = {name: value + 1 for name, value in parts.items()}
    spreads = pd.DataFrame(
        [
            {"indicator": "a", "period": "2023", "n": 9, **parts},
            {"indicator": "a", "period": "2024", "n": 9, **above},
            {"indicator": "b", "period": "2024", "n": 4, **above},
        ]
    )
    assert spreads_of(spreads, {"a": "2024", "b": "2024"}) == {"a": Spread(2, 2.5, 3, 4, 5, 5.5, 6, 9)}


def test_indicators_without_figures_are_named_by_reason(frame: Make, indicator: MakeIndicator) -> None:
    rows = {"a": records(frame({"status": "missing", "reason": "not_published"}))[0]}
    declared_ones = {"a": indicator(name="Armoede"), "b": indicator(name="Zorg")}
    said = without(["a", "b"], rows, declared_ones)
    assert said == '<p class="wp-small">Nog niet gepubliceerd: Armoede. Nog geen bron: Zorg.</p>'


def test_card_compares_with_the_rest_and_counts_what_lacks(frame: Make, indicator: MakeIndicator) -> None:
    changed = {"change": 1.0, "change_verdict": "niet aantoonbaar veranderd"}
    rows = records(frame({"value": 20.0, "diff_rest": 8.0, "verdict_rest": "ongunstiger", **changed}))
    html = cards(STEEN, rows, {"schulden": indicator()}, "Elzenvoorde", "<i>{}</i>".format)
    assert (
        "2024: 8,0\u00a0procentpunt hoger dan de rest van Elzenvoorde: <strong>aantoonbaar ongunstiger</strong>" in html
    )
    assert "sinds 2019: +1,0\u00a0procentpunt, niet aantoonbaar veranderd" in html
    assert html.endswith("<i>wonen</i></section></div>")
    nothing = cards(STEEN, [], {"schulden": indicator()}, "Elzenvoorde", "<i>{}</i>".format)
    assert "1 van de 1 kerncijfers heeft nog geen cijfer voor de focuswijken samen." in nothing


def test_facts_of_an_area(frame: Make, indicator: MakeIndicator) -> None:
    row = records(
        frame(
            {
                "area_name": "<script>Veld",
                "value": 20.0,
                "rest_value": 12.0,
                "diff_rest": 8.0,
                "computed": True,
                "note": "berekend uit 2 buurten",
            }
        )
    )[0]
    html = facts(row, indicator(), ("buurt",))
    assert "&lt;script&gt;Veld" in html
    assert "2024 · berekend uit 2 buurten</p>" in html
    assert "<dt>rest van de stad (12,0\u00a0%)</dt>" in html
    assert "8,0\u00a0procentpunt hoger<small>niet te toetsen: te weinig jaren" in html
    assert "Nederland" not in html


def test_facts_without_a_figure_give_the_reason(frame: Make, indicator: MakeIndicator) -> None:
    html = facts(records(frame({"status": "suppressed", "reason": "secret"}))[0], indicator())
    assert "Geen cijfer" in html
    assert "te weinig mensen of onbekend, door de bron niet vrijgegeven" in html
    assert why_no_value("missing", "iets anders") == "geen cijfer"


def test_frame_of_a_figure_is_escaped(indicator: MakeIndicator) -> None:
    caption = Caption("<i>Titel", subtitle(indicator(), "2024"), "Bron: x", seen="a < b", notes=("let op",))
    assert (
        '<h2 class="wp-title">&lt;i&gt;Titel</h2><p class="wp-subtitle">Huishoudens met schulden · % · 2024</p>'
        in head(caption)
    )
    assert "a &lt; b" in foot(caption)


def test_source_line() -> None:
    named = editions({"cbs": "CBS Kerncijfers"}, [("cbs", "2023"), ("cbs", "2024"), ("reg", "breda-woz")])
    assert named == ["CBS Kerncijfers, edities 2023–2024", "reg, editie breda-woz"]
    assert (
        source_line(named[:1], [2024])
        == "Bron: CBS Kerncijfers, edities 2023–2024 · grenzen 2024 · bewerkt door Wijkpeil"
    )
    assert source_line([], [2019, 2020, 2021]) == "Bron: onbekend · grenzen 2019–2021 · bewerkt door Wijkpeil"


def test_table_explains_each_figure(frame: Make) -> None:
    table = explained(
        frame(
            {"status": "missing", "reason": "not_applicable"},
            {"value": 1.0, "computed": True, "status": "provisional", "note": "berekend uit 2 buurten"},
            {"value": 1.0},
        ),
        {},
    )
    assert list(table["why"]) == ["komt hier niet voor", "voorlopig; berekend uit 2 buurten", ""]


def test_declaration_says_all_and_can_be_searched(indicator: MakeIndicator) -> None:
    one = indicator(caveats=("Let <op>.",))
    html = declared(one, {"first": "2015", "last": "2024", "state": "cijfers"}, {"cbs_kwb": "CBS Kerncijfers"})
    assert "2015–2024" in html
    assert "CBS Kerncijfers: schulden" in html
    assert "Let &lt;op&gt;." in html
    assert "Lager is gunstiger." in html
    assert matches(one, "inkomen SCHULDEN")
    assert not matches(one, "woning")
