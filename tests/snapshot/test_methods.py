"""One text for every method: the document is its rendering, what it names exists, and nothing in use goes unsaid."""

import ast
import re
from pathlib import Path

import pytest

from indicators.methods.intervals import EXACT_BELOW
from snapshot.methods import Example, Method, document, dutch, found, methods, on_page, reproduced
from snapshot.settings import CHECKOUT

METHODS = CHECKOUT / "indicators" / "methods"
EXAMPLES = [example for method in methods() for example in method.examples]
TESTS = [example.test for example in EXAMPLES] + [test for method in methods() for _, test in method.shown_in]


def _public(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {f"indicators.methods.{path.stem}.{name}" for name in names if not name.startswith("_")}


PUBLIC = set[str]().union(*(_public(path) for path in METHODS.glob("*.py") if not path.name.startswith("_")))


def _used_by_the_build() -> set[str]:
    """Functions of indicators.methods that a module of snapshot imports."""
    used = set()
    for path in (CHECKOUT / "snapshot").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("indicators.methods."):
                used |= {f"{node.module}.{alias.name}" for alias in node.names}
    return used & PUBLIC


def test_the_document_is_the_rendering_of_the_text() -> None:
    committed = (CHECKOUT / "docs" / "methods.md").read_text(encoding="utf-8")
    assert committed == document(), (
        "render again: python -c \"from snapshot.methods import document; print(document(), end='')\" > docs/methods.md"
    )


def test_every_public_function_is_described_once() -> None:
    described = [path for method in methods() for path in method.functions if path in PUBLIC]
    assert sorted(described) == sorted(PUBLIC)


def test_what_the_build_uses_is_called_in_use_and_nothing_else() -> None:
    used = _used_by_the_build()
    for method in methods():
        own = [path for path in method.functions if path in used or path.startswith("snapshot.")]
        assert method.in_use == bool(own), f"{method.id}: zet in_use in snapshot/methods.yaml"


@pytest.mark.parametrize("method", methods(), ids=lambda method: str(method.id))
def test_every_dotted_path_and_setting_exists(method: Method) -> None:
    for path in method.functions:
        assert callable(found(path))
    for path, label, how in method.settings:
        assert found(path) is not None
        assert label
        assert how in ("%", "", "id")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.source))
def test_an_example_is_reproduced_within_a_thousandth_or_to_the_printed_digit(example: Example) -> None:
    result = reproduced(example)
    assert result.every_digit or result.difference < 2e-3


@pytest.mark.parametrize("test", sorted(set(TESTS)))
def test_a_named_test_exists(test: str) -> None:
    path, _, name = test.partition("::")
    assert re.search(rf"^def {name}\(", (CHECKOUT / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_settings_in_the_text_are_those_of_the_code_and_none_is_left_open() -> None:
    rate = next(method for method in methods() if method.id == "rate-interval")
    assert f"Vanaf {EXACT_BELOW:.0f} gebeurtenissen" in dutch(rate)["uitleg"]
    for method in methods():
        told = dutch(method)
        assert not re.search(r"\{[A-Za-z_]+\}", " ".join(str(part) for part in told.values()))
    assert not re.search(r"\{[A-Z_]+\}", document())


def test_the_page_tells_what_is_in_use_in_sentences() -> None:
    told = on_page()
    assert [row["naam"] for row in told][:3] == [
        "Cijfers van een groep buurten",
        "Hoeveel van een groep we kennen",
        "Van welk jaar het gewicht is",
    ]
    for row in told:
        assert row["uitleg"].endswith(".")
        assert row["let_op"].endswith(".")
