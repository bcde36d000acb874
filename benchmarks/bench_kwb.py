"""How long the kerncijfers of the whole country take to read and tidy: 17,000 areas by 118 columns (goal: 2 s)."""

import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from loaders._kwb_mapping import STEM, Line, lines
from loaders.cbs_kwb import LOADER
from model.loading import AREA_COLUMNS, Context, RawFile

_GEMEENTEN, _WIJKEN_EACH, _BUURTEN_EACH = 340, 9, 4
_COLUMNS = 118
_YEAR = 2020
_KINDS = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
PARQUET = "TypedDataSet.parquet"


def run() -> dict[str, float]:
    """Seconds to read and tidy a typed Parquet set with metadata, and an untyped CSV of the same figures."""
    with tempfile.TemporaryDirectory() as folder:
        frame = write(Path(folder), _YEAR, codes(_BUURTEN_EACH))
        parquet, csv = Path(folder) / PARQUET, Path(folder) / "UntypedDataSet.csv"
        frame.to_csv(csv, sep=";", index=False, na_rep="         .", encoding="utf-8-sig")
        siblings = tuple(path for path in Path(folder).iterdir() if path not in (parquet, csv))
        return {
            "kwb_parquet_seconds": _seconds(parquet, siblings),
            "kwb_csv_seconds": _seconds(csv, siblings),
        }


def _seconds(path: Path, siblings: tuple[Path, ...]) -> float:
    begin = time.perf_counter()
    reading = LOADER.read(RawFile(path, siblings=siblings), "2020", Context(pd.DataFrame(columns=list(AREA_COLUMNS))))
    seconds = time.perf_counter() - begin
    if reading.observations is None or reading.observations["value"].isna().all():
        raise RuntimeError(f"{path.name}: geen waarden gelezen")
    return seconds


def write(folder: Path, year: int, codes: pd.Series) -> pd.DataFrame:
    """A typed data set of all areas with its column metadata and region list, as OData v3 gives them. The figures."""
    generator = np.random.default_rng(year)
    frame = pd.DataFrame({"ID": range(len(codes)), "WijkenEnBuurten": codes.str.ljust(10)})
    frame["Gemeentenaam_1"] = "Ergens".ljust(40)
    frame["SoortRegio_2"] = codes.str[:2].map(_KINDS).str.ljust(10)
    frame["Codering_3"] = codes.str.ljust(10)
    frame["IndelingswijzigingWijkenEnBuurten_4"] = "1"
    properties = [("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", "")]
    properties += [("Topic", name, name, "code") for name in frame.columns[2:]]
    chosen = _topics(_COLUMNS - frame.shape[1], year)
    topics = {f"{line.name}_{number}": line for number, line in enumerate(chosen, start=5)}
    figures = {name: _column(line, len(codes), generator) for name, line in topics.items()}
    frame = pd.concat([frame, pd.DataFrame(figures)], axis=1)
    properties += [("Topic", name, line.title, line.unit) for name, line in topics.items()]
    described = pd.DataFrame(properties, columns=["odata_type", "Key", "Title", "Unit"])
    described = described.assign(ID=range(len(described)), ParentID=np.nan, MapYear=float(year), Description="")
    described.to_parquet(folder / "DataProperties.parquet")
    regions = pd.DataFrame({"Key": codes.str.ljust(10), "Title": "Ergens", "Municipality": "GM" + codes.str[2:6]})
    regions.to_parquet(folder / "WijkenEnBuurten.parquet")
    frame.to_parquet(folder / PARQUET)
    return frame


def codes(buurten_each: float) -> pd.Series:
    """Codes of the country; ``buurten_each`` per wijk on average."""
    codes = ["NL00"]
    made = 0.0
    for gemeente in range(1, _GEMEENTEN + 1):
        codes.append(f"GM{gemeente:04}")
        for wijk in range(_WIJKEN_EACH):
            codes.append(f"WK{gemeente:04}{wijk:02}")
            first, made = int(made), made + buurten_each
            codes += [f"BU{gemeente:04}{wijk:02}{buurt:02}" for buurt in range(int(made) - first)]
    return pd.Series(codes, dtype=str)


def _topics(count: int, year: int) -> list[Line]:
    """One column per variable of a year, as many as asked; names that occur twice stay in the order of the list."""
    chosen: dict[str, Line] = {}
    for line in lines():
        if line.form == STEM and line.first <= year:
            chosen.setdefault(line.variable, line)
    return sorted(list(chosen.values())[:count], key=lambda line: line.nth)


def _column(line: Line, count: int, generator: np.random.Generator) -> np.ndarray:
    low = line.minimum or 0.0
    values = generator.uniform(low, line.maximum or low + 1000, count)
    values = np.round(values, 0 if line.kind in ("count", "code") else 1)
    values[generator.random(count) < 0.1] = np.nan
    return values


if __name__ == "__main__":
    for name, seconds in run().items():
        print(f"{name}: {seconds:.2f}")
