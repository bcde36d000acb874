"""Names of uploaded files (fault 58): what may be written as it is, what is cleaned, and what is refused."""

from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import WijkpeilError
from snapshot.upload_names import safe_name, safe_names

_GOOD = "Geef het bestand een gewone naam, met letters, cijfers, spaties, streepjes en punten."


@pytest.mark.parametrize("name", ["cijfers.csv", "Meldingen 2024 (def).xlsx", "enquête-2024.sav", "conferentie.csv"])
def test_an_ordinary_name_stays_as_it_is(name: str) -> None:
    assert safe_name(name) == name


def test_letters_are_composed_and_blanks_around_the_name_go() -> None:
    assert safe_name(" enque\u0302te.csv ") == "enqu\u00eate.csv"


@pytest.mark.parametrize(
    "name", ["../x.csv", "/etc/passwd", "a/b.csv", "..\\x.csv", "C:x.csv", "", ".", "..", "map/", "\\\\server\\deel"]
)
def test_a_name_with_a_folder_in_it_is_refused_without_repeating_it(name: str) -> None:
    with pytest.raises(WijkpeilError) as refused:
        safe_name(name)
    assert str(refused.value) == f"De naam van een bestand wijst naar een map of is leeg. {_GOOD}"


@pytest.mark.parametrize("sign", ["\n", "\0", "\x1b", "\u202e", "\u200b", "\u2028", "\ud800"])
def test_a_sign_that_nobody_sees_is_refused(sign: str) -> None:
    with pytest.raises(WijkpeilError) as refused:
        safe_name(f"a{sign}b.csv")
    assert str(refused.value) == f"De naam van een bestand bevat onzichtbare tekens. {_GOOD}"


@pytest.mark.parametrize("name", ["con", "NUL.csv", "Com1.txt", "lpt9.a.b", ".verborgen", "punt.", 'a"b.csv', "a?.csv"])
def test_a_name_that_means_something_to_a_system_is_refused(name: str) -> None:
    with pytest.raises(WijkpeilError) as refused:
        safe_name(name)
    assert str(refused.value) == f"'{name}' kan geen naam van een bestand zijn. {_GOOD}"


def test_a_name_that_no_disk_takes_is_refused() -> None:
    with pytest.raises(WijkpeilError) as refused:
        safe_name("a" * 200 + ".csv")
    assert str(refused.value) == f"De naam van een bestand is langer dan 120 tekens. {_GOOD}"


def test_two_files_of_one_name_are_refused_also_when_only_capitals_differ() -> None:
    with pytest.raises(WijkpeilError) as refused:
        safe_names(["cijfers.csv", "anders.csv", "Cijfers.CSV"])
    assert str(refused.value) == "Er zijn twee bestanden met de naam 'cijfers.csv'. Geef elk bestand een eigen naam."


@given(st.text(max_size=150))
def test_whatever_a_browser_sends_stays_in_its_folder_or_is_refused(name: str) -> None:
    try:
        safe = safe_name(name)
    except WijkpeilError:
        return
    assert (Path(safe).name, PureWindowsPath(safe).name) == (safe, safe)
    assert safe.isprintable()
    assert not safe.startswith(".")
