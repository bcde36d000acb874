"""What lives on the ground: per buurt and year the counts and means from which all sources are written.

One hidden trait per buurt (``ses``, from -2 to 2) moves most figures, so that themes hang together as they do in real
towns. Focuswijken catch up after 2019 on some (bijstand, poverty of children, crime) and fall further behind on others
(house prices, income); every figure has noise that is larger where fewer people live, and that lingers between years.
"""

import math
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
YEARS = tuple(range(2013, 2026))
GEMEENTE = ("GM9901", "Elzenvoorde")
BUREN = {"GM9902": ("Rietmeer", 31_800, 34_600, 0.5), "GM9903": ("Hazelbeek", 24_300, 25_100, 0.8)}
LAND = ("NL00", "Nederland", 16_780_000, 18_040_000)
FOCUSBUURTEN = (
    "BU99010100",
    "BU99010101",
    "BU99010201",
    "BU99010300",
    "BU99010301",
    "BU99010302",
    "BU99010400",
)
# The national course of a figure from 2013 to 2025, as a factor of 2019 or in points: plausible, not measured.
WOZ_INDEX = (0.90, 0.86, 0.86, 0.88, 0.90, 0.94, 1.00, 1.08, 1.16, 1.28, 1.48, 1.52, 1.60)
BIJSTAND_INDEX = (1.02, 1.05, 1.10, 1.13, 1.13, 1.07, 1.00, 1.04, 1.01, 0.95, 0.94, 0.95, 0.96)
WW_INDEX = (1.90, 1.95, 1.80, 1.70, 1.40, 1.10, 1.00, 1.25, 0.90, 0.72, 0.74, 0.80, 0.84)
GAS_INDEX = (1.16, 1.03, 1.05, 1.07, 1.05, 1.03, 1.00, 0.96, 1.00, 0.76, 0.68, 0.70, 0.69)
CRIME_INDEX = (1.42, 1.34, 1.27, 1.18, 1.06, 1.00, 1.03, 0.98, 0.90, 0.96, 0.98, 0.97, 0.95)
WORK_POINTS = (-2.6, -2.9, -2.4, -1.9, -1.3, -0.6, 0.0, -0.3, 1.4, 3.2, 4.0, 4.3, 4.5)
POOR_INDEX = (1.16, 1.18, 1.15, 1.12, 1.10, 1.06, 1.00, 0.92, 0.86, 0.78, 0.72, 0.60, 0.60)


def basis() -> pd.DataFrame:
    """The units that everything is counted in: buurten as of 2025, two neighbouring gemeenten and the country."""
    kinds = pd.read_csv(HERE / "soorten.csv").set_index("soort")
    buurten = pd.read_csv(HERE / "buurten.csv", dtype={"wijk": str})
    rest = [
        {"code": code, "naam": name, "soort": "gemeente", "inwoners_2013": first, "inwoners_2025": last, "ses": ses}
        for code, (name, first, last, ses) in BUREN.items()
    ]
    code, name, first, last = LAND
    rest.append(
        {"code": code, "naam": name, "soort": "land", "inwoners_2013": first, "inwoners_2025": last, "ses": 0.0}
    )
    frame = pd.concat([buurten, pd.DataFrame(rest)], ignore_index=True)
    frame["focus"] = frame["code"].isin(FOCUSBUURTEN)
    return frame.join(kinds, on="soort", validate="m:1")


class Noise:
    """Deviations around a trend that linger: next year's is 0.75 of this year's and something new."""

    def __init__(self, weight: np.ndarray, seed: int = 1575) -> None:
        self._scale = np.sqrt(1000 / np.maximum(weight, 30)).clip(max=2.5)
        self._scale[weight > 1e6] = 0.01
        self._dice = Random(seed)

    def __call__(self, size: float) -> np.ndarray:
        rows = []
        for _ in self._scale:
            value, row = self._dice.gauss(0, 1), []
            for _ in YEARS:
                value = 0.75 * value + math.sqrt(1 - 0.75**2) * self._dice.gauss(0, 1)
                row.append(value)
            rows.append(row)
        return size * np.array(rows) * self._scale[:, None]


def _column(values: pd.Series) -> np.ndarray:
    return values.to_numpy(float)[:, None]


