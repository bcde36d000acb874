"""How long files about respondents are kept: what has expired, and the erasure that leaves only a tombstone.

The one exception to an archive that is only added to (AVG, article 5 and 17). What goes is the file; what stays is the
sidecar with its hash, when and why, and the codebook, which has no answers. Snapshots hold sums per buurt and stratum.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from model.errors import LoadRefused, Objection, WijkpeilError
from model.loading import Note, Recognition
from model.source import Delivery, Erasure
from snapshot import files
from snapshot.archive import Archive
from snapshot.naming import nearest_names
from snapshot.settings import settings


def about_respondents() -> list[Delivery]:
    """All deliveries with a retention date, erased ones too, in order of arrival."""
    return [d for d, _ in Archive(settings().raw).everything() if d.keep_until is not None]


def erase(edition: str, why: str) -> list[Delivery]:
    """Erase every file of this edition that is about respondents; gives the tombstones.

    Raises WijkpeilError when there is none, it is erased already, or a fetch is busy. After an OSError the sidecar is
    marked, and the next fetch or erasure removes what is left.
    """
    archive = Archive(settings().raw)
    with files.only_one(archive.root, "een ophaalactie"):
        archive.clean_up()
        kept = [(d, folder) for d, folder in archive.everything() if d.keep_until is not None]
        own = [(d, folder) for d, folder in kept if d.edition == edition]
        if not own:
            hint = nearest_names(edition, {d.edition for d, _ in kept})
            raise WijkpeilError(
                f"Er is geen bestand met respondenten van editie '{edition}'.{hint} Alle bestanden: wijkpeil wis."
            )
        live = [(d, folder) for d, folder in own if d.erasure is None]
        if not live:
            raise WijkpeilError(f"Editie '{edition}' is al gewist.")
        erasure = Erasure(erased_at=datetime.now(UTC).replace(microsecond=0), why=why)
        return [archive.erase(d, folder, erasure) for d, folder in live]


def refuse_expired(file: str, recognition: Recognition, today: date) -> None:
    """Raise LoadRefused for a file that may not be kept any more."""
    until = recognition.keep_until
    if until is not None and until < today:
        problem = f"dit bestand mocht worden bewaard tot en met {until:%d-%m-%Y} en komt het archief niet meer in."
        remedy = "Verwijder het. Klopt de datum niet, pas dan 'bewaren_tot' in het codeboek aan."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy))


def refuse_erased(file: str, sha256: str, present: Sequence[Delivery]) -> None:
    """Raise LoadRefused for a file that was erased before: it does not come back by accident."""
    for delivery in present:
        if delivery.erasure is not None and delivery.files[delivery.main_file] == sha256:
            problem = f"dit bestand is op {delivery.erasure.erased_at:%d-%m-%Y} gewist ({delivery.erasure.why})."
            remedy = "Verwijder het ook op de plek waar het vandaan kwam."
            raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy))


def expired_note(delivery: Delivery, today: date) -> Note | None:
    """What a build says of a file that should have been erased; None for any other."""
    until = delivery.keep_until
    if until is None or until >= today:
        return None
    return Note(
        "opvallend",
        f"{delivery.main_file}: de bewaartermijn liep tot en met {until:%d-%m-%Y}. Wis het bestand met: wijkpeil wis "
        f"{delivery.edition} --reden 'bewaartermijn verstreken'.",
    )


def described(delivery: Delivery) -> str:
    """One line for a list of files about respondents."""
    until = f"{delivery.keep_until:%d-%m-%Y}" if delivery.keep_until else ""
    name = f"{delivery.edition}, levering {delivery.number} ({delivery.main_file})"
    if delivery.erasure is None:
        return f"{name}: bewaren tot en met {until}"
    return f"{name}: gewist op {delivery.erasure.erased_at:%d-%m-%Y} ({delivery.erasure.why})"
