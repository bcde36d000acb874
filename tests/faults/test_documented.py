"""docs/faults.md names every fault with the tests that inject it, and every test that it names is there."""

import ast
import importlib
import re
from functools import cache
from pathlib import Path

import pytest

from snapshot.settings import CHECKOUT

REQUIRED = {*range(1, 46), *range(47, 54), *range(55, 59), 60, 61, 63}
TABLES = {"REFUSED": "test_refused", "ACCEPTED": "test_accepted", "HELD": "test_held_until_someone_agrees"}


@cache
def rows() -> dict[int, list[str]]:
    """Tests by fault, as the document names them."""
    text = (CHECKOUT / "docs" / "faults.md").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if row := re.match(r"\| (\d+) \|", line):
            found[int(row.group(1))] = re.findall(r"`(tests/[^`]+::\w+)`", line.rsplit("|", 2)[1])
    return found


def cases(path: str) -> dict[str, set[int]]:
    """Faults by name of the table of cases in a module of tests."""
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    return {name: {case.fault for case in getattr(module, name)} for name in TABLES if hasattr(module, name)}


def test_every_fault_is_documented_once() -> None:
    assert set(rows()) == REQUIRED
    assert [fault for fault, tests in rows().items() if not tests] == []


@pytest.mark.parametrize("fault", sorted(REQUIRED))
def test_the_tests_that_are_named_exist_and_hold_the_fault(fault: int) -> None:
    for test in rows()[fault]:
        path, name = test.split("::")
        tree = ast.parse((CHECKOUT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
        for table in (table for table, its_test in TABLES.items() if its_test == name):
            assert fault in cases(path)[table], f"{test} heeft geen geval van fout {fault}"


def test_every_case_is_documented() -> None:
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        name = path.relative_to(CHECKOUT).as_posix()
        for table, faults in cases(name).items():
            for fault in faults:
                assert f"{name}::{TABLES[table]}" in rows()[fault], (
                    f"fout {fault} in {name} staat niet in docs/faults.md"
                )
