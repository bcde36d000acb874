"""A municipality's own table: figures land at the right area and year, or stay out and are told."""

import dataclasses

import numpy as np
import pytest

from loaders.lokaal_register import LOADER, VARIABLES
from model.loading import OBSERVATION_COLUMNS, Context, RawFile
from tests.loaders.registers import areas, descriptor, read, told, values, wide, write_descriptor
from tests.loaders.table_files import refusal, write

LONG = "buurt;jaar;inwoners\nMarkt;2023;100\nMarkt;2024;110\nchasse;2024;.\n"


def test_long_file(tmp_path):
    reading = read(tmp_path, LONG, descriptor())
    frame = reading.observations
    assert tuple(frame.columns) == OBSERVATION_COLUMNS
    assert frame.astype({"area_code": "str", "period": "str"})[["area_code", "period"]].to_numpy().tolist() == [
        ["BU00010000", "2023"],
        ["BU00010000", "2024"],
        ["BU00010001", "2024"],
    ]
    assert frame["value"].tolist()[:2] == [100, 110]
    assert np.isnan(frame["value"].iloc[2])
    assert frame["status"].tolist() == ["measured", "measured", "suppressed"]
    assert frame["reason"].tolist() == ["", "", "secret"]
    assert frame["variable"].unique().tolist() == ["inwoners_gemeente"]
    assert told(reading, "gelezen") == [
        "cijfers.csv: Inwoners, 2023–2024: 2 cijfers van 2 gebieden. Uitgever: Gemeente Waterstad. Licentie: CC0."
    ]
    assert told(reading, "ontbreekt") == ["cijfers.csv: 1 cel zonder cijfer."]


def test_wide_file_and_a_year_that_is_still_empty(tmp_path):
    reading = read(tmp_path, "buurt,2021,2022,telling\nMarkt,7,,x\nChassé,9,,x\n", wide())
    assert values(reading)["BU00010001", "2021"] == 9
    frame = reading.observations
    assert frame.loc[frame["period"] == "2022", "reason"].tolist() == ["not_published", "not_published"]
    assert told(reading, "ontbreekt")[0] == "cijfers.csv: kolom '2022' is leeg: nog niet gepubliceerd."
    assert told(reading, "overgeslagen") == ["cijfers.csv: kolommen niet gebruikt: 'telling'."]


@pytest.mark.parametrize(
    ("content", "raw", "edition"),
    [
        (LONG, descriptor(), "waterstad-inwoners-2023-2024"),
        (LONG, descriptor(periode={"vast": 2020}), "waterstad-inwoners-2020"),
        ("buurt,2021,2022\nMarkt,1,2\n", wide(), "waterstad-inwoners-2021-2022"),
        (LONG, descriptor(periode={"uit_editie": True}), None),
    ],
)
def test_edition_tells_the_register_and_its_years(tmp_path, content, raw, edition):
    found = LOADER.recognise(RawFile(write(tmp_path, content), descriptors=(raw,)))
    assert (found.source, found.edition, found.what) == ("lokaal_register", edition, "Inwoners (Gemeente Waterstad)")


def test_stated_edition_gives_the_year_and_names_the_register(tmp_path):
    content = "buurt;inwoners\nMarkt;100\n"
    file = RawFile(write(tmp_path, content), descriptors=(descriptor(periode={"uit_editie": True}),))
    reading = LOADER.read(file, "waterstad-inwoners-2019", Context(areas()))
    assert reading.observations["period"].unique().tolist() == ["2019"]
    for action in (
        lambda: LOADER.recognise(dataclasses.replace(file, edition="2019")),
        lambda: LOADER.read(file, "2019", Context(areas())),
    ):
        assert refusal(action) == (
            "cijfers.csv: editie '2019' zegt niet van welk register en jaar dit bestand is. "
            "Geef de editie als 'waterstad-inwoners-2024', met het jaar van de cijfers."
        )


def test_other_files_are_not_ours(tmp_path):
    assert LOADER.recognise(RawFile(write(tmp_path, LONG))) is None
    assert LOADER.recognise(RawFile(write(tmp_path, "a;b\n1;2\n"), descriptors=(descriptor(),))) is None
    assert LOADER.recognise(RawFile(write(tmp_path, "{}", "x.geojson"), descriptors=(descriptor(),))) is None
    assert LOADER.recognise(RawFile(write(tmp_path, "buurt"), descriptors=(descriptor(), {"bestand": "x"}))) is None


