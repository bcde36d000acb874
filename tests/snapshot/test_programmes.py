"""What a coördinator gets from a programme folder: the programme, its descriptors and editions, shipped or overlaid."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from indicators import discover
from model.errors import WijkpeilError
from model.programme import Aansluiting
from snapshot import programmes
from tests.snapshot.programme_folder import GOOD, INDICATORS, overlay, write

__all__ = ["overlay"]


def test_a_folder_is_found_and_read(overlay: Path) -> None:
    write(overlay, GOOD)
    assert "proef" in programmes.list_programmes()
    programme = programmes.load_programme("proef", INDICATORS, {"GM0758", "BU07580106"})
    assert programme.kernset == ("koopwoningen",)
    assert programme.focuswijken[0].buurten == ("BU07580106",)
    assert programme.nulmeting.bevestigd is False


def test_an_unknown_programme_is_told_with_the_nearest(overlay: Path) -> None:
    with pytest.raises(WijkpeilError) as caught:
        programmes.load_programme("verbeter-bred", INDICATORS)
    assert str(caught.value).startswith(
        "Het programma 'verbeter-bred' bestaat niet. Bedoelt u 'verbeter-breda'? Er zijn: "
    )


def test_a_name_is_never_a_path(overlay: Path) -> None:
    write(overlay, GOOD)
    with pytest.raises(WijkpeilError, match=r"Het programma '\.\./programmes/proef' bestaat niet\."):
        programmes.load_programme("../programmes/proef", INDICATORS)


def test_the_overlay_replaces_one_file_and_keeps_the_others(overlay: Path) -> None:
    shipped = (programmes.SHIPPED / "verbeter-breda" / "programme.yaml").read_text(encoding="utf-8")
    write(overlay, shipped.replace("bevestigd: false", "bevestigd: true"), programme="verbeter-breda")
    assert programmes.load_programme("verbeter-breda", discover()).nulmeting.bevestigd is True
    assert len(programmes.load_editions()) == 3


def test_descriptors_carry_their_file_and_lines(overlay: Path) -> None:
    write(overlay, GOOD)
    write(overlay, "id: a\ngebied:\n  kolom: Buurt\n", "bronnen/a.yaml")
    write(overlay, "- {sha256: x}\n", "bronnen/edities.yaml")
    (descriptor,) = programmes.load_descriptors("proef")
    assert descriptor == {
        "id": "a",
        "gebied": {"kolom": "Buurt"},
        "_bestand": "a.yaml",
        "_regels": {"id": 1, "gebied": 2, "gebied.kolom": 3},
    }


def test_a_descriptor_without_fields_is_told(overlay: Path) -> None:
    write(overlay, GOOD)
    write(overlay, "- los\n", "bronnen/a.yaml")
    with pytest.raises(WijkpeilError) as caught:
        programmes.load_descriptors("proef")
    assert str(caught.value) == (
        "proef/bronnen/a.yaml, regel 1: een beschrijving bestaat uit velden met een dubbele punt. Begin met 'id:'."
    )


SHA = "a" * 64


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"- {{sha256: {SHA}, editie: '2024', bestand: a.csv}}\n",
            "proef/bronnen/edities.yaml, regel 1: het veld 'grond' ontbreekt. Vul het in.",
        ),
        (
            "- sha256: abc\n  editie: '2024'\n  bestand: a.csv\n  grond: naam\n",
            "proef/bronnen/edities.yaml, regel 1: 'abc' kan niet bij 'sha256'. "
            "Een sha256 heeft 64 tekens: cijfers en de letters a tot en met f.",
        ),
        (
            f"- sha256: {SHA}\n  editie: 2024\n  bestand: a.csv\n  grond: naam\n",
            "proef/bronnen/edities.yaml, regel 2: bij 'editie' hoort tekst, zo nodig tussen aanhalingstekens. "
            "Pas de waarde aan.",
        ),
        (
            f"- {{sha256: {SHA}, editie: '2024', bestand: a.csv, grond: naam}}\n"
            f"- {{sha256: {SHA}, editie: '2023', bestand: b.csv, grond: naam}}\n",
            "proef/bronnen/edities.yaml, regel 2: 'b.csv' heeft elders editie '2024', hier '2023'. "
            "Laat één van beide staan.",
        ),
        (
            "sha256: abc\n",
            "proef/bronnen/edities.yaml, regel 1: dit hoort een lijst te zijn. "
            "Zet elk bestand achter een streepje, met sha256, editie, bestand en grond.",
        ),
    ],
)
def test_editions_are_checked(overlay: Path, text: str, message: str) -> None:
    write(overlay, GOOD)
    write(overlay, text, "bronnen/edities.yaml")
    with pytest.raises(WijkpeilError) as caught:
        programmes.load_editions()
    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["verbeter-breda", "npr-roosendaal"])
def test_shipped_programmes_hold_only_what_is_declared(overlay: Path, name: str) -> None:
    programme = programmes.load_programme(name, discover())
    assert all(doel.kernset for bouwsteen in programme.bouwstenen for doel in bouwsteen.doelen)
    assert (programme.nulmeting.jaar, programme.nulmeting.bevestigd) == (2022, False)
    assert not programme.fictief


def test_verbeter_breda_shows_how_its_sixteen_buurten_fit(overlay: Path) -> None:
    programme = programmes.load_programme("verbeter-breda", discover())
    fit = {focuswijk.id: focuswijk.aansluiting for focuswijk in programme.focuswijken}
    assert [len(bouwsteen.doelen) for bouwsteen in programme.bouwstenen] == [3, 3, 3]
    assert len(fit) == 14
    assert {id: value for id, value in fit.items() if value is not Aansluiting.EXACT} == {
        "doornbos-linie": Aansluiting.GEDEELD,
        "haagdijken": Aansluiting.TE_BEVESTIGEN,
        "brabantpark-oost": Aansluiting.DEEL,
    }
    assert all(focuswijk.toelichting for focuswijk in programme.focuswijken if fit[focuswijk.id] != Aansluiting.EXACT)
    assert sum(len(focuswijk.buurten) for focuswijk in programme.focuswijken) == 13


def test_roosendaal_says_that_its_buurten_are_fewer_than_its_inhabitants(overlay: Path) -> None:
    programme = programmes.load_programme("npr-roosendaal", discover())
    assert [len(bouwsteen.doelen) for bouwsteen in programme.bouwstenen] == [4, 4, 4]
    assert [len(focuswijk.buurten) for focuswijk in programme.focuswijken] == [4, 1, 2, 1, 4]
    assert any("38.000" in text for text in programme.kanttekeningen)


def test_editions_of_the_real_files_are_known(overlay: Path, real: Path) -> None:

    editions = programmes.load_editions()
    for relative, edition in (
        ("cbs_kwb/kwb_2024_statline_csv_population_age_NL.csv.gz", "2024"),
        ("boundaries/breda_buurten_gemeente_open_data_2023.geojson", "2023"),
        ("boundaries/extract_wijk_2022_rd.geojson", "2022"),
    ):
        assert editions[hashlib.sha256((real / relative).read_bytes()).hexdigest()] == edition


def test_codes_of_both_programmes_exist_in_the_real_region_list(overlay: Path, real: Path) -> None:

    regions = pd.read_parquet(real / "cbs_kwb" / "kwb_2020_odata3_84799NED_WijkenEnBuurten.parquet")
    codes = set(regions["Key"].str.strip())
    for name in ("verbeter-breda", "npr-roosendaal"):
        programme = programmes.load_programme(name, discover(), codes)
        assert set(programme.vergelijking) <= codes
