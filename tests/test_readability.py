"""What a resident reads is measured: plain names and sentences of public figures, and what their pages say."""

import re
import tomllib
from datetime import date
from html import unescape
from itertools import pairwise, product

import pytest

import indicators
from charts import resident_words
from charts.manual import chapters, slug
from charts.resident_cards import sentence
from indicators.methods import change, trend, verdicts
from model.areas import Level
from model.indicator import Indicator
from model.programme import Aansluiting, Focuswijk
from model.status import Reason
from model.werk import NOW, OpenbaarWerk, public_work
from pages._routes import MANUAL
from pages.bewoner import _search, buurt, over, stad
from pages.bewoner.over import TEXT
from snapshot import said
from snapshot.programmes import programme_content
from tests.readability import flesch_douma, jargon, longest, sentences_of, syllables, words_of
from tests.snapshot.test_resident import _programme

PUBLIC = [one for one in indicators.discover().values() if one.public]
MOST_WORDS = 20
# "Fairly easy": a text as a whole. One sentence may be harder, by a word such as "vrijwilligerswerk".
EASY, HARDEST = 65, 25


def test_the_measure_is_that_of_a_text_worked_by_hand() -> None:
    """Three sentences of 4, 5 and 3 words: De kat slaapt nu. Zij droomt van een muis. Wat een leven!

    All words have one syllable but le-ven, which has two: 13 on 12 words.
    206,84 − 77 × 13/12 − 0,93 × 12/3 = 206,84 − 83,4167 − 3,72 = 119,7033.
    """
    text = "De kat slaapt nu. Zij droomt van een muis. Wat een leven!"
    assert sentences_of(text) == ["De kat slaapt nu.", "Zij droomt van een muis.", "Wat een leven!"]
    assert flesch_douma(text) == pytest.approx(119.7033, abs=1e-4)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("buurt", 1), ("mensen", 2), ("gemeente", 3), ("geëist", 3), ("ruïne", 3), ("reünie", 3)),
        *(("leeuw", 1), ("nieuw", 1), ("mooie", 2), ("uitkering", 3), ("ijs", 1), ("coöperatie", 5)),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_is_measured_as_hard_and_jargon_is_found() -> None:
    hard = "De geaggregeerde arbeidsparticipatie is significant gecorreleerd met de sociaal-economische problematiek."
    assert flesch_douma(hard) < 0
    assert set(jargon(hard)) >= {"geaggregeerd*", "arbeidsparticipatie", "significant*", "problematiek"}
    assert jargon("We zien geen duidelijk verschil. Het is een peilstok.") == []


@pytest.mark.parametrize("one", PUBLIC, ids=lambda one: one.id)
def test_plain_name_and_sentence_of_a_public_figure(one: Indicator) -> None:
    said_whole = "".join(sentence(one, {"value": 12.3}, "Tuinzigt"))
    assert "{" not in said_whole
    for text in (one.plain_name, said_whole):
        assert jargon(text) == []
        assert longest(text) <= MOST_WORDS
    assert flesch_douma(said_whole) >= HARDEST
    # A unit that stands in the sentence already would be said twice.
    words = words_of(said_whole)
    assert not [a for a, b in pairwise(words) if a == b]


@pytest.mark.parametrize("one", PUBLIC, ids=lambda one: one.id)
def test_what_counts_in_a_public_figure(one: Indicator) -> None:
    """What "Lees meer" says on Mijn buurt; a whole text must be easier than one sentence."""
    assert one.plain_description
    assert jargon(one.plain_description) == []
    assert longest(one.plain_description) <= MOST_WORDS
    assert flesch_douma(one.plain_description) >= 45


def test_what_counts_is_easy_as_a_whole_and_of_figures_that_exist() -> None:
    assert flesch_douma(" ".join(one.plain_description for one in PUBLIC)) >= EASY
    assert set(tomllib.loads(indicators.TEXTS.read_text(encoding="utf-8"))) <= set(indicators.discover())


def test_plain_sentences_together_are_easy() -> None:
    assert flesch_douma(" ".join("".join(sentence(one, {"value": 12.3}, "Tuinzigt")) for one in PUBLIC)) >= EASY