def test_descriptor_beside_the_file_goes_with_it_and_wins_by_name(tmp_path):
    beside = write_descriptor(tmp_path, descriptor(id="eigen"), "cijfers.yaml")
    other = descriptor(id="ander")
    file = RawFile(
        write(tmp_path, LONG),
        siblings=(beside,),
        descriptors=(other, {**descriptor(id="eigen"), "_bestand": "cijfers.yaml"}),
    )
    found = LOADER.recognise(file)
    assert (found.edition, found.companions) == ("eigen-2023-2024", (beside,))


def test_two_descriptors_fit(tmp_path):
    file = RawFile(write(tmp_path, LONG), descriptors=(descriptor(id="een"), descriptor(id="twee")))
    assert refusal(lambda: LOADER.recognise(file)) == (
        "cijfers.csv: het bestand past op meer beschrijvingen: 'een' en 'twee'. "
        "Noem bij 'herkenning' kolommen die het verschil maken, ook met 'niet'."
    )


def test_column_that_must_not_be_there_tells_two_registers_apart(tmp_path):
    one = descriptor(id="een", herkenning={"kolommen": ["buurt", "inwoners"], "niet": ["jaar"]})
    file = RawFile(write(tmp_path, LONG), descriptors=(one, descriptor(id="twee")))
    assert LOADER.recognise(file).edition == "twee-2023-2024"


def test_renamed_column(tmp_path):
    file = RawFile(write(tmp_path, LONG.replace("inwoners", "Inwoner")), descriptors=(descriptor(),))
    assert refusal(lambda: LOADER.recognise(file)) == (
        "cijfers.csv, kolom 'inwoners': dit lijkt 'Inwoners', maar deze kolom ontbreekt. "
        "Lijkt erop: 'Inwoner'. Herstel de kolomkop of pas de beschrijving aan."
    )


def test_column_missing_that_recognition_does_not_name(tmp_path):
    file = RawFile(write(tmp_path, LONG.replace("jaar", "jaren")), descriptors=(descriptor(),))
    assert refusal(lambda: LOADER.recognise(file)) == (
        "cijfers.csv, kolom 'jaar': deze kolom ontbreekt. "
        "Lijkt erop: 'jaren'. Controleer de kolomkoppen van het bestand."
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            LONG.replace("110", "-5"),
            "cijfers.csv, rij 3, kolom 'inwoners', waarde '-5': een aantal is ten minste 0. "
            "Herstel de waarde. Betekent zij 'geen cijfer', zet haar dan bij 'ontbreekt' in de beschrijving.",
        ),
        (
            LONG.replace("110", "1.100").replace(";100", ";1.000"),
            "cijfers.csv, rij 2, kolom 'inwoners', waarde '1.000': de punt kan een scheiding van duizendtallen zijn "
            "of een decimaalteken. Zet in de beschrijving 'duizendtal: \".\"' of 'decimaal: \".\"'.",
        ),
        (
            LONG + "Markt;2024;111\n",
            "cijfers.csv, kolom 'inwoners': 'BU00010000 / 2024' staat er twee keer met verschillende waarden: "
            "rij 3 heeft '110' en rij 5 heeft '111'. Verwijder de onjuiste rij.",
        ),
        (
            LONG.replace(";2023;", ";'23;"),
            "cijfers.csv, rij 2, kolom 'jaar', waarde ''23': dit is geen jaartal. Schrijf jaren als 2024.",
        ),
        (
            LONG.replace("Markt;2024", ";2024"),
            "cijfers.csv, rij 3, kolom 'buurt': de naam van het gebied ontbreekt. Vul de naam in of verwijder de rij.",
        ),
        (
            LONG.replace("Markt;2024;110", ";;"),
            "cijfers.csv, rij 3: deze rij is leeg, terwijl er nog rijen volgen. Verwijder de lege rij.",
        ),
        (
            "buurt;jaar;inwoners\nElders;2023;100\n",
            "cijfers.csv, kolom 'buurt': geen enkel gebied in dit bestand is bekend bij de gemeente van de "
            "beschrijving. Controleer 'gemeente' en 'gebied' in de beschrijving.",
        ),
    ],
)
def test_figures_that_cannot_be_right(tmp_path, content, message):
    assert refusal(lambda: read(tmp_path, content, descriptor())) == message


