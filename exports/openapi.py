"""The OpenAPI 3.1 description of the API, made from ``endpoints`` and ``fields``."""

from typing import Any

from exports.asked import Parameter
from exports.dcat import LICENCE
from exports.endpoints import ENDPOINTS, Endpoint
from exports.fields import FLAT
from exports.formats import MEDIA_TYPES
from model.areas import Level
from snapshot.settings import settings

PROBLEM = "application/problem+json"
_NAME = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_ORIGIN = {"programma": _NAME, "naam": _NAME, "peil": _NAME, "gemaakt": _NAME, "peil_sha256": _NAME}
_FIGURE = {f.name: {"type": [f.kind, "null"], "description": f.about} for f in FLAT}
SCHEMAS: dict[str, dict[str, Any]] = {
    "Inhoud": _object(
        naam=_NAME,
        versie=_NAME,
        beschrijving=_NAME,
        openbaar={"type": "boolean"},
        adressen=_list(_NAME),
        grenzen=_object(),
    ),
    "Beschrijving": {"type": "object"},
    "Programmas": _object(programmas=_list(_object(**_ORIGIN))),
    "Indicatoren": _object(
        **_ORIGIN,
        indicatoren=_list(
            _object(
                indicator=_NAME,
                naam=_NAME,
                gewone_naam=_NAME,
                omschrijving=_NAME,
                thema=_NAME,
                eenheid=_NAME,
                richting=_NAME,
                eerste=_MAYBE,
                laatste=_MAYBE,
                niveaus=_list(_NAME),
                stand=_NAME,
            )
        ),
    ),
    "Gebieden": _object(
        **_ORIGIN,
        gebieden=_list(
            _object(
                code=_NAME,
                naam=_NAME,
                niveau={"enum": list(Level)},
                bovenliggend=_MAYBE,
                gemeente=_MAYBE,
                aansluiting=_MAYBE,
            )
        ),
    ),
    "Cijfers": _object(
        **_ORIGIN,
        rijen=_COUNT,
        volgende={"type": ["string", "null"], "format": "uri"},
        cijfers=_list(_object(**_FIGURE)),
    ),
    "Probleem": _object(
        type=_NAME,
        title=_NAME,
        status={"type": "integer"},
        detail={"type": "string", "description": "wat u eraan doet"},
    ),
}
_HEADERS = {
    "ETag": {
        "description": "Verandert als het antwoord verandert; vraag ermee opnieuw met If-None-Match.",
        "schema": _NAME,
    }
}


def description(server: str) -> dict[str, Any]:
    """The description, for the address at which the API answers."""
    info: dict[str, Any] = {
        "title": "Wijkpeil",
        "version": "1",
        "summary": "Cijfers over wijken en buurten, alleen om te lezen.",
        "license": {"name": "CC BY 4.0", "url": LICENCE},
    }
    if contact := settings().contact:
        info["contact"] = {"name": "Vragen over deze cijfers", "email" if "@" in contact else "url": contact}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": server}],
        "paths": {one.path: {"get": _operation(one)} for one in ENDPOINTS},
        "components": {"schemas": SCHEMAS},
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    parameters = [_parameter(parameter) for parameter in one.parameters]
    if one.of_programme:
        about = {"name": "programme", "in": "path", "required": True, "description": "Id van een programma."}
        parameters.insert(0, {**about, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}})
    kind = "application/ld+json" if one.name == "dataset" else "application/json"
    content: dict[str, Any] = {kind: {"schema": {"$ref": f"#/components/schemas/{one.answer}"}}}
    if any(parameter.name == "format" for parameter in one.parameters):
        content |= {kind.partition(";")[0]: {"schema": _NAME} for kind in MEDIA_TYPES.values()}
    answers: dict[str, Any] = {
        "200": {"description": "Het antwoord.", "headers": _HEADERS, "content": content},
        "304": {"description": "Het antwoord is niet veranderd."},
        "400": _problem("De vraag kan zo niet worden beantwoord; 'detail' zegt waarom."),
    }
    if one.of_programme:
        answers["404"] = _problem("Dit bestaat niet, of is niet openbaar.")
    return {"operationId": one.name, "summary": one.summary, "parameters": parameters, "responses": answers}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.options:
        schema["enum"] = list(parameter.options)
    elif parameter.numbers is not None:
        schema = {"type": "integer", "minimum": parameter.numbers[0], "maximum": parameter.numbers[1]}
    else:
        schema["pattern"] = f"^({parameter.pattern})$"
    if parameter.default is not None:
        schema["default"] = int(parameter.default) if parameter.numbers else parameter.default
    if parameter.most > 1:
        schema = {"type": "array", "items": schema, "maxItems": parameter.most}
    found: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "description": parameter.about,
        "required": parameter.needed,
        "schema": schema,
    }
    return found | ({"style": "form", "explode": True} if parameter.most > 1 else {})


def _problem(about: str) -> dict[str, Any]:
    return {"description": about, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Probleem"}}}}
