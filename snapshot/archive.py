"""The raw archive: files exactly as they came, each delivery a folder with its sidecar. Only ever added to, except
that a file about respondents can be erased (see ``snapshot.retention``)."""

import json
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from model.errors import WijkpeilError
from model.loading import RawFile, Recognition
from model.source import Delivery, Erasure, Retrieval, Source
from snapshot.files import move_into_place, remove_leftovers, sha256_of, sync_directory, write_json

SIDECAR = "herkomst.json"
_HALF_MADE = ".half-"


class Archive:
    """Deliveries under ``root``/<source>/<edition>/<number>/. Callers that add hold ``files.only_one(root, …)``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def deliveries(self) -> list[tuple[Delivery, Path]]:
        """All deliveries that hold their files, with their folders, in order of arrival."""
        return [(delivery, folder) for delivery, folder in self.everything() if delivery.erasure is None]

    def everything(self) -> list[tuple[Delivery, Path]]:
        """All deliveries, also those of which only the tombstone is left."""
        found = []
        for sidecar in sorted(self.root.glob(f"*/*/*/{SIDECAR}")):
            try:
                delivery = Delivery.model_validate(json.loads(sidecar.read_text(encoding="utf-8")))
            except (ValueError, RecursionError) as error:
                raise WijkpeilError(
                    f"Het bestand {sidecar.relative_to(self.root)} in het archief is beschadigd. Herstel de map uit "
                    "een reservekopie of verwijder haar en haal het bestand opnieuw op."
                ) from error
            found.append((delivery, sidecar.parent))
        return sorted(found, key=lambda pair: pair[0].sequence)

    def clean_up(self) -> None:
        """Remove what a killed fetch left half-made, or an erasure left behind."""
        remove_leftovers(self.root, _HALF_MADE)
        for delivery, folder in self.everything():
            if delivery.erasure is not None:
                (folder / delivery.main_file).unlink(missing_ok=True)

    def erase(self, delivery: Delivery, folder: Path, erasure: Erasure) -> Delivery:
        """Remove the main file and leave the sidecar as a tombstone, marked first: nothing reads it from then."""
        tombstone = delivery.model_copy(update={"erasure": erasure})
        write_json(folder / SIDECAR, tombstone.model_dump(mode="json"))
        (folder / delivery.main_file).unlink(missing_ok=True)
        sync_directory(folder)
        return tombstone

    def add(
        self,
        file: RawFile,
        recognition: Recognition,
        edition: str,
        edition_from: str,
        source: Source,
        retrieval: Retrieval | None = None,
    ) -> Delivery:
        """Copy a file and its companions in, whole or not at all. Raises OSError (disk full, read-only)."""
        present = self.everything()
        number = 1 + max((d.number for d, _ in present if (d.source, d.edition) == (source.id, edition)), default=0)
        sequence = 1 + max((d.sequence for d, _ in present), default=0)
        temporary = self.root / f"{_HALF_MADE}{sequence}"
        temporary.mkdir(parents=True)
        try:
            files = self._copy((file.path, *recognition.companions), temporary)
            delivery = Delivery(
                source=source.id,
                edition=edition,
                number=number,
                sequence=sequence,
                origin=file.name,
                what=recognition.what,
                fetched_at=datetime.now(UTC).replace(microsecond=0),
                licence=source.licence,
                main_file=file.name,
                files=files,
                modified=recognition.modified,
                edition_from=edition_from,
                keep_until=recognition.keep_until,
                retrieval=retrieval,
            )
            write_json(temporary / SIDECAR, delivery.model_dump(mode="json"))
            move_into_place(temporary, self.root / source.id / edition / f"{number:03d}")
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        return delivery

    @staticmethod
    def _copy(paths: Iterable[Path], folder: Path) -> dict[str, str]:
        hashes = {}
        for path in paths:
            shutil.copyfile(path, folder / path.name)
            hashes[path.name] = sha256_of(folder / path.name)
        sync_directory(folder)
        return hashes
