"""Hostile and unlucky files through the machinery of the page: real files, a real process with limits, a real kill."""

import gzip
import io
import os
import signal
import time
import zipfile
from pathlib import Path

import pytest

from model.errors import WijkpeilError
from snapshot import audit, uploads
from snapshot.clean import clean
from snapshot.settings import settings
from tests.faults.conftest import Town
from tests.faults.test_workbooks_and_borders import first, kwb_workbook
from tests.faults.town import CODES, INWONERS, REGISTER, borders, inhabitants, kwb, register
from tests.loaders.boundary_files import geopackage, square
from tests.loaders.table_files import write
from tests.uploading import ANALIST, checked, done, offer, offer_streams

NOBODY_SEES = ("jan.jansen@voorbeeld.nl", "111222333", "Jansen-Geheim", "12-03-1961")
MEMORY = "het bestand vraagt meer geheugen dan er voor het lezen is. Splits het bestand of kies een kleinere selectie."
STOPPED = (
    "Het proces dat de bestanden las, is gestopt, als regel omdat een bestand meer geheugen vraagt dan de 1500 MB die "
    "ervoor is. Er is niets half toegevoegd. Bied een kleiner bestand aan, of laat de beheerder "
    "WIJKPEIL_UPLOAD_MEMORY_MB verhogen."
)
CP1252 = "Tekenset Windows-1252 (cp1252) herkend en omgezet; controleer letters met accenten."
PERSONAL = (
    "deze kolom lijkt persoonsgegevens te bevatten; de waarden worden hier niet herhaald. Lever alleen aantallen per "
    "gebied, en verwijder dit bestand van plekken waar het niet hoort."
)
SAID = {
    "bom.zip": "bom.zip: het zip-bestand is uitgepakt groter dan 500 MB. Pak het zelf uit en kies een bestand.",
    "enquete.csv": f"enquete.csv, kolom 'mail': {PERSONAL}",
    "formules.xlsx": "formules.xlsx, rij 3, kolom 'F': deze cel bevat een formule zonder uitgerekende waarde. Open de "
    "werkmap in Excel, herstel de cel of plak alleen waarden, en sla hem opnieuw op.",
    "genest.zip": "In dit zip-bestand zit geen bestand dat Wijkpeil zo kan lezen. Er zit in: binnen.zip. Pak het zelf "
    "uit en bied de map aan.",
    "kaart.gpkg": "kaart.gpkg: Dit GeoPackage is afgebroken: het hoort 98.304 bytes te zijn en is er 30.000. "
    "Download het bestand opnieuw bij de bron en bied het nog eens aan.",
    "kapot.geojson": "kapot.geojson: Dit GeoJSON-bestand is beschadigd of afgebroken en kan niet worden gelezen. "
    "Download het bestand opnieuw bij de bron en bied het nog eens aan.",
    "leeg.csv": "leeg.csv: het bestand is leeg (0 bytes). Haal het bestand opnieuw op of exporteer het opnieuw.",
    "ontsnapt.zip": "ontsnapt.zip, waarde '../x.csv': het zip-bestand bevat een naam die buiten de map wijst, of een "
    "koppeling. Gebruik dit bestand niet; haal het opnieuw op bij de bron.",
    "personen.csv": f"personen.csv, kolom 'bsn': {PERSONAL}",
    "telling.csv": "telling.csv, rij 2, kolom 'inwoners', waarde 'veel': dit is geen getal. Herstel de waarde. "
    "Betekent zij 'geen cijfer', zet haar dan bij 'ontbreekt' in de beschrijving.",
    "telling.yaml": "gaat mee met het gegevensbestand",
}


