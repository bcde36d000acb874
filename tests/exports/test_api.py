"""The API over its real routes: what it answers, what it refuses, and that it says so itself in its description."""

import io
import json
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from exports.asked import Parameter
from exports.endpoints import ENDPOINTS, ROOT, Endpoint
from exports.openapi import PROBLEM, description
from model.status import REASON_LABELS, Reason
from pages._api import ROUTES
from snapshot.store import Snapshot
from tests.exports.asking import FIGURES, INTERNAL, NAME, REGISTER, Answer, ask

pytestmark = pytest.mark.usefixtures("public_process")
SMALL = "indicator=inwoners&area=GM9901&period=2024"


def _problem(answer: Answer) -> tuple[int, str]:
    assert answer.headers["content-type"] == PROBLEM
    content = answer.json
    assert content["status"] == answer.status
    return answer.status, content["detail"]


def test_a_figure_with_all_that_belongs_to_it(public: Snapshot) -> None:
    answer = ask(FIGURES, SMALL)
    content = answer.json
    assert (answer.status, content["peil"], content["rijen"], content["volgende"]) == (200, public.id, 1, None)
    (row,) = content["cijfers"]
    assert {name: row[name] for name in ("indicator", "gebied", "gebied_naam", "niveau", "periode", "grenzenjaar")} == {
        "indicator": "inwoners",
        "gebied": "GM9901",
        "gebied_naam": "Elzenvoorde",
        "niveau": "gemeente",
        "periode": "2024",
        "grenzenjaar": 2024,
    }
    assert (
        row["waarde"]
        == public.ask(
            "SELECT value FROM figure_map WHERE indicator = 'inwoners' AND area = 'GM9901' AND period = '2024'"
        )["value"].item()
    )
    assert row["reden"] is None


