"""The survey waves of a snapshot, made again from the sums that it kept: what a group that is drawn later needs."""

import numpy as np

from indicators.methods.weighting import Design, SurveySums
from snapshot.store import Snapshot
from snapshot.survey_sums import Wave
from snapshot.surveys import Waves


def kept_waves(s: Snapshot) -> Waves:
    """All waves by source and period."""
    cells, strata = s.ask("SELECT * FROM survey_sum ORDER BY ALL"), s.ask("SELECT * FROM survey_design ORDER BY ALL")
    found: dict[tuple[str, str], list[Wave]] = {}
    for wave in s.ask("SELECT * FROM survey_wave ORDER BY wave").to_dict("records"):
        domains = tuple(str(code) for code in wave["domains"])
        q, design = round(len(wave["raked"]) ** 0.5), strata[strata["wave"] == wave["wave"]]
        n, place = len(design), {code: number for number, code in enumerate(domains)}
        sums = {}
        for variable, part in cells[cells["wave"] == wave["wave"]].groupby("variable"):
            d, h = part["area"].map(place).to_numpy(dtype=np.intp), part["stratum"].to_numpy(dtype=np.intp)
            moments, crossed = np.zeros((len(domains), n, 7)), np.zeros((len(domains), n, 4, q))
            moments[d, h] = np.stack(part["moments"].tolist())
            if q:
                crossed[d, h] = np.stack(part["crossed"].tolist()).reshape(len(part), 4, q)
            sums[str(variable)] = SurveySums(moments, crossed)
        whole = Design(
            design["respondents"].to_numpy(),
            design["fraction"].to_numpy(),
            np.array(wave["raked"], dtype=np.float64).reshape(q, q),
            np.array(design["margins"].tolist(), dtype=np.float64).reshape(n, q),
            np.array(design["margins_squared"].tolist(), dtype=np.float64).reshape(n, q, q),
        )
        one = Wave(
            period=str(wave["period"]),
            name=str(wave["name"]),
            domains=domains,
            boundary_years=tuple(wave["boundary_years"]),
            whole=whole,
            sums=sums,
            grades=frozenset(wave["grades"]),
            minimum=(int(wave["minimum_respondents"]), int(wave["minimum_effective"])),
            addable=bool(wave["addable"]),
            published=bool(wave["published"]),
        )
        found.setdefault((str(wave["source"]), one.period), []).append(one)
    return found
