"""A build of the whole country: 14.500 buurten in 13 editions of the kerncijfers, with verdicts (goal: 180 s, 4 GB)."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bench_build import ROOT
from benchmarks.bench_kwb import codes, write

EDITIONS = range(2013, 2026)
BUURTEN_EACH = 14_500 / (340 * 9)
_MEMORY_MB = "2000"
_PROGRAMME = """\
id: landelijk
naam: Landelijk
gemeenten: [GM0001]
begin: 2015
horizon: 2040
grenzenjaar: 2025
nulmeting: {jaar: 2015, grond: meting, bevestigd: true}
focuswijken:
  - {id: een, naam: Een, buurten: [BU00010000, BU00010001], aansluiting: exact}
  - {id: twee, naam: Twee, buurten: [BU00010100], aansluiting: exact}
bouwstenen:
  - {id: wonen, naam: Wonen, doelen: [{id: thuis, naam: Thuis, kernset: [koopwoningen, bijstand_per_1000]}]}
"""


def run() -> dict[str, float]:
    """Seconds of fetch and build in processes of their own, figures made, and the largest resident size in MB."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        programme = data / "programmes" / "landelijk"
        programme.mkdir(parents=True)
        (programme / "programme.yaml").write_text(_PROGRAMME, encoding="utf-8")
        fetched = sum(_fetched(data, year) for year in EDITIONS)
        seconds, report = _timed(data, "build", "--programme", "landelijk")
        figures = next(line for line in report.splitlines() if " cijfers, met of zonder waarde" in line)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "landelijk fetch of 13 editions s": fetched,
        "landelijk build s": seconds,
        "figures made": float(figures.split(" ")[0].replace(".", "")),
        "largest process MB": peak,
    }


def _fetched(data: Path, year: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), year, codes(BUURTEN_EACH))
        return _timed(data, "fetch", "--from", folder, "--edition", str(year), "--accept")[0]


def _timed(data: Path, *arguments: str) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", "import cli; cli.main()", *arguments],
        cwd=ROOT,
        env={**os.environ, "WIJKPEIL_DATA": str(data), "WIJKPEIL_MEMORY_MB": _MEMORY_MB},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout.decode() + done.stderr.decode())
    return time.perf_counter() - start, done.stdout.decode()
