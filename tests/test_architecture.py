"""Who may import whom, by package and without circles; and what each layer keeps to itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {"model", "net", "loaders", "indicators", "snapshot", "charts", "pages", "exports", "app", "cli", "commands"}
MAY_IMPORT = {
    "model": set(),
    "loaders": {"model"},
    "net": {"model"},
    "indicators": {"model"},
    "charts": {"model"},
    "snapshot": {"model", "loaders", "indicators", "net"},
    "exports": {"model", "snapshot", "charts"},
    "pages": {"model", "snapshot", "charts", "exports"},
    "app": {"model", "snapshot", "charts", "pages", "exports"},
    "commands": {"model", "indicators", "snapshot", "exports"},
    "cli": {"model", "commands"},
}
# A library may be used only in these packages (design: one place opens DuckDB, one draws, one talks to the browser).
ONLY_IN = {
    "streamlit": {"app", "pages"},
    "plotly": {"charts"},
    "duckdb": {"snapshot"},
    "geopandas": {"loaders", "snapshot", "model", "exports"},
    "markdown_it": {"charts"},
    "openpyxl": {"exports"},
    "PIL": {"exports", "snapshot"},
    "pptx": {"exports"},
    "pyogrio": {"loaders"},
    "typer": {"commands"},
    "weasyprint": {"exports"},
    "httpx": {"net"},
}


def _package(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _files() -> list[Path]:
    found = [p for p in ROOT.glob("*.py") if p.stem in OURS]
    for package in OURS:
        found += (ROOT / package).rglob("*.py")
    return sorted(found)


def _imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    package, names = _package(path), _imports(path)
    assert names & OURS <= MAY_IMPORT[package] | {package}
    for library, packages in ONLY_IN.items():
        assert library not in names or package in packages, f"{library} hoort niet in {package}"


def test_the_layers_have_no_circle() -> None:
    done: set[str] = set()
    while len(done) < len(MAY_IMPORT):
        ready = {package for package, allowed in MAY_IMPORT.items() if allowed <= done} - done
        assert ready, f"kringverwijzing tussen {set(MAY_IMPORT) - done}"
        done |= ready


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path.name} heeft geen docstring"


def test_loaders_and_indicators_are_found_without_a_register() -> None:
    for package in ("loaders", "indicators"):
        names = {p.stem for p in (ROOT / package).glob("*.py") if not p.stem.startswith("_")}
        elsewhere = (ROOT / package / "__init__.py").read_text(encoding="utf-8")
        assert not [name for name in names if f"{package}.{name}" in elsewhere]


def test_pages_draw_nothing_at_import_time() -> None:
    scripts = {ROOT / "pages" / "start.py"}  # what Streamlit runs anew for every view
    for path in set((ROOT / "pages").rglob("*.py")) - scripts:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            calls = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
            assert not calls, f"{path.name} doet iets bij het importeren"