def reeksen(land_ha: pd.Series, water_ha: pd.Series) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Units and, by variable, an array of unit x year. ``land_ha`` and ``water_ha``: area by code of 2025.

    Percentages are kept as counts where they have a base among the counts, so that every sum is exact.
    """
    base = basis()
    t = np.arange(len(YEARS))[None, :]
    after = np.maximum(t - 6, 0)  # years since 2019, when the programme began
    s, focus = _column(base["ses"]), _column(base["focus"])
    noise = Noise(base["inwoners_2025"].to_numpy(float))
    course = {name: np.array(value)[None, :] for name, value in _courses().items()}
    v: dict[str, np.ndarray] = {}

    share = t / 12
    start, end = _column(base["inwoners_2013"]), _column(base["inwoners_2025"])
    v["inwoners"] = np.maximum((start + (end - start) * share) * (1 + noise(0.008)), 5)
    ages = np.stack([_column(base[name]) + 0 * t for name in ("j0", "j15", "j25", "j45", "j65")])
    drift = np.array([-0.10, -0.02, 0.02, -0.18, 0.28])[:, None, None] * t[None]
    ages = np.maximum(ages + drift + np.stack([noise(0.5) for _ in range(5)]), 1)
    for name, part in zip(("j0", "j15", "j25", "j45", "j65"), ages / ages.sum(axis=0), strict=True):
        v[name] = v["inwoners"] * part
    v["mannen"] = v["inwoners"] * (0.496 + noise(0.004))
    v["p15_75"] = v["j15"] + v["j25"] + v["j45"] + 0.55 * v["j65"]
    v["j12_24"] = 0.2 * v["j0"] + 0.9 * v["j15"]
    v["j0_18"] = v["j0"] + 0.3 * v["j15"]
    v["j0_23"] = v["j0"] + 0.8 * v["j15"]

    v["huishoudens"] = v["inwoners"] / (_column(base["grootte"]) * (1 - 0.004 * (t - 6)))
    v["eenpersoons"] = v["huishoudens"] * (_column(base["eenpersoons"]) + 0.15 * (t - 6) + noise(0.8)).clip(3, 90) / 100
    v["met_kinderen"] = (
        v["huishoudens"] * (_column(base["met_kinderen"]) - 0.1 * (t - 6) + noise(0.7)).clip(3, 75) / 100
    )
    v["zonder_kinderen"] = np.maximum(v["huishoudens"] - v["eenpersoons"] - v["met_kinderen"], 0.05 * v["huishoudens"])
    v["gehuwd"] = v["inwoners"] * (0.42 + 0.03 * s - 0.002 * t).clip(0.15, 0.6)
    v["gescheiden"] = v["inwoners"] * (0.085 - 0.012 * s).clip(0.03, 0.15) * (1 + 0 * t)
    v["verweduwd"] = v["j65"] * 0.21
    v["ongehuwd"] = v["inwoners"] - v["gehuwd"] - v["gescheiden"] - v["verweduwd"]
    v["herkomst_nl"] = v["inwoners"] * (0.74 + 0.075 * s - 0.006 * t + noise(0.006)).clip(0.3, 0.96)
    v["herkomst_eu"] = (v["inwoners"] - v["herkomst_nl"]) * 0.36
    v["geboorte"] = v["j25"] * 0.041 * (1 - 0.008 * t) * (1 + noise(0.08))
    v["sterfte"] = v["j65"] * 0.042 * (1 + noise(0.09))

    homes = v["huishoudens"] * 1.018
    v["woningen"] = homes
    catch_up = 1 + focus * np.where(after > 0, -0.006, 0) * after
    v["woz"] = _column(base["woz_2019"]) * course["woz"] * np.exp(0.055 * s) * catch_up * (1 + noise(0.018))
    v["eengezins"] = homes * (_column(base["eengezins"]) + 0 * t) / 100
    v["onbewoond"] = homes * (4.2 - 0.5 * s - 0.06 * t + noise(0.4)).clip(0.8, 14) / 100
    owned = (_column(base["koop"]) + 2.2 * s + 0.12 * (t - 6) + focus * 0.35 * after).clip(4, 94)
    social = (_column(base["corporatie"]) - 3.0 * s - 0.18 * (t - 6) - focus * 0.55 * after).clip(0, 92 - owned / 2)
    v["koop"], v["corporatie"] = homes * owned / 100, homes * np.minimum(social, 99 - owned) / 100
    v["voor_2000"] = homes * (_column(base["voor_2000"]) - 0.25 * (t - 6)).clip(2, 99) / 100
    v["elektriciteit"] = _column(base["elektriciteit_2019"]) * (1 - 0.014 * (t - 6)) * (1 + 0.02 * s + noise(0.012))
    v["gas"] = _column(base["gas_2019"]) * course["gas"] * (1 + 0.03 * s + noise(0.015))
    v["stadsverwarming"] = homes * (_column(base["stadsverwarming"]) + 0 * t) / 100
    solar = (14 + 9 * s + _column(base["eengezins"]) * 0.22 + 4.2 * (t - 11) + noise(1.2)).clip(2, 80)
    v["zonnestroom"] = homes * solar / 100
    v["aardgasvrij"] = homes * (6 + 0.8 * _column(base["stadsverwarming"]) + 1.6 * (t - 10)).clip(1, 95) / 100

    weak = np.exp(-0.52 * s)
    v["bijstand"] = v["inwoners"] * 0.0238 * np.exp(-0.78 * s) * course["bijstand"] * np.exp(-0.035 * focus * after)
    v["bijstand"] = v["bijstand"] * np.where(t < 2, 0.95, 1.0) * (1 + noise(0.06))
    v["ao"] = v["p15_75"] * 0.056 * np.exp(-0.30 * s) * (1 - 0.004 * t) * (1 + noise(0.04))
    v["ww"] = v["p15_75"] * 0.0175 * np.exp(-0.22 * s) * course["ww"] * (1 + noise(0.06))
    v["aow"] = v["j65"] * 0.985
    v["laag"] = v["p15_75"] * (27.5 - 6.6 * s - 0.35 * (t - 6) + noise(0.6)).clip(6, 65) / 100
    v["hoog"] = v["p15_75"] * (32.5 + 7.2 * s + 0.55 * (t - 6) - focus * 0.12 * after + noise(0.6)).clip(6, 72) / 100
    v["middel"] = v["p15_75"] * 0.97 - v["laag"] - v["hoog"]
    at_work = (69.2 + 3.3 * s + course["work"] - 0.12 * (_column(base["j65"]) - 19) + noise(1.5)).clip(38, 86)
    v["werkzaam"] = v["p15_75"] * at_work / 100
    v["werknemers"] = v["werkzaam"] * (84.5 - 1.3 * s - 0.1 * t + noise(0.5)).clip(60, 95) / 100
    v["flexibel"] = v["werkzaam"] * (31 - 3.4 * s - 0.2 * (t - 10) + noise(0.5)).clip(12, 55) / 100
    v["ontvangers"] = v["inwoners"] * (0.80 + 0.01 * s)
    v["inkomen"] = 33.8 * np.exp(0.105 * s) * 1.031 ** (t - 6) * (1 - 0.002 * focus * after) * (1 + noise(0.010))
    v["besteedbaar"] = 31.4 * np.exp(0.115 * s) * 1.038 ** (t - 6) * (1 - 0.0035 * focus * after) * (1 + noise(0.010))
    v["personen_laag"] = v["ontvangers"] * (40 - 6.1 * s + 0.10 * focus * after + noise(1.0)).clip(14, 70) / 100
    v["personen_hoog"] = v["ontvangers"] * (20 + 5.4 * s - 0.06 * focus * after + noise(0.8)).clip(3, 58) / 100
    v["huishoudens_laag"] = v["huishoudens"] * (40 - 8.6 * s + 0.12 * focus * after + noise(1.3)).clip(9, 78) / 100
    v["huishoudens_hoog"] = v["huishoudens"] * (20 + 6.6 * s - 0.05 * focus * after + noise(1.0)).clip(2, 60) / 100
    poor = v["huishoudens"] * course["poor"] * weak * np.exp(-0.02 * focus * after) * (1 + noise(0.08)) / 100
    v["laag_inkomen"], v["sociaal_minimum"] = 6.9 * poor, 6.0 * poor
    v["tot_110"], v["tot_120"] = 9.4 * poor, 12.9 * poor
    v["armoede"] = v["inwoners"] * 2.9 * weak * np.exp(-0.02 * focus * after) * (1 + noise(0.04)) / 100
    v["boven_armoede"] = v["armoede"] * 1.9
    v["vermogen"] = 68 * np.exp(0.85 * s) * 1.11 ** (t - 6) * (1 + noise(0.05)) - 8
    v["jeugdzorg"] = v["j0_23"] * (9.6 - 1.5 * s + 0.22 * (t - 6) + noise(0.9)).clip(3, 25) / 100
    v["wmo"] = v["inwoners"] * 0.067 * np.exp(-0.28 * s) * (_column(base["j65"]) / 19) ** 0.8 * (1 + noise(0.04))

    v["bedrijven"] = v["inwoners"] * _column(base["bedrijven"]) / 1000 * (1 + 0.035 * (t - 6)) * (1 + noise(0.02))
    v["autos"] = v["huishoudens"] * (_column(base["autos"]) * (1 + 0.05 * s + 0.008 * (t - 6)) + noise(0.012)).clip(0.2)
    v["motoren"] = v["inwoners"] * 0.036 * (1 + 0.15 * s)
    near = _column(base["afstand"]) * (1 + noise(0.01))
    for name, factor in (("huisarts", 1.0), ("supermarkt", 0.9), ("kdv", 0.75), ("school", 0.7)):
        v[name] = np.maximum(near * factor, 0.2)
    v["scholen"] = np.maximum(_column(base["scholen"]) + noise(0.15), 0)
    v["oad"] = _column(base["oad"]) * v["inwoners"] / _column(base["inwoners_2025"])
    v["land_ha"], v["water_ha"] = (_column(base["code"].map(ha).fillna(1)) + 0 * t for ha in (land_ha, water_ha))

    v["misdrijven"] = v["inwoners"] * 0.046 * np.exp(-0.36 * s) * course["crime"] * (1 + noise(0.13))
    v["misdrijven"] = v["misdrijven"] * np.where(base["soort"].isin(["centrum"]), 2.6, 1.0)[:, None]
    v["misdrijven"] = v["misdrijven"] * np.exp(-0.03 * focus * after)
    v["inbraak"] = v["misdrijven"] * 0.052 * (1 - 0.05 * t) * (1 + noise(0.25)).clip(0.2)
    v["vernieling"] = v["misdrijven"] * 0.16 * (1 + noise(0.12)).clip(0.2)
    v["overlast"] = v["inwoners"] * 0.021 * np.exp(-0.42 * s) * (1 + 0.04 * (t - 6)) * (1 + noise(0.15)).clip(0.2)
    v["overlast_jeugd"] = v["overlast"] * 0.17 * (1 + noise(0.20)).clip(0.2)
    v["j12_23"] = 0.2 * v["j0"] + 0.85 * v["j15"]
    v["vsv"] = (
        v["j12_23"]
        * 0.023
        * np.exp(-0.50 * s)
        * (1.25 - 0.03 * t)
        * np.exp(-0.045 * focus * after)
        * (1 + noise(0.2)).clip(0.2)
    )
    v["kinderen_arm"] = (
        v["j0_18"] * 0.066 * weak * course["poor"] * np.exp(-0.04 * focus * after) * (1 + noise(0.09)).clip(0.2)
    )
    v["verdachten"] = v["j12_24"] * 0.023 * np.exp(-0.45 * s) * course["crime"] * np.exp(0.012 * focus * after)
    v["verdachten"] = v["verdachten"] * (1 + noise(0.22)).clip(0.2)
    v["schulden"] = v["huishoudens"] * 0.081 * np.exp(-0.50 * s) * (1 + 0.01 * (t - 6)) * (1 + noise(0.07))
    return base, v


def _courses() -> dict[str, tuple[float, ...]]:
    return {
        "woz": WOZ_INDEX,
        "bijstand": BIJSTAND_INDEX,
        "ww": WW_INDEX,
        "gas": GAS_INDEX,
        "crime": CRIME_INDEX,
        "work": WORK_POINTS,
        "poor": POOR_INDEX,
    }
