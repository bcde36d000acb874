"""A programme folder for any gemeente, made from what the raw archive knows of it: a begin that passes every check."""

import re
import shutil
import unicodedata
from pathlib import Path

from model.areas import AreaCodeError, Level, clean_code, level_of, suggest_code
from model.errors import WijkpeilError
from model.inhoud import TABLES
from snapshot import files
from snapshot.candidates import FEWEST, LEAST, SHARE, Candidate, Town, examine
from snapshot.programme_folder import PROGRAMME_FILE
from snapshot.programmes import check_folder, list_programmes
from snapshot.settings import CHECKOUT, settings
from snapshot.table_file import written
from snapshot.yaml_words import listing

_STANDARD = CHECKOUT / "data" / "standaard" / "bouwstenen.yaml"
_HALF_MADE = ".nieuw-"


def new_programme(gemeente: str, name: str | None = None) -> tuple[Path, Town]:
    """Write the folder in the overlay, whole or not at all; returns it with what was found of the gemeente.

    Raises WijkpeilError: no code of a gemeente, nothing of it in the archive, or a programme of that name is there.
    """
    code = clean_code(gemeente)
    try:
        right = level_of(code) is Level.GEMEENTE
    except AreaCodeError:
        right = False
    if not right:
        suggestion = suggest_code(code)
        remedy = f"Bedoelt u '{suggestion}'?" if suggestion else "Een gemeentecode ziet eruit als GM0855."
        raise WijkpeilError(f"'{gemeente}' is geen geldige gemeentecode. {remedy}")
    town = examine(code)
    identifier = name or slug(town.name)
    if not re.fullmatch(r"[a-z0-9-]+", identifier):
        raise WijkpeilError(
            f"'{identifier}' kan geen naam van een map zijn. Gebruik kleine letters, cijfers en streepjes."
        )
    if identifier in list_programmes():
        raise WijkpeilError(f"Het programma '{identifier}' is er al. Kies een andere naam met --naam.")
    root = settings().data / "programmes"
    root.mkdir(parents=True, exist_ok=True)
    files.remove_leftovers(root, _HALF_MADE)
    half = root / f"{_HALF_MADE}map" / identifier
    half.mkdir(parents=True)
    try:
        (half / PROGRAMME_FILE).write_text(_programme(identifier, town), encoding="utf-8")
        write_empty_tables(half)
        wrong = check_folder(half).mistakes
        if wrong:
            raise AssertionError("\n".join(wrong))
        files.move_into_place(half, root / identifier)
    finally:
        shutil.rmtree(half.parent, ignore_errors=True)
    return root / identifier, town


def write_empty_tables(folder: Path) -> list[str]:
    """Every table with its header and no rows, except those that are there; returns the names of the new files."""
    made = []
    for table, row_type in TABLES.items():
        path = folder / f"{table}.csv"
        if not path.exists():
            path.write_bytes(written(row_type, ()))
            made.append(path.name)
    return made


def slug(name: str) -> str:
    """Lower-case letters, digits and hyphens of a name: 's-Hertogenbosch → s-hertogenbosch."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "programma"


def _programme(identifier: str, town: Town) -> str:
    year = town.boundary_year
    used = ", ".join(f"{indicator} ({period})" for indicator, period in town.periods.items())
    lines = [
        f"# Gemaakt met: wijkpeil programme new --gemeente {town.code}. Alles hierin is een voorstel.",
        f"id: {identifier}",
        f"naam: {_quoted(town.name)}",
        f"gemeenten: [{town.code}]",
        f"begin: {year}",
        f"horizon: {year + 15}",
        "horizon_toelichting: Vijftien jaar vooruit; nog te bevestigen.",
        f"grenzenjaar: {year}",
        "",
        "nulmeting:",
        f"  jaar: {year}",
        "  bevestigd: false",
        "  grond: Het nieuwste jaar met buurten in het archief. Het programma moet een jaar kiezen.",
        "",
        *_focuswijken(town, used),
        "",
        "kanttekeningen:",
        "  - Dit programma is een begin en door niemand vastgesteld.",
        "",
    ]
    return "\n".join(lines) + "\n" + _STANDARD.read_text(encoding="utf-8")


def _focuswijken(town: Town, used: str) -> list[str]:
    if not town.candidates:
        why = (
            f"Met {used} springt geen buurt eruit."
            if used
            else "Er zijn nog te weinig cijfers om een voorstel te doen."
        )
        return [f"# {why} Zet hier de focuswijken, elk met haar buurten.", "focuswijken: []"]
    lines = [
        "# Kandidaten, volgens een vaste regel: het gemiddelde van de robuuste z per buurt over",
        f"# {used}.",
        f"# Meedoen kan een buurt met {FEWEST} inwoners of meer. Kandidaat is wie boven {_dutch(LEAST)} uitkomt,",
        f"# tot zij samen {round(100 * SHARE)} % van de inwoners hebben; wat aan elkaar grenst, staat samen.",
        "# Hoger is ongunstiger.",
        "# Cijfers zijn een begin van een gesprek: kies zelf, met bewoners, en schrijf bij 'selectie' waarom.",
        "focuswijken:",
    ]
    seen: set[str] = set()
    for candidate in town.candidates:
        identifier = next(one for one in _ids(candidate) if one not in seen)
        seen.add(identifier)
        parts = listing(f"{indicator} {_dutch(z)}" for indicator, z in candidate.z.items())
        lines += [
            f"  # score {_dutch(candidate.score)}: {parts}",
            f"  - id: {identifier}",
            f"    naam: {_quoted(candidate.name)}",
            f"    buurten: [{', '.join(candidate.buurten)}]",
            "    aansluiting: te bevestigen",
        ]
    return lines


def _ids(candidate: Candidate) -> tuple[str, str]:
    """An id from the name, and one that no other candidate has."""
    short = slug(candidate.name.split(",")[0].split(" en ")[0])
    return short, f"{short}-{candidate.buurten[0].casefold()}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _dutch(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