def _zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def _bomb(path: Path, size: int = 600_000_000) -> Path:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("scores.csv", "w", force_zip64=True) as entry,
    ):
        for _ in range(size // 10_000_000):
            entry.write(bytes(10_000_000))
    return path


def _cut_geopackage(folder: Path) -> Path:
    path = geopackage(folder / "kaart.gpkg", {"buurten": {"buurtcode": ["BU00010000"], "geometry": [square()]}})
    path.write_bytes(path.read_bytes()[:30_000])
    return path


def _limits(monkeypatch: pytest.MonkeyPatch, **limits: int) -> None:
    for name, value in limits.items():
        monkeypatch.setenv(f"WIJKPEIL_UPLOAD_{name.upper()}", str(value))
    settings.cache_clear()


def _endless(folder: Path) -> Path:
    """Six million rows, small when packed: takes much longer than any limit here."""
    packed = folder / "inwoners.csv.gz"
    packed.write_bytes(gzip.compress(b"buurt;jaar;inwoners\n" + b"Markt;2024;100\n" * 6_000_000, 1))
    return packed


def test_every_bad_file_of_one_upload_is_told_and_none_of_its_persons(town: Town, folder: Path) -> None:
    """Faults 1, 29, 32, 33, 35, 36, 62: one upload, so that one process meets them all."""
    before = town.deliveries
    whole = (borders(folder, 2025, "heel.geojson").read_bytes(), borders(folder, 2025, "kapot.geojson"))
    whole[1].write_bytes(whole[0][: len(whole[0]) // 2])
    (folder / "heel.geojson").unlink()
    inner = _zip(folder / "binnen.zip", {"a.csv": REGISTER.encode()})
    nested = _zip(folder / "genest.zip", {"binnen.zip": inner.read_bytes()})
    inner.unlink()
    persons = f"naam;bsn;geboortedatum;email\nJansen-Geheim;111222333;12-03-1961;{NOBODY_SEES[0]}\n"
    answers = f"wijkcode;weegfactor;mail\nBU00010000;1,0;{NOBODY_SEES[0]}\n"
    offered = [
        _bomb(folder / "bom.zip"),
        nested,
        _zip(folder / "ontsnapt.zip", {"../x.csv": b"a;b\n1;2\n"}),
        kwb_workbook(folder, lambda book: first(book).__setitem__("F3", "=1/0"), "formules.xlsx"),
        whole[1],
        _cut_geopackage(folder),
        write(folder, "buurt;jaar;inwoners\nChass\u00e9;2024;120\n".encode("cp1252"), "inwoners.csv"),
        write(folder, persons, "personen.csv"),
        write(folder, answers, "enquete.csv"),
        write(folder, "", "leeg.csv"),
    ]
    offered += [register(folder, "buurt;jaar;inwoners\nMarkt;2024;veel\n", "telling.csv"), folder / "telling.yaml"]
    upload = checked(*offered)
    assert upload.report is not None
    assert upload.report.problem == ""
    told = {one.file: one for one in upload.report.files}
    said = {name: "\n".join(map(str, one.objections)) or one.text for name, one in told.items()}
    assert said.pop("inwoners.csv") == ""
    assert said == SAID
    assert [one.file for one in upload.report.files if one.rows is not None] == ["inwoners.csv"]
    assert ("Opvallend", CP1252) in told["inwoners.csv"].notes
    assert {"inwoners.csv", "telling.yaml"} <= set(upload.names)
    assert not {"personen.csv", "enquete.csv", "telling.csv"} & set(upload.names)
    # Values of persons are nowhere but in the files, and those are gone when nothing can be done with them.
    for path in settings().uploads.rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert [value for value in NOBODY_SEES if value in text] == []
    assert town.deliveries == before


def test_a_file_larger_than_the_limit_is_not_written(
    data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault 31: two gigabytes, of which the disk has none."""
    _limits(monkeypatch, mb=1)
    with (tmp_path / "groot.csv").open("wb") as sparse:
        sparse.truncate(2_000_000_000)
    with (tmp_path / "groot.csv").open("rb") as stream, pytest.raises(WijkpeilError) as refused:
        offer_streams({"klein.csv": io.BytesIO(b"a;b\n1;2\n"), "groot.csv": stream})
    assert str(refused.value) == (
        "De bestanden zijn samen groter dan 1 MB. Bied ze apart aan, kies een kleinere selectie, of voeg ze toe met: "
        "wijkpeil fetch --from MAP."
    )
    assert list(settings().uploads.iterdir()) == []


def test_a_file_that_asks_for_more_memory_than_there_is(
    data_folder: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault 31: small when it is packed."""
    _limits(monkeypatch, memory_mb=450)
    packed = folder / "inwoners.csv.gz"
    packed.write_bytes(gzip.compress(b"buurt;jaar;inwoners\n" + b"Markt;2024;100\n" * 16_000_000, 1))
    (one,) = checked(packed).report.files  # type: ignore[union-attr]
    assert [str(objection) for objection in one.objections] == [f"inwoners.csv.gz: {MEMORY}"]


def test_a_file_that_takes_too_long_is_stopped(
    data_folder: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limits(monkeypatch, seconds=3)
    upload = checked(_endless(folder))
    assert upload.report is not None
    assert upload.report.problem == (
        "Het lezen duurde langer dan 3 seconden en is gestopt. Er is niets half toegevoegd. Bied een kleiner bestand "
        "aan, of laat de beheerder WIJKPEIL_UPLOAD_SECONDS verhogen."
    )
    assert upload.names == ()


def test_a_killed_process_leaves_a_message_and_nothing_half(data_folder: Path, folder: Path) -> None:
    token = offer(_endless(folder))
    with pytest.raises(WijkpeilError, match=r"^Deze bestanden worden nog gelezen\. Wacht tot dat klaar is\.$"):
        uploads.discard(token, ANALIST)
    for _ in range(200):
        if children := _children():
            break
        time.sleep(0.05)
    for child in children:
        os.kill(child, signal.SIGKILL)
    upload = done(token)
    assert upload.report is not None
    assert upload.report.problem == STOPPED
    assert not (data_folder / "raw").exists()


def _children() -> list[int]:
    """Processes that this one started to read uploads."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"snapshot.upload_work" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return found


def test_two_uploads_at_once_do_not_mix_and_are_for_their_own_person(town: Town, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander"
    other.mkdir()
    mine = offer(register(folder), folder / "register.yaml")
    theirs = offer(write(other, "wijk;jaar;bomen\nCentrum;2024;7\n", "register.csv"), who="ander")
    assert mine != theirs
    first_report, second_report = done(mine).report, done(theirs, "ander").report
    assert first_report is not None
    assert second_report is not None
    assert [one.outcome for one in first_report.files] == ["stond er al", "hoort bij een ander bestand"]
    assert [one.outcome for one in second_report.files] == ["niet herkend"]
    gone = "Deze bestanden zijn er niet (meer): wat niet is toegevoegd, verdwijnt na een dag. Bied ze opnieuw aan."
    for token, who in ((theirs, ANALIST), (mine, "ander"), ("../raw", ANALIST), ("0" * 32, ANALIST)):
        with pytest.raises(WijkpeilError) as refused:
            uploads.state(token, who)
        assert str(refused.value) == gone


def test_a_delivery_that_differs_much_goes_in_with_consent_and_its_reason_is_kept(town: Town, folder: Path) -> None:
    """Fault 30, through the page's door: held, asked, agreed, in the archive and in the audit log, without values."""
    tripled = kwb(folder, {INWONERS: [3 * inhabitants(code) for code in CODES]})
    token = offer(tripled)
    (asked,) = done(token).report.files  # type: ignore[union-attr]
    assert (asked.lacks_edition, asked.outcome) == (True, "geweigerd")
    uploads.check_again(token, ANALIST, {"kerncijfers.csv": "2025"}, {})
    (held,) = done(token).report.files  # type: ignore[union-attr]
    assert held.held
    assert held.edition == "2025"
    assert len(held.objections) == 1
    uploads.accept(token, ANALIST, consent=True, reason="nieuwe telling")
    added = done(token)
    assert added.added is not None
    assert [(one.outcome, one.text) for one in added.added.files] == [
        ("toegevoegd", "Kerncijfers wijken en buurten, StatLine-export van de tabelweergave, editie 2025, levering 1")
    ]
    assert "cbs_kwb/2025/001" in town.deliveries
    assert added.names == ()
    asked_line, added_line = audit.entries()[-2:]
    assert (asked_line["wie"], asked_line["wat"]) == (ANALIST, "bestanden aangeboden")
    assert {key: value for key, value in added_line.items() if key != "tijd"} == {
        "wie": ANALIST,
        "wat": "bestand toegevoegd",
        "bron": "cbs_kwb",
        "editie": "2025",
        "levering": 1,
        "bestand": "kerncijfers.csv",
        "reden": "nieuwe telling",
    }


def test_uploads_of_yesterday_go_and_those_of_today_stay(data_folder: Path, folder: Path) -> None:
    root = data_folder / "uploads"
    for name, hours in (("a" * 32, 25), ("b" * 32, 23)):
        (root / name / "bestanden").mkdir(parents=True)
        moment = time.time() - hours * 3600
        os.utime(root / name, (moment, moment))
    clean()
    assert [path.name for path in root.iterdir()] == ["b" * 32]