def test_percentage_above_hundred_and_value_outside_the_declared_range(tmp_path):
    meting = {"kolom": "inwoners", "variabele": "eigen", "eenheid": "%", "titel": "Eigen", "soort": "percentage"}
    assert refusal(lambda: read(tmp_path, LONG, descriptor(variabelen=[meting]))) == (
        "cijfers.csv, rij 3, kolom 'inwoners', waarde '110': een percentage is ten minste 0 en ten hoogste 100. "
        "Herstel de waarde. Betekent zij 'geen cijfer', zet haar dan bij 'ontbreekt' in de beschrijving."
    )
    woz = {"kolom": "inwoners", "variabele": "woz_waarde_gemeente", "eenheid": "euro", "minimum": 20000}
    assert refusal(lambda: read(tmp_path, LONG, descriptor(variabelen=[woz]))) == (
        "cijfers.csv, rij 2, kolom 'inwoners', waarde '100': een gemiddelde is ten minste 20000. "
        "Herstel de waarde. Betekent zij 'geen cijfer', zet haar dan bij 'ontbreekt' in de beschrijving."
    )


def test_factor_brings_values_to_the_canonical_unit(tmp_path):
    woz = {"kolom": "inwoners", "variabele": "woz_waarde_gemeente", "eenheid": "x 1 000 euro", "factor": 1000}
    assert values(read(tmp_path, LONG, descriptor(variabelen=[woz])))["BU00010000", "2024"] == 110_000


def test_declared_mark_for_missing(tmp_path):
    reading = read(tmp_path, LONG.replace("110", "0"), descriptor(ontbreekt={"0": "niet van toepassing"}))
    frame = reading.observations
    assert frame["status"].tolist() == ["measured", "missing", "suppressed"]
    assert frame["reason"].tolist() == ["", "not_applicable", "secret"]


@pytest.mark.parametrize(
    ("grenzenjaar", "markt_2013", "markt_2024"),
    [
        (None, ("BU00010000", 2024), ("BU00010000", 2024)),
        (2012, ("BU00010009", 2013), ("BU00010009", 2013)),
        (2023, ("BU00010000", 2024), ("BU00010000", 2024)),
        ("elk jaar", ("BU00010009", 2013), ("BU00010000", 2024)),
    ],
)
def test_name_goes_to_the_code_of_the_borders_that_the_file_follows(tmp_path, grenzenjaar, markt_2013, markt_2024):
    content = "buurt;jaar;inwoners\nMarkt;2013;1\nMarkt;2024;2\n"
    frame = read(tmp_path, content, descriptor(grenzenjaar=grenzenjaar), years=(2013, 2024)).observations
    found = list(zip(frame["area_code"], frame["boundary_year"], strict=True))
    assert found == [markt_2013, markt_2024]


def test_code_keeps_its_own_borders(tmp_path):
    content = "buurt;jaar;inwoners\nBU00010009;2013;1\nBU00010001;2024;2\n"
    raw = descriptor(gebied={"kolom": "buurt", "inhoud": "code"})
    frame = read(tmp_path, content, raw, years=(2013, 2020)).observations
    assert frame["boundary_year"].tolist() == [2013, 2020]


def test_gemeente_without_known_areas(tmp_path):
    file = RawFile(write(tmp_path, LONG), descriptors=(descriptor(gemeente="GM0999"),))
    assert refusal(lambda: LOADER.read(file, "x", Context(areas()))) == (
        "cijfers.csv: Wijkpeil kent nog geen gebieden van gemeente GM0999. "
        "Haal eerst een bestand met kerncijfers of grenzen van deze gemeente op."
    )


def test_descriptor_that_was_taken_away(tmp_path):
    assert refusal(lambda: LOADER.read(RawFile(write(tmp_path, LONG)), "x", Context(areas()))) == (
        "cijfers.csv: geen beschrijving past (nog) op dit bestand. Zet de beschrijving terug in 'bronnen/'."
    )


def test_variables_carry_their_own_id():
    assert all(id_ == variable.id for id_, variable in VARIABLES.items())
