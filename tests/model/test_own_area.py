"""An own group as text: short in an address, read back whatever stands in it, and an entry that a programme takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders._yaml import load_yaml
from model.own_area import LONGEST_NAME, as_focuswijk, clean_name, identifier, named, packed, unpacked
from model.programme import Focuswijk

_CODE = st.builds("BU{:04d}{}".format, st.integers(0, 9999), st.text("0123456789ADW", min_size=4, max_size=4))
NAMES = {"BU07580101": "Haagpoort", "BU07580102": "Tuinzigt", "BU07580103": "Centrum", "BU07580200": "Centrum"}


@given(st.sets(_CODE, max_size=80))
def test_what_is_packed_is_unpacked(codes: set[str]) -> None:
    found, wrong = unpacked(packed(codes))
    assert (set(found), len(found), wrong) == (codes, len(codes), 0)


def test_sixty_buurten_of_a_city_are_a_short_address() -> None:
    text = packed(f"BU0758{number:04d}" for number in range(100, 170))
    assert text.startswith("GM0758.0100.0101.")
    assert len(text) == len("GM0758") + 70 * len(".0100") < 400


@given(st.text(max_size=300))
def test_any_text_gives_codes_or_counts(text: str) -> None:
    codes, wrong = unpacked(text)
    assert all(len(code) == 10 and code.isalnum() for code in codes)
    assert wrong >= 0
    assert set(clean_name(text)) & set("\n\r\t\u2028\x00") == set()
    assert len(clean_name(text)) <= LONGEST_NAME


def test_whole_codes_are_read_too() -> None:
    assert unpacked("BU07580101,bu07580102 <script>") == (["BU07580101", "BU07580102"], 1)


def test_a_pasted_list_is_read_by_code_former_code_and_name() -> None:
    found = named("BU07580101 bu07580102\n tuinzigt ; BU07589999\nCentrum\nBU1", NAMES, {"BU07589999": "BU07580103"})
    assert found.codes == ("BU07580101", "BU07580102", "BU07580103")
    assert found.unknown == ("Centrum", "BU1")  # two buurten have this name; this is no code


@given(st.text(min_size=1, max_size=80))
def test_the_entry_is_yaml_of_a_focuswijk_whatever_the_name(text: str) -> None:
    name = clean_name(text) or "Eigen gebied"
    entry = load_yaml("focuswijken:\n" + as_focuswijk(name, ["BU07580102", "BU07580101"], "Zo maar: 'x' #", ["noord"]))
    (wijk,) = [Focuswijk.model_validate(one) for one in entry["focuswijken"]]
    assert (wijk.naam, wijk.buurten) == (name, ("BU07580101", "BU07580102"))


@pytest.mark.parametrize(
    ("name", "wanted"), [("Rond het Spoor", "rond-het-spoor"), ("Çéé", "cee"), ("🙂", "eigen-gebied")]
)
def test_ids_are_plain_and_not_taken(name: str, wanted: str) -> None:
    assert identifier(name) == wanted
    assert identifier(name, [wanted, f"{wanted}-2"]) == f"{wanted}-3"