def _states() -> list[str]:
    """Every sentence that a state of a test can give on Mijn buurt, through the functions that the page calls."""
    higher, neutral = (next(i for i in PUBLIC if (i.direction.value == way)) for way in ("hoger is beter", "neutraal"))
    row = {"level": Level.BUURT.value, "area_name": "Tuinzigt", "rest_value": 1.0, "change_from": "2019"}
    said_all = [said.missing({"reason": reason}) for reason in Reason]
    said_all += [said.standing(row | {"verdict_rest": word}, "Breda") for word in verdicts.VERDICTS]
    for word, result, one, start in product(change.CHANGES, (None, *trend.TRENDS), (higher, neutral), (None, 1.0)):
        moved = said.moved(
            row | {"nulmeting_value": start, "change_verdict": word},
            None if result is None else {"result": result},
            one,
        )
        said_all.append(moved)
    return sorted(set(said_all))


@pytest.mark.parametrize("text", _states())
def test_a_sentence_of_a_state(text: str) -> None:
    assert jargon(text) == []
    assert longest(text) <= MOST_WORDS
    assert flesch_douma(text) >= HARDEST


def test_sentences_of_all_states_together_are_easy() -> None:
    assert flesch_douma(" ".join(_states())) >= EASY


def _public_work() -> list[OpenbaarWerk]:
    """The public work of the example, and a bare one in every status and with every kind of moment."""
    found = list(public_work(programme_content("voorbeeldstad")))
    moments = (("2025", "2027-Q2"), ("2026-Q3", ""), ("", "2026-12-31"), ("2025-03", "2025"), ("", ""))
    return found + [
        found[0].model_copy(update={"status": status, "begin": begin, "eind": eind})
        for status, (begin, eind) in product(NOW, moments)
    ]


def _around() -> list[str]:
    """What else Mijn buurt and its search say."""
    wijken = [Focuswijk(id="a", naam="A", buurten=("BU00010001",), aansluiting=fit) for fit in Aansluiting]
    programmes = [_programme(focuswijken=[w.model_dump()], bewoners={"reactie": "https://x.example"}) for w in wijken]
    return [
        *(resident_words.doing(p, "Tuinzigt", [code]) for p in programmes for code in ("BU00010001", "BU00010002")),
        resident_words.doing(programmes[0], "Tuinzigt", ["BU00010001", "BU00010002"]),
        *(resident_words.work([one], wijken[:1], date(2026, 6, 1)) for one in _public_work()),
        resident_words.reaction(programmes[0]),
        resident_words.intro("Tuinzigt", {"level": "buurt", "inwoners": 100.0}, "Breda"),
        resident_words.ABOUT_CHOICE,
        f"{resident_words.NOTHING} {_search._NAMED} {_search._POSTCODE} {over._NOBODY}",
        f"{buurt.ABOUT} {over.ABOUT} {stad.ABOUT}",
    ]


@pytest.mark.parametrize("html", _around())
def test_what_stands_around_the_cards(html: str) -> None:
    text = _bare(html)
    assert jargon(text) == []
    assert longest(text) <= MOST_WORDS
    assert flesch_douma(text) >= HARDEST


CHAPTERS = chapters(MANUAL.read_text(encoding="utf-8"))
SECTIONS = TEXT.read_text(encoding="utf-8").split("## ")[1:]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.splitlines()[0])
def test_a_section_of_over_deze_monitor(section: str) -> None:
    text = (
        section.replace("- ", "")
        .replace("{contact}", "Mail ons.")
        .format(stad="Breda", programma="Verbeter Breda", begin=2020, horizon=2040)
    )
    text = ". ".join(line.rstrip(".") for line in text.splitlines() if line.strip())
    assert [word for word in jargon(text) if word != "kloof"] == []  # the name of a page
    assert longest(text) <= MOST_WORDS
    assert flesch_douma(text) >= EASY


@pytest.mark.parametrize("title", ["Mijn buurt", "Kaart van de stad", "Over deze monitor"])
def test_a_chapter_of_the_manual_about_a_page_for_residents(title: str) -> None:
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|[*«»#]|^[0-9]+\. ", "", CHAPTERS[slug(title)].text, flags=re.MULTILINE)
    text = " ".join(
        f"{block.rstrip('.')}." if block[-1] not in "?!" else block for block in text.split("\n\n") if block
    )
    assert jargon(text) == []
    assert longest(text) <= MOST_WORDS
    assert flesch_douma(text) >= EASY


def _bare(html: str) -> str:
    """The text of HTML; the end of a block ends a sentence."""
    blocks = re.split(r"</?(?:p|li|ul|h\d|section|div|br)\b[^>]*>", html)
    texts = [unescape(re.sub(r"<[^>]+>", "", block)).strip() for block in blocks]
    return " ".join(text if text[-1] in ".?!:" else f"{text}." for text in texts if text)
