"""SPSS files (.sav) to a table of text with the labels that SPSS keeps beside the codes."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from loaders._frame import refuse
from loaders._limited import ENDED, ask

_CHILD = Path(__file__).with_name("_sav_child.py")
_REMEDY = "Open het bestand in SPSS en sla het opnieuw op, of exporteer het als CSV."


@dataclass(frozen=True)
class SpssFile:
    """Column names, cells as text (columns named "0", "1", …), labels of columns, and labels per column and code."""

    names: list[str]
    cells: pa.Table
    labels: dict[str, str]
    value_labels: dict[str, dict[str, str]]


def read_sav(path: Path) -> SpssFile:
    """The whole file. Raises LoadRefused when it is damaged or has no rows."""
    answer = ask(_CHILD, path)
    if answer == "damaged":
        refuse(path.name, "het SPSS-bestand is beschadigd of niet volledig.", _REMEDY)
    if answer == ENDED:
        refuse(
            path.name,
            "het SPSS-bestand is beschadigd, of zo groot dat het niet in het geheugen past.",
            _REMEDY,
        )
    if not answer["cells"] or not answer["cells"][0]:
        refuse(path.name, "het SPSS-bestand bevat geen rijen.", _REMEDY)
    arrays = {str(i): pa.array(column, pa.string()) for i, column in enumerate(answer["cells"])}
    return SpssFile(answer["names"], pa.table(arrays), answer["labels"], answer["value_labels"])