def test_json_and_csv_hold_the_same_rows() -> None:
    query = f"indicator={REGISTER}&level=buurt&period=2023"
    as_json = pd.DataFrame(ask(FIGURES, query).json["cijfers"])
    answer = ask(FIGURES, f"{query}&format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    name = 'attachment; filename="wijkpeil-voorbeeldstad-kinderen-in-armoede-buurt-2023.csv"'
    assert answer.headers["content-disposition"] == name
    as_csv = pd.read_csv(io.BytesIO(answer.body), sep=";", decimal=",", dtype={"periode": str})
    assert list(as_csv.columns) == list(as_json.columns)
    for column in ("gebied", "periode", "status"):
        assert list(as_csv[column]) == list(as_json[column])
    assert as_csv["waarde"].to_numpy() == pytest.approx(as_json["waarde"].astype(float).to_numpy(), nan_ok=True)


def test_pages_of_rows_are_the_whole() -> None:
    whole = ask(FIGURES, "indicator=inwoners&indicator=koopwoningen&limit=5000").json["cijfers"]
    found: list[Any] = []
    answer = ask(FIGURES, "indicator=inwoners&indicator=koopwoningen&limit=700")
    while True:
        found += answer.json["cijfers"]
        following = answer.json["volgende"]
        if following is None:
            break
        assert answer.headers["link"] == f'<{following}>; rel="next"'
        start = f"https://monitor.example{ROOT}{FIGURES}?"
        assert following.startswith(start)
        answer = ask(FIGURES, following.removeprefix(start))
    assert len(whole) > 1400
    assert found == whole


def test_an_answer_that_the_reader_has_is_not_sent_again() -> None:
    first = ask(FIGURES, SMALL)
    assert first.headers["cache-control"] == "public, no-cache"
    for known in (first.headers["etag"], f'"iets", W/{first.headers["etag"]}'):
        again = ask(FIGURES, SMALL, if_none_match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert ask(FIGURES, SMALL, if_none_match='"iets"').status == 200
    assert ask(FIGURES, f"{SMALL}&limit=2").headers["etag"] != first.headers["etag"]


def test_any_page_may_read_the_public_api() -> None:
    for path, query in ((FIGURES, SMALL), ("/niets", "")):
        assert ask(path, query).headers["access-control-allow-origin"] == "*"


def test_of_a_hidden_figure_nothing_is_told() -> None:
    rows = ask(FIGURES, f"indicator={REGISTER}&level=buurt&limit=5000&grenzen=eigen").json["cijfers"]
    hidden = [row for row in rows if row["reden"] == REASON_LABELS[Reason.TOO_FEW_PEOPLE]]
    assert len(hidden) > 20
    told = (
        "waarde",
        "teller",
        "noemer",
        "ondergrens",
        "bovengrens",
        "verschil_gemeente",
        "oordeel_gemeente",
        "verandering",
    )
    assert {row[name] for row in hidden for name in told} == {None}


def test_an_internal_indicator_is_not_there() -> None:
    for name in (INTERNAL, f"{INTERNAL}s"):
        assert _problem(ask(FIGURES, f"indicator={name}")) == (
            404,
            f"indicator: '{name}' bestaat niet. Bedoelt u 'aandeel_vrouwen'? Alle indicatoren geeft 'indicators'.",
        )
    assert INTERNAL.encode() not in ask(f"/{NAME}/indicators").body


REFUSED = {
    "unknown": (
        f"{SMALL}&plaats=x",
        400,
        "plaats: deze parameter bestaat hier niet. Kies uit: indicator, area, level, ",
    ),
    "sql": ("indicator=" + quote("inwoners' OR 1=1 --"), 400, "indicator: deze waarde kan hier niet."),
    "sql name": (quote("x'; DROP TABLE figure_map") + "=1", 400, "adres: deze parameter bestaat hier niet."),
    "ten kilobytes": ("indicator=" + "a" * 10_240, 400, "adres: de vraag is langer dan 4000 tekens."),
    "many": ("area=BU99010000&" * 300, 400, "adres: de vraag is langer dan 4000 tekens."),
    "many parts": ("x=&" * 900, 400, "adres: de vraag is niet te lezen of heeft te veel delen."),
    "nul": ("indicator=inwoners%00", 400, "indicator: deze waarde kan hier niet."),
    "unicode": ("indicator=" + quote("inwoners\u202e💣"), 400, "indicator: deze waarde kan hier niet."),
    "no unicode": ("indicator=%ff%fe", 400, "adres: de vraag is niet te lezen of heeft te veel delen."),
    "script": (f"{SMALL}&level=" + quote("<script>alert(1)</script>"), 400, "level: deze waarde kan hier niet."),
    "path": ("indicator=inwoners&area=" + quote("../../etc/passwd"), 400, "area: '../../etc/passwd' kan hier niet."),
    "type": (f"{SMALL}&limit=veel", 400, "limit: 'veel' kan hier niet. Geef een geheel getal van 1 tot en met 5000."),
    "negative": (f"{SMALL}&offset=-1", 400, "offset: '-1' kan hier niet."),
    "twice": (f"{SMALL}&limit=1&limit=2", 400, "limit: 2 waarden; het mogen er hoogstens 1 zijn."),
    "absent": ("", 400, "indicator: deze parameter ontbreekt."),
}


@pytest.mark.parametrize(("query", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_question_is_refused_in_dutch(query: str, status: int, said: str) -> None:
    found, detail = _problem(ask(FIGURES, query))
    assert (found, detail[: len(said)]) == (status, said)


@pytest.mark.parametrize("path", ["/nergens/areas", "/../areas", f"/{NAME}/areas/x", "/x'--/figures", "/\u0000/areas"])
def test_an_address_that_is_not_there_is_told_in_dutch(path: str) -> None:
    status, detail = _problem(ask(path, "indicator=inwoners"))
    assert status == 404
    assert detail.startswith(("Dit programma bestaat niet", "Op dit adres is niets."))


@pytest.mark.parametrize("method", ["POST", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(method: str) -> None:
    assert _problem(ask(FIGURES, SMALL, method)) == (405, "Stel de vraag met GET; de API verandert niets.")


@given_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["indicator", "area", "level", "period", "grenzen", "format", "limit", "offset", "x"]),
        st.one_of(st.text(max_size=12), st.sampled_from(["inwoners", "buurt", "2024", "eigen", "csv", "GM9901", "3"])),
    )
)
def test_any_question_gets_an_answer_or_a_refusal(asked: dict[str, str]) -> None:
    answer = ask(FIGURES, urlencode(asked, errors="replace"))
    assert answer.status in (200, 400, 404)
    assert b"Traceback" not in answer.body


# The description


def _described(one: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = description("https://x")["paths"][one.path]["get"]
    return operation


def test_every_route_is_described_and_every_description_is_a_route() -> None:
    routes = {route.path.removeprefix(ROOT) for route in ROUTES if route.path.startswith(ROOT)}
    assert routes == set(ask("/openapi.json").json["paths"]) == {one.path for one in ENDPOINTS}


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)
def test_every_parameter_is_described_as_it_is_checked(one: Endpoint) -> None:
    described = {x["name"]: x for x in _described(one)["parameters"] if x["in"] == "query"}
    assert set(described) == {parameter.name for parameter in one.parameters}
    for parameter in one.parameters:
        schema = described[parameter.name]["schema"]
        Draft202012Validator.check_schema(schema)
        values: list[Any] = [_typed(parameter, parameter.example)]
        values += [_typed(parameter, parameter.default)] if parameter.default else []
        for value in values:
            assert parameter.fits(str(value))
            Draft202012Validator(schema).validate([value] if parameter.most > 1 else value)
        wrong = -1 if parameter.numbers else "a'b"
        assert not parameter.fits(str(wrong))
        assert not Draft202012Validator(schema).is_valid([wrong] if parameter.most > 1 else wrong)


def _typed(parameter: Parameter, value: str) -> Any:
    return int(value) if parameter.numbers else value


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)
def test_answers_are_as_they_are_described(one: Endpoint) -> None:
    whole = ask("/openapi.json").json
    schema = {"$ref": f"#/components/schemas/{one.answer}", "components": whole["components"]}
    answer = ask(one.path.format(programme=NAME), "indicator=inwoners&limit=20" if one.parameters[1:] else "")
    assert answer.status == 200
    assert answer.headers["content-type"] in _described(one)["responses"]["200"]["content"]
    Draft202012Validator(schema).validate(answer.json)
    problem = {"$ref": "#/components/schemas/Probleem", "components": whole["components"]}
    Draft202012Validator(problem).validate(json.loads(ask(one.path.format(programme=NAME), "x=1").body))


def test_the_description_has_what_openapi_asks() -> None:
    whole = ask("/openapi.json").json
    assert whole["openapi"].startswith("3.1.")
    assert whole["info"].keys() >= {"title", "version"}
    assert whole["servers"] == [{"url": f"https://monitor.example{ROOT}"}]
    operations = [path["get"] for path in whole["paths"].values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for path, item in whole["paths"].items():
        named = {x["name"] for x in item["get"]["parameters"] if x["in"] == "path"}
        assert named == ({"programme"} if "{programme}" in path else set())
        assert all(x["description"] for x in item["get"]["responses"].values())


def test_the_dataset_is_described_with_its_api() -> None:
    found = ask(f"/{NAME}/dataset").json
    assert found["@type"] == "dcat:Catalog"
    assert found["dcat:service"][0]["dcat:endpointDescription"] == {
        "@id": f"https://monitor.example{ROOT}/openapi.json"
    }
