"""Files that come with a description (surveys, registers, tables of StatLine, addresses), damaged on either side.

As ``test_hostile_files.py``: read, left alone or refused, and never a crash.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from loaders import discover
from loaders._descriptor_file import read_descriptor
from model.errors import LoadRefused
from model.loading import Context, RawFile
from tests.loaders.registers import areas, descriptor
from tests.loaders.surveys import HEADER, ROWS, codebook, raw, write_sav
from tests.loaders.table_files import write
from tests.loaders.test_hostile_files import ANY_VALUE, damages
from tests.loaders.test_statline import _write
from tests.net.other_sources import crime
from tests.thorough import times

FUZZ = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
REGISTER = "buurt;jaar;inwoners\nMarkt;2023;100\nChassé;2024;110\n"
ADDRESSES = (
    "PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024\n4811AA;1;00010000;000100;0001\n4811AB;2;00010001;000100;0001\n"
)
SPSS = pd.DataFrame(
    {"buurt": ["Markt"] * 9, "groep": ["a"] * 9, "weeg": [1.5] * 9, "cijfer": [7.0] * 9, "veilig": [1.0] * 9}
)
# Two areas are enough of a table to spoil.
PLACES = (("NL00", "Nederland"), ("GM0001", "Waterstad"))


def offer(path: Path, *descriptors: dict[str, Any]) -> set[str]:
    """Show the file to every loader; which ones read it."""
    siblings = tuple(sorted(other for other in path.parent.iterdir() if other != path))
    file, read, told = RawFile(path, None, siblings, descriptors), set(), ["."]
    for source, loader in discover().items():
        try:
            found = loader.recognise(file)
            if found is not None:
                loader.read(file, found.edition or "2024", Context(areas(2024)))
                read.add(source)
        except LoadRefused as refused:
            told.append(str(refused))
    assert all(text.endswith((".", "?")) for text in told)
    return read


def test_every_sound_file_is_read(tmp_path: Path) -> None:
    assert offer(write(tmp_path, f"{HEADER}\n{ROWS}", "a.csv"), raw()) == {"bewonersenquete"}
    assert offer(write(tmp_path, REGISTER, "b.csv"), descriptor()) == {"lokaal_register"}
    assert offer(write(tmp_path, ADDRESSES, "c.csv")) == {"cbs_adressen"}
    (tmp_path / "d").mkdir()
    assert offer(_write(tmp_path / "d", crime(PLACES), "json")) == {"politie_misdrijven"}


@pytest.mark.parametrize("content", [f"{HEADER}\n{ROWS}", REGISTER, ADDRESSES], ids=["enquête", "register", "adressen"])
@examples(max_examples=times(25), **FUZZ)
@given(harm=st.lists(damages(), min_size=1, max_size=3))
def test_damaged_rows(tmp_path: Path, content: str, harm: list[Any]) -> None:
    damaged = content.encode()
    for damage in harm:
        damaged = damage(damaged)
    offer(write(tmp_path, damaged, "x.csv"), raw(), descriptor())


def _spoiled(content: Any, path: list[int], odd: Any) -> Any:
    if not path or not isinstance(content, dict | list) or not content:
        return odd
    step, *rest = path
    if isinstance(content, dict):
        key = list(content)[step % len(content)]
        return {**content, key: _spoiled(content[key], rest, odd)}
    place = step % len(content)
    return [*content[:place], _spoiled(content[place], rest, odd), *content[place + 1 :]]


@examples(max_examples=times(60), **FUZZ)
@given(path=st.lists(st.integers(0, 30), min_size=1, max_size=4), odd=ANY_VALUE, survey=st.booleans())
@example(path=[6, 0], odd="", survey=False)  # a column without a name was looked for
def test_a_description_with_any_value_in_any_place(tmp_path: Path, path: list[int], odd: Any, survey: bool) -> None:
    plain = codebook() if survey else {k: v for k, v in descriptor().items() if not k.startswith("_")}
    spoiled = _spoiled(plain, path, odd)
    content = f"{HEADER}\n{ROWS}" if survey else REGISTER
    offer(write(tmp_path, content, "x.csv"), {**spoiled, "_bestand": "x.yaml"})


@examples(max_examples=times(40), **FUZZ)
@given(content=st.binary(max_size=50) | st.text(alphabet="id:naam -[]{}&*!?|>'\"\n 1.", max_size=60).map(str.encode))
def test_a_description_that_is_anything(tmp_path: Path, content: bytes) -> None:
    with suppress(LoadRefused):
        read_descriptor(write(tmp_path, content, "x.yaml"))


@examples(max_examples=times(4), **FUZZ)
@given(harm=damages())
def test_damaged_spss(tmp_path: Path, harm: Any) -> None:
    whole = write_sav(tmp_path / "heel.sav", SPSS).read_bytes()
    offer(write(tmp_path, harm(whole), "x.sav"), raw())


@examples(max_examples=times(20), **FUZZ)
@given(part=st.integers(0, 9), harm=damages(), form=st.sampled_from(["json", "csv", "parquet"]))
def test_a_damaged_table_or_part_of_its_description(tmp_path: Path, part: int, harm: Any, form: str) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    path = _write(tmp_path, crime(PLACES), form)
    files = sorted(tmp_path.iterdir())
    victim = files[part % len(files)]
    victim.write_bytes(harm(victim.read_bytes()))
    offer(path)
