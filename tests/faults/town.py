"""A fictional town of twelve buurten and the files about it: what the fault tests spoil one thing of.

Every builder writes a real file in a form in which people have it. The figures mean nothing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model.areas import level_of, parent_code
from snapshot.build import build
from snapshot.intake import Outcome, fetch_files
from tests.loaders.boundary_files import feature, geojson, square
from tests.loaders.kwb_files import REGION_HEADERS, text_csv
from tests.loaders.registers import descriptor, write_descriptor
from tests.loaders.table_files import write

NAME, GEMEENTE = "waterstad", "GM0001"
# Three buurten have names that readers of tables like to take for a missing value (fault 24).
NAMES = {
    "GM0001": "Waterstad",
    "WK000100": "Centrum",
    "BU00010000": "Markt",
    "BU00010001": "Chassé",
    "BU00010002": "Haven",
    "BU00010003": "NA",
    "BU00010004": "None",
    "BU00010005": "Null",
    "WK000101": "Bavel",
    "BU00010100": "Bavel",
    "BU00010101": "Geeren-Noord",
    "BU00010102": "Hoge Vucht",
    "BU00010103": "Kroeten",
    "BU00010104": "Emer",
    "BU000101AD": "Krogten",
}
CODES = ["NL00", *NAMES]
BUURTEN = [code for code in NAMES if code.startswith("BU")]
INWONERS = "Bevolking/Aantal inwoners (aantal)"
KOOP = "Wonen/Woningen naar eigendom/Koopwoningen (%)"
REGISTER = "buurt;jaar;inwoners\nMarkt;2023;100\nMarkt;2024;110\nChassé;2024;120\n"
PROGRAMME = """\
id: waterstad
naam: Waterstad
gemeenten: [GM0001]
begin: 2020
horizon: 2040
grenzenjaar: 2024
fictief: true
nulmeting: {jaar: 2024, grond: verzonnen, bevestigd: true}
focuswijken:
  - {id: markt, naam: Markt, buurten: [BU00010000], aansluiting: exact}
bouwstenen:
  - {id: wonen, naam: Wonen, doelen: [{id: thuis, naam: Thuis, kernset: [koopwoningen, inwoners]}]}
"""


def inhabitants(code: str) -> int:
    """Ten times its place in the list for a buurt, and the sum of its buurten for what lies above."""
    if code in BUURTEN:
        return 100 + 10 * BUURTEN.index(code)
    return sum(inhabitants(b) for b in BUURTEN if code in ("NL00", GEMEENTE, parent_code(b)))


def kwb_rows(columns: Sequence[Sequence[object]], codes: Sequence[str] = CODES) -> list[list[object]]:
    """Rows of StatLine's table view: name, gemeente, kind, code (padded as CBS does), change flag, figures."""
    return [
        [
            NAMES.get(code, "Nederland"),
            "Waterstad".ljust(40),
            level_of(code).value.capitalize().ljust(10),
            code.ljust(10),
            "1",
            *(column[row] for column in columns),
        ]
        for row, code in enumerate(codes)
    ]


def inhabitants_of(**changed: object) -> list[object]:
    """Inhabitants of all areas in the order of ``CODES``, with another cell for some codes."""
    return [changed.get(code, inhabitants(code)) for code in CODES]


def kwb(folder: Path, columns: dict[str, Sequence[object]] | None = None, name: str = "kerncijfers.csv") -> Path:
    """A table view of the whole town; its content does not say of which year it is."""
    columns = columns or {INWONERS: inhabitants_of(), KOOP: [60] * len(CODES)}
    return text_csv(folder / name, [*REGION_HEADERS, *columns], kwb_rows(list(columns.values())))


def register(folder: Path, content: str | bytes = REGISTER, name: str = "register.csv", **changes: Any) -> Path:
    """A register of the municipality with its descriptor beside it; ``changes`` replace fields of the descriptor."""
    write_descriptor(folder, descriptor(**changes), f"{name.split('.')[0]}.yaml")
    return write(folder, content, name)


BY_CODE = {"kolom": "buurt", "inhoud": "code"}


def borders(folder: Path, year: int = 2024, name: str = "grenzen.geojson") -> Path:
    """Borders of all areas as CBS gives them: a square each, also for a wijk or gemeente, which is no matter here."""
    features = [
        feature({"statcode": code, "statnaam": name_, "jrstatcode": f"{year}{code}"}, square(place % 4, place // 4))
        for place, (code, name_) in enumerate(NAMES.items())
    ]
    return geojson(folder / name, features)


def make_town(data: Path, files: Path) -> None:
    """Fill ``data``, which the settings name, with an edition of each source, and build a snapshot of them."""
    folder = data / "programmes" / NAME
    folder.mkdir(parents=True)
    (folder / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    figures_2024 = {INWONERS: inhabitants_of(), KOOP: [59] * len(CODES)}
    for path in (borders(files), kwb(files, figures_2024), register(files)):
        (fetched,) = fetch_files(path, "2024" if path.stem == "kerncijfers" else None, accept=False)
        assert fetched.outcome is Outcome.ADDED, fetched.text
    build(NAME)
