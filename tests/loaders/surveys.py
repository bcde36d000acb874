"""A small bewonersenquête for tests: a codebook, a file of respondents, and what comes of reading them."""

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import yaml

from loaders.enquete_respondenten import LOADER
from model.loading import Context, RawFile, Reading
from tests.loaders.registers import areas
from tests.loaders.table_files import write

HEADER = "nummer;buurt;groep;weeg;cijfer;veilig"
# Markt and Chassé are buurten of the fictional gemeente; 9 and 99 are no answer.
ROWS = """\
1;Markt;a;1,5;7;1
2;Markt;a;2;8;2
3;Markt;b;1;99;9
4;Chassé;b;1;5;2
5;Chassé;b;3;6;
"""


def codebook(**changes: Any) -> dict[str, Any]:
    """A codebook of ``HEADER``, with top-level fields replaced; None takes a field away."""
    plain: dict[str, Any] = {
        "enquete": "respondenten",
        "id": "waterstad-enquete",
        "naam": "Bewonersenquête",
        "uitgever": "Gemeente Waterstad",
        "licentie": "CC0",
        "gemeente": "GM0001",
        "jaar": 2024,
        "bewaren_tot": "2099-12-31",
        "herkenning": {"kolommen": ["buurt", "weeg", "cijfer"]},
        "gebied": {"kolom": "buurt"},
        "gewicht": "weeg",
        "stratum": "groep",
        "respondentnummer": "nummer",
        "vragen": [
            {
                "kolom": "cijfer",
                "variabele": "rapportcijfer_buurt",
                "vraag": "Welk cijfer?",
                "schaal": "1-10",
                "geen_antwoord": [99],
            },
            {
                "kolom": "veilig",
                "variabele": "voelt_zich_onveilig",
                "vraag": "Onveilig?",
                "antwoorden": {1: "ja", 2: "nee", 9: "weet niet"},
                "telt": [1],
                "geen_antwoord": [9],
            },
        ],
    }
    return {k: v for k, v in {**plain, **changes}.items() if v is not None}


def raw(**changes: Any) -> dict[str, Any]:
    """The codebook as the snapshot offers it to a loader."""
    return {**codebook(**changes), "_bestand": "enquete.yaml"}


def read(folder: Path, rows: str = ROWS, header: str = HEADER, **changes: Any) -> Reading:
    """Recognise and read respondents with one codebook."""
    return read_file(write(folder, f"{header}\n{rows}", "enquete.csv"), **changes)


def read_file(path: Path, **changes: Any) -> Reading:
    """Recognise and read a file with one codebook."""
    file = RawFile(path, descriptors=(raw(**changes),))
    recognition = LOADER.recognise(file)
    assert recognition is not None
    return LOADER.read(file, recognition.edition or "", Context(areas()))


def write_codebook(folder: Path, name: str = "enquete.yaml", **changes: Any) -> Path:
    """The codebook as a YAML file."""
    return write(folder, yaml.safe_dump(codebook(**changes), sort_keys=False, allow_unicode=True), name)


def write_sav(path: Path, frame: pd.DataFrame, **options: Any) -> Path:
    """An SPSS file."""
    pyreadstat.write_sav(frame, str(path), row_compress=True, **options)
    return path
