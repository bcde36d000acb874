"""What may be asked: every wrong question gets a whole Dutch sentence that names the parameter, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.asked import OF_FIGURES, AskedWrong, checked, parsed
from exports.selection import Selection, selected
from model.areas import Level
from snapshot.store import Snapshot
from tests.exports.asking import INTERNAL


def test_a_selection_of_everything_that_can_be_asked(voorbeeld_open: Snapshot) -> None:
    asked = {"indicator": ["inwoners"], "area": ["BU99010003", "rest"], "level": ["buurt"], "period": ["2024"]}
    assert selected(voorbeeld_open, asked | {"grenzen": ["2025"]}) == Selection(
        indicators=("inwoners",),
        areas=("BU99010003", "rest"),
        levels=(Level.BUURT,),
        periods=("2024",),
        grenzen=2025,
    )
    assert selected(voorbeeld_open, {"indicator": ["inwoners"], "grenzen": ["eigen"]}).grenzen is None


WRONG = [
    (
        {},
        "indicator: deze parameter ontbreekt. Geef haar, bijvoorbeeld inwoners.",
        False,
    ),
    (
        {"indicator": ["inwonrs"]},
        "indicator: 'inwonrs' bestaat niet. Bedoelt u 'inwoners'? Alle indicatoren geeft 'indicators'.",
        True,
    ),
    (
        {"indicator": ["inwoners"], "area": ["BU99019999"]},
        "area: 'BU99019999' bestaat niet. Bedoelt u 'BU99010711' of 'BU99010705' of 'BU99010704'? Alle gebieden geeft "
        "'areas'.",
        True,
    ),
    (
        {"indicator": ["inwoners"], "level": ["straat"]},
        "level: 'straat' kan hier niet. Geef een van land, gemeente, wijk, buurt, focuswijk, focuswijken, rest.",
        False,
    ),
    (
        {"indicator": ["inwoners"], "period": ["1990"]},
        "period: van '1990' zijn er geen cijfers. Er zijn cijfers van 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, "
        "2021, 2022, 2023, 2024, 2025.",
        True,
    ),
    (
        {"indicator": ["inwoners"], "period": ["volgend jaar"]},
        "period: deze waarde kan hier niet. Geef bijvoorbeeld 2024.",
        False,
    ),
    (
        {"indicator": ["inwoners"], "grenzen": ["1999"]},
        "grenzen: op grenzen van 1999 zijn er geen cijfers. Kies uit: 2025, 2019, 2013, eigen.",
        True,
    ),
    (
        {"indicator": ["inwoners"], "wijk": ["x"]},
        "wijk: deze parameter bestaat hier niet. Kies uit: indicator, area, level, period, grenzen.",
        False,
    ),
    (
        {"indicator": [f"a{n}" for n in range(61)]},
        "indicator: 61 waarden; het mogen er hoogstens 60 zijn.",
        False,
    ),
]


@pytest.mark.parametrize(("asked", "said", "missing"), WRONG, ids=[said[:28] for _, said, _ in WRONG])
def test_a_wrong_question_says_what_is_wrong(
    voorbeeld_open: Snapshot, asked: dict[str, list[str]], said: str, missing: bool
) -> None:
    with pytest.raises(AskedWrong) as raised:
        selected(voorbeeld_open, asked)
    assert (str(raised.value), raised.value.missing) == (said, missing)


def test_an_internal_indicator_does_not_exist_in_the_public_half(public: Snapshot) -> None:
    for name in (INTERNAL, INTERNAL + "s"):
        with pytest.raises(AskedWrong) as raised:
            selected(public, {"indicator": [name]})
        assert str(raised.value) == (
            f"indicator: '{name}' bestaat niet. Bedoelt u 'aandeel_vrouwen'? Alle indicatoren geeft 'indicators'."
        )


def test_a_query_of_ten_kilobytes_is_refused() -> None:
    with pytest.raises(AskedWrong, match=r"^adres: de vraag is langer dan 4000 tekens\. Vraag minder tegelijk\.$"):
        parsed("indicator=" + "a" * 10_000, OF_FIGURES)


@given(st.one_of(st.text(max_size=60), st.from_regex(r"(indicator|area|level|period|limit|x)=[^&]{0,20}(&.*)?")))
def test_any_query_is_parsed_or_refused_in_dutch(query: str) -> None:
    said, found = _parsed(query)
    if found is None:
        assert said.endswith(".")
        assert said.split(":")[0].isprintable()
    else:
        assert checked({name: values for name, values in found.items() if values}, OF_FIGURES) == found


def _parsed(query: str) -> tuple[str, dict[str, list[str]] | None]:
    try:
        return "", parsed(query, OF_FIGURES)
    except AskedWrong as error:
        return str(error), None


@given(st.text(max_size=80))
def test_what_is_asked_is_only_repeated_when_it_is_plain(value: str) -> None:
    with pytest.raises(AskedWrong) as raised:
        checked({"indicator": ["inwoners"], "limit": [value + "x"]}, OF_FIGURES)
    assert set('<>&"\0\n%;=') & set(str(raised.value)) == set()
