"""Area codes in boundary files: every way of writing one, and the whole message for one that cannot be right."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders._grenzen_kolommen import Table
from loaders._grenzen_rijen import tidy
from tests.loaders.boundary_files import cbs, feature, geojson, read, recognise, square
from tests.loaders.table_files import refusal


@pytest.mark.parametrize(
    ("properties", "column", "value", "remedy"),
    [
        (
            {"statcode": "BU7580102"},
            "statcode",
            "BU7580102",
            "Bedoeld is waarschijnlijk BU07580102; bewaar codes als tekst, dan blijven de nullen vooraan staan.",
        ),
        (
            {"BUURTCODE": 102, "GEMEENTECODE": "0758"},
            "BUURTCODE",
            "102",
            "Bedoeld is waarschijnlijk BU07580102; bewaar codes als tekst, dan blijven de nullen vooraan staan.",
        ),
        (
            {"wijkcode": "75801"},
            "wijkcode",
            "75801",
            "Bedoeld is waarschijnlijk WK075801; bewaar codes als tekst, dan blijven de nullen vooraan staan.",
        ),
        (
            {"gm_code": 758},
            "gm_code",
            "758",
            "Bedoeld is waarschijnlijk GM0758; bewaar codes als tekst, dan blijven de nullen vooraan staan.",
        ),
        (
            {"BUURTCODE": "0102"},
            "BUURTCODE",
            "0102",
            "Voeg een kolom met de gemeentecode toe, of schrijf de hele code, bijvoorbeeld BU07580102.",
        ),
        (
            {"buurtcode": "7,58E+06"},
            "buurtcode",
            "7,58E+06",
            "Een code bestaat uit BU, WK of GM met daarachter 8, 6 of 4 tekens.",
        ),
    ],
)
def test_code_that_lost_its_zeros(
    tmp_path: Path, properties: dict[str, object], column: str, value: str, remedy: str
) -> None:
    path = geojson(tmp_path / "a.geojson", [feature(properties, square())])
    problem = "De code van object 1 is geen geldige gebiedscode."
    assert refusal(lambda: recognise(path)) == f"a.geojson, kolom '{column}', waarde '{value}': {problem} {remedy}"


def test_object_without_code(tmp_path: Path) -> None:
    features = [feature(cbs("BU00010100", "x"), square()), feature({"statcode": None}, square(1))]
    path = geojson(tmp_path / "a.geojson", features)
    assert refusal(lambda: read(path)) == (
        "a.geojson, kolom 'statcode': Object 2 heeft geen code. Vul de code in of haal het object uit het bestand."
    )


def test_unclear_water_mark(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [feature({"buurtcode": "BU00010100", "WATER": "MISSCHIEN"}, square())])
    assert refusal(lambda: recognise(path)) == (
        "a.geojson, kolom 'WATER', waarde 'MISSCHIEN': Object 1 zegt niet duidelijk of het water is. Gebruik JA voor "
        "water en NEE voor land."
    )


@settings(max_examples=30)
@given(
    gemeente=st.from_regex(r"0[1-8]\d\d", fullmatch=True),
    own=st.from_regex(r"[0-9A-Z]{4}", fullmatch=True),
    padding=st.sampled_from(["", "  ", "\u00a0"]),
    lower=st.booleans(),
)
@example(gemeente="0100", own="GM00", padding="", lower=False)
@example(gemeente="0100", own="BU01", padding="", lower=True)
def test_every_way_of_writing_a_buurt_gives_the_same_code(gemeente: str, own: str, padding: str, lower: bool) -> None:
    code = f"BU{gemeente}{own}"
    whole, part = (text.lower() if lower else text for text in (code, own))
    ways = (
        {"statcode": padding + whole + padding},
        {"BU_CODE": whole + padding},
        {"buurtCode": gemeente + part},
        {"BUURTCODE": part, "GEMEENTECODE": gemeente},
        {"buurtcode": part, "gemeentecode": f"GM{gemeente}"},
    )
    for properties in ways:
        row = tidy(Table(pd.DataFrame([properties])), "a", None).rows.iloc[0]
        assert (row["code"], row["parent"], row["gemeente"]) == (code, f"WK{gemeente}{own[:2]}", f"GM{gemeente}")
