"""DCAT-AP-NL: the description of the open data that catalogues such as data.overheid.nl read, as JSON-LD."""

import re
from dataclasses import dataclass
from typing import Any

from exports.about import made_on
from exports.known import known
from model.areas import Level
from snapshot import figures
from snapshot.settings import settings
from snapshot.store import Snapshot

LICENCE = "http://creativecommons.org/licenses/by/4.0/"
_EU = "http://publications.europa.eu/resource/authority"
_TOOI = "https://identifier.overheid.nl/tooi/id/gemeente"
_MEDIA = "http://www.iana.org/assignments/media-types"
_SPDX = "http://spdx.org/rdf/terms#"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "spdx": _SPDX,
}


@dataclass(frozen=True)
class Distribution:
    """One way to get the data: address, title, media type, code of the EU's list of file types; sizes where known."""

    address: str
    title: str
    media_type: str
    file_type: str
    size: int | None = None
    sha256: str | None = None


def catalogue(s: Snapshot, base: str, ways: tuple[Distribution, ...], service: str | None = None) -> dict[str, Any]:
    """A catalogue with one dataset. ``base``: what ids begin with, "" for ids relative to the file itself.

    ``service``: address of the API's description, where there is one. Who publishes is the gemeente of the programme;
    how to reach it is the setting WIJKPEIL_CONTACT, and without it the contact point is left out.
    """
    publisher = _publisher(s)
    common = {"dct:publisher": publisher, "dct:language": _iri(f"{_EU}/language/NLD"), "dct:license": _iri(LICENCE)}
    dataset = {
        "@id": f"{base}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"wijkpeil-{s.programme.id}",
        "dct:title": _nl(f"Cijfers van {s.programme.naam}"),
        "dct:description": _nl(_about(s)),
        "dcat:theme": [_iri(f"{_EU}/data-theme/{code}") for code in ("SOCI", "REGI")],
        "dcat:keyword": [
            _nl(word) for word in ("wijken en buurten", "leefbaarheid", "wijkprogramma", s.programme.naam)
        ],
        "dct:accessRights": _iri(f"{_EU}/access-right/PUBLIC"),
        "dct:accrualPeriodicity": _iri(f"{_EU}/frequency/IRREG"),
        "dct:issued": _date(made_on(s)),
        "dct:modified": _date(made_on(s)),
        "dcat:version": s.id,
        "dct:spatial": [_iri(f"{_TOOI}/{code.lower()}") for code in s.programme.gemeenten],
        "dct:temporal": _temporal(s),
        "dct:rights": _nl(_licences(s)),
        "dct:source": [_iri(source.url) for source in used_sources(s) if source.url],
        "dcat:distribution": [_distribution(base, way) for way in ways],
        **common,
    }
    if settings().contact:
        dataset["dcat:contactPoint"] = _contact(str(settings().contact))
    found = {
        "@context": _CONTEXT,
        "@id": f"{base}#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _nl(f"Open data van {s.programme.naam}"),
        "dct:description": _nl("De openbare cijfers die Wijkpeil laat zien, met hun herkomst."),
        "dct:modified": _date(made_on(s)),
        "dcat:dataset": [dataset],
        **common,
    }
    if service is not None:
        found["dcat:service"] = [_service(base, service, common, dataset.get("dcat:contactPoint"))]
    return found


def used_sources(s: Snapshot) -> list[Any]:
    """Sources of which the snapshot has a delivery."""
    used = {source for source, _edition in figures.delivery_numbers(s)}
    return [source for source in s.sources.values() if source.id in used]


def licences_of(s: Snapshot, source: str) -> tuple[str, str]:
    """Publishers and licences of all editions of a source, each once."""
    told = [figures.stated(s, *pair) for pair in sorted(figures.delivery_numbers(s)) if pair[0] == source]
    publishers, licences = (", ".join(dict.fromkeys(column)) for column in zip(*told, strict=True))
    return publishers, licences


def _service(base: str, address: str, common: dict[str, Any], contact: Any) -> dict[str, Any]:
    return {
        "@id": f"{base}#api",
        "@type": "dcat:DataService",
        "dct:identifier": "wijkpeil-api-v1",
        "dct:title": _nl("API van Wijkpeil"),
        "dcat:endpointURL": _iri(address.rsplit("/", 1)[0] + "/"),
        "dcat:endpointDescription": _iri(address),
        "dcat:servesDataset": _iri(f"{base}#dataset"),
        "dct:accessRights": _iri(f"{_EU}/access-right/PUBLIC"),
        **common,
        **({"dcat:contactPoint": contact} if contact else {}),
    }


def _publisher(s: Snapshot) -> dict[str, Any]:
    names = figures.areas(s, Level.GEMEENTE).drop_duplicates("code").set_index("code")["name"]
    code = s.programme.gemeenten[0]
    return {
        "@id": f"{_TOOI}/{code.lower()}",
        "@type": "foaf:Agent",
        "foaf:name": _nl(f"Gemeente {names.get(code, code)}"),
    }


def _about(s: Snapshot) -> str:
    fictional = " Deze gemeente is verzonnen; de cijfers betekenen niets." if s.programme.fictief else ""
    return (
        f"{len(s.indicators)} indicatoren over wijken, buurten en focuswijken van {s.programme.naam}, met marges, "
        "vergelijkingen en bron. Cijfers over te weinig mensen zijn afgeschermd; de kolom 'reden' zegt dat."
        f"{fictional}"
    )


def _licences(s: Snapshot) -> str:
    return "; ".join(f"{source.name}: {licences_of(s, source.id)[1]}" for source in used_sources(s))


def _temporal(s: Snapshot) -> dict[str, Any]:
    periods = {period for found in known(s).periods.values() for period in found}
    years = [int(period[:4]) for period in periods if re.match(r"\d{4}", period)]
    first, last = (min(years), max(years)) if years else (s.programme.begin, s.programme.begin)
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _date(f"{first}-01-01"),
        "dcat:endDate": _date(f"{last}-12-31"),
    }


def _distribution(base: str, way: Distribution) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": f"{base}#{re.sub(r'[^a-z0-9]+', '-', way.title.lower())}",
        "@type": "dcat:Distribution",
        "dct:title": _nl(way.title),
        "dcat:accessURL": _iri(way.address),
        "dcat:downloadURL": _iri(way.address),
        "dcat:mediaType": _iri(f"{_MEDIA}/{way.media_type}"),
        "dct:format": _iri(f"{_EU}/file-type/{way.file_type}"),
        "dct:license": _iri(LICENCE),
    }
    if way.size is not None:
        found["dcat:byteSize"] = {"@type": "xsd:nonNegativeInteger", "@value": str(way.size)}
    if way.sha256 is not None:
        found["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _iri(f"{_SPDX}checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": way.sha256},
        }
    return found


def _contact(where: str) -> dict[str, Any]:
    key, address = ("vcard:hasEmail", f"mailto:{where}") if "@" in where else ("vcard:hasURL", where)
    return {"@type": "vcard:Kind", "vcard:fn": _nl("Vragen over deze cijfers"), key: _iri(address)}


def _iri(address: str) -> dict[str, str]:
    return {"@id": address}


def _nl(text: str) -> dict[str, str]:
    return {"@language": "nl", "@value": text}


def _date(day: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day}
