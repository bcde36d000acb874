"""The draaiboek: which figures come on stage, in which order, and that it says what the app says."""

import re
from dataclasses import replace

import pytest

from charts import kloof_words, trend_words
from charts.frames import records
from charts.numbers import with_short_unit
from charts.trend import lines_of
from exports.dia import Beeldsoort, Dia, Soort
from exports.dia_cijfers import Cijfers
from exports.dia_keuze import APART, BEHIND, MOVED, NEWEST, Candidate, chosen
from exports.draaiboek import draaiboek
from model.inhoud import Inhoud
from model.verhaal import Beoordeling, Toestemming, Verhaal
from snapshot import figures
from snapshot.material import Material, current_material
from snapshot.store import Snapshot


@pytest.fixture
def dias(voorbeeld_open: Snapshot) -> tuple[Dia, ...]:
    return draaiboek(current_material("voorbeeldstad"))


def _candidate(name: str, period: str = "2024", **known: float) -> Candidate:
    return Candidate(
        indicator=name,
        judged=bool(known.get("judged", 1)),
        period=period,
        moved=known.get("moved", 0),
        apart=known.get("apart", 0),
        shown=bool(known.get("shown", 0)),
        worse=int(known.get("worse", 0)),
    )


def test_the_rule_takes_the_surest_change_the_largest_gap_and_the_newest() -> None:
    found = chosen(
        [
            _candidate("gap", moved=1.5, apart=3, shown=1),
            _candidate("change", moved=4, apart=2, shown=1),
            _candidate("model", apart=9),  # larger, but not shown by a test
            _candidate("new", "2025", apart=1),
        ]
    )
    assert found == {"change": MOVED, "gap": APART, "new": NEWEST}


def test_figures_without_a_good_side_give_way_and_ties_follow_the_kernset() -> None:
    neutral = _candidate("neutral", "2025", judged=0, moved=9, apart=9, shown=1)
    assert chosen([neutral, *(_candidate(name, moved=1, apart=1) for name in "abcd")]) == {
        "a": MOVED,
        "b": APART,
        "c": NEWEST,
    }


def test_never_only_good_news() -> None:
    good = [_candidate("best", moved=9, apart=9, shown=1), _candidate("good", moved=8, apart=8, shown=1)]
    behind, worse = _candidate("behind", "2020", worse=1), _candidate("worse", "2020", moved=1, worse=2)
    assert chosen([*good, _candidate("new", "2025", apart=1), behind, worse])["worse"] == BEHIND
    assert chosen([*good, _candidate("new", "2025", apart=1), behind])["behind"] == BEHIND
    assert BEHIND not in chosen([*good, _candidate("new", "2025", worse=1)]).values()


def test_every_dia_has_an_address_a_title_and_its_order(dias: tuple[Dia, ...]) -> None:
    ids = [dia.id for dia in dias]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9_-]+", one) for one in ids)
    titles = [dia.titel for dia in dias]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    order = list(dict.fromkeys(dia.soort for dia in dias))
    assert order[:4] == [Soort.OPENING, Soort.PROGRAMMA, Soort.STAND, Soort.BOUWSTEEN]
    assert order[-4:] == [Soort.FOCUSWIJK, Soort.GEDAAN, Soort.VERDER, Soort.BRONNEN]
    assert sum(dia.soort is Soort.FOCUSWIJK for dia in dias) == 7  # one that is not linked to buurten among them
    assert all(dia.beeld.alternatief for dia in dias if dia.beeld)
    drawn = {Beeldsoort.TREND, Beeldsoort.KLOOF, Beeldsoort.KAART, Beeldsoort.BALKEN}
    assert all(dia.bron and dia.notities for dia in dias if dia.beeld and dia.beeld.soort in drawn)
    text = " ".join([*titles, *(z for dia in dias for z in (*dia.zinnen, *dia.notities))])
    assert "nan" not in text.split()
    assert "None" not in text


def test_what_is_said_is_what_the_app_says(dias: tuple[Dia, ...], voorbeeld_open: Snapshot) -> None:
    s = voorbeeld_open
    drawn = [dia.beeld for dia in dias if dia.soort in (Soort.TREND, Soort.KLOOF)]
    assert len(drawn) == 18
    for dia in dias:
        if dia.soort is Soort.KLOOF and dia.beeld:
            indicator = s.indicators[dia.beeld.indicator]
            gaps = figures.kloof(s, [indicator.id])
            row = records(gaps[gaps["area"] == "focuswijken"])[-1]
            assert dia.zinnen == (kloof_words.seen(row, indicator, "Elzenvoorde"),)
            assert dia.titel == kloof_words.title(row, indicator)
        if dia.soort is Soort.TREND and dia.beeld:
            indicator = s.indicators[dia.beeld.indicator]
            frame = Cijfers(s).trend_frame(indicator, ["focuswijken"])
            tested = records(figures.trends(s, [indicator.id], ["focuswijken"]))[0]
            assert dia.zinnen == (trend_words.seen(lines_of(frame, ["focuswijken"]), indicator, {}, tested),)
            last = frame[(frame["area"] == "focuswijken") & frame["value"].notna()].iloc[-1]
            assert dia.cijfers[0].waarde == with_short_unit(last["value"], indicator.unit, indicator.decimals)
            assert dia.titel.startswith("Sinds ") == (tested["result"] in ("stijgt", "daalt"))


def test_each_bouwsteen_says_what_does_not_go_well(dias: tuple[Dia, ...]) -> None:
    for dia in dias:
        if dia.soort is Soort.BOUWSTEEN:
            assert len(dia.cijfers) == 3
            assert all(one.reden for one in dia.cijfers)
            assert any(one.tint == "ongunstig" for one in dia.cijfers)


def test_a_story_stands_in_its_bouwsteen_and_last_year_beside_this_year(voorbeeld_open: Snapshot) -> None:
    told = Verhaal(id="het-huis", titel="Het huis", tekst="Koffie.", datum="2025", bouwsteen="rondkomen")
    agreed = {"toestemming": Toestemming(gegeven="2025-01-01"), "beoordeling": Beoordeling.GOEDGEKEURD}
    story = told.model_copy(update=agreed)
    material = Material(voorbeeld_open, Inhoud(), (told.model_copy(update={"id": "zonder"}), story))
    dias = draaiboek(material, material)
    place = [dia.id for dia in dias].index("verhaal-het-huis")
    assert dias[place].verhaal == story
    assert dias[place - 1].bouwsteen == "rondkomen"
    assert not any(dia.soort is Soort.GEDAAN for dia in dias)
    before = [dia for dia in dias if dia.soort is Soort.VORIG]
    assert len(before) == 3
    assert all(dia.titel.endswith(": alles is nog zoals toen") for dia in before)
    assert all(row[1] == row[2] for dia in before if dia.tabel for row in dia.tabel.rijen)


def test_a_programme_without_focuswijken_tells_what_it_has(voorbeeld_open: Snapshot) -> None:
    programme = voorbeeld_open.programme.model_copy(update={"focuswijken": ()})
    dias = draaiboek(Material(replace(voorbeeld_open, programme=programme), current_material("voorbeeldstad").inhoud))
    assert [dia.soort for dia in dias][:3] == [Soort.OPENING, Soort.PROGRAMMA, Soort.GEDAAN]
