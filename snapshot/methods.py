"""What every statistical method is, in one text: for docs/methods.md in English and for Verantwoording in Dutch.

The text is in ``methods.yaml``; thresholds in it are read from the code, so that text and code cannot part. The
examples are worked again when the page is rendered: what it says of a difference was measured, not typed.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field
from yaml import safe_load

from model.base import Model

_TEXT = Path(__file__).with_name("methods.yaml")


class Example(Model):
    """A published example: ``published`` holds per field of the answer ("" the answer itself) the values as printed.

    ``reread``: the values were looked up again in the publication itself; else they are as the test quotes them.
    """

    source: str
    test: str
    call: str
    arguments: tuple[Any, ...]
    options: dict[str, Any] = Field(default_factory=dict)
    pick: tuple[int, ...] = ()
    published: dict[str, tuple[str, ...]]
    reread: bool = False


class Method(Model):
    """One method: ``naam``, ``uitleg`` and ``let_op`` are Dutch for the page, the rest English for the document."""

    id: str
    in_use: bool
    title: str
    naam: str
    uitleg: str
    let_op: str
    functions: tuple[str, ...]
    formula: str
    source: str
    limits: str
    assumption: str
    settings: tuple[tuple[str, str, str], ...] = ()
    examples: tuple[Example, ...] = ()
    shown_in: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reproduced:
    """Largest difference with the published values, relative (absolute at 0); whether every printed digit agrees."""

    difference: float
    every_digit: bool


@cache
def methods() -> tuple[Method, ...]:
    """All described methods, in the order of the text."""
    return tuple(Method.model_validate(entry) for entry in safe_load(_TEXT.read_text(encoding="utf-8")))


def found(path: str) -> Any:
    """What a dotted path names. Raises AttributeError or ModuleNotFoundError when it names nothing."""
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


def on_page() -> list[dict[str, Any]]:
    """What the build uses now, in Dutch: see ``dutch``."""
    return [dutch(method) for method in methods() if method.in_use]


def dutch(method: Method) -> dict[str, Any]:
    """The Dutch text with live settings: naam, uitleg, let_op, formula, source, functions, settings (label, value)."""
    live = {path.rpartition(".")[2]: _shown(found(path), how, True) for path, _, how in method.settings}
    return {
        "naam": method.naam,
        "uitleg": _filled(method.uitleg, live),
        "let_op": _filled(method.let_op, live),
        "formula": _filled(method.formula, live),
        "source": method.source,
        "functions": method.functions,
        "settings": [(label, live[path.rpartition(".")[2]]) for path, label, _ in method.settings],
    }


def reproduced(example: Example) -> Reproduced:
    """Work a published example again."""
    answer = found(example.call)(*example.arguments, **example.options)
    difference, every_digit = 0.0, True
    for name, printed in example.published.items():
        values = np.ravel(getattr(answer, name) if name else answer)
        values = values[list(example.pick)] if example.pick else values
        for value, text in zip(values.tolist(), printed, strict=True):
            away = abs(value - float(text))
            difference = max(difference, away / abs(float(text)) if float(text) else away)
            decimals = len(text.partition(".")[2])
            every_digit &= away <= 0.5 * 10.0**-decimals * (1.0 + 1e-6)
    return Reproduced(difference, every_digit)


def document() -> str:
    """The whole of docs/methods.md."""
    parts = [_HEAD]
    for in_use, heading in ((True, "## In use"), (False, "## Ready, not in use yet")):
        parts.append(heading)
        parts += [_section(method) for method in methods() if method.in_use == in_use]
    return "\n\n".join(parts) + "\n"


_HEAD = """# Methods

Every figure can be asked how sure it is. This page names each method with its formula, its source, its limits, what it
assumes, and the function that does it. It is rendered from `snapshot/methods.yaml`, from which the Dutch section *Hoe
wij rekenen* of the page Verantwoording comes too; thresholds are read from the code. A test holds that this file equals
the rendering (`python -c "from snapshot.methods import document; print(document(), end='')" > docs/methods.md`).

Each published example is worked again when the page is rendered. *Difference* is the largest relative difference with
the printed values (absolute at 0); *every digit* says whether all printed digits agree. *Looked up again* says whether
the values were read again in the publication itself; the others are as the named test quotes them."""


def _section(method: Method) -> str:
    live = {path.rpartition(".")[2]: _shown(found(path), how, False) for path, _, how in method.settings}
    lines = [
        f"### {method.title}",
        f"*{method.naam}*",
        "\n".join(
            [
                *(f"- Function: `{path}`" for path in method.functions),
                f"- Formula: {_filled(method.formula, live)}",
                f"- Source: {method.source}",
                f"- Limits: {_filled(method.limits, live)}",
                f"- Assumption: {_filled(method.assumption, live)}",
                *(f"- Setting: `{path}` = {live[path.rpartition('.')[2]]}" for path, _, _ in method.settings),
                *(f"- Reproduced: {source} (`{test}`)" for source, test in method.shown_in),
            ]
        ),
    ]
    if method.examples:
        rows = ["| published example | test | difference | every digit | looked up again |", "|---|---|---|---|---|"]
        lines.append("\n".join([*rows, *(_example_row(example) for example in method.examples)]))
    return "\n\n".join(lines)


def _example_row(example: Example) -> str:
    result = reproduced(example)
    test = example.test.rpartition("/")[2]
    cells = [example.source, f"`{test}`", _power_of_ten(result.difference)]
    return f"| {' | '.join(cells)} | {_yes(result.every_digit)} | {_yes(example.reread)} |"


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _power_of_ten(difference: float) -> str:
    """Below which power of ten a difference lies: what a machine cannot change by its rounding."""
    if difference < 1e-12:
        return "< 1e-12"
    return f"< 1e{int(np.ceil(np.log10(difference)))}"


def _filled(text: str, live: dict[str, str]) -> str:
    for name, value in live.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _shown(value: Any, how: str, in_dutch: bool) -> str:
    """A setting as it is read: 0.95 as 95 %, 10.0 as 10; an "id" is left as it is."""
    if isinstance(value, tuple):
        return (" en " if in_dutch else " and ").join(_shown(part, how, in_dutch) for part in value)
    number = f"{value * 100:.6g}" if how == "%" else f"{value:.10g}"
    if in_dutch and how != "id":
        whole, point, rest = number.partition(".")
        number = f"{int(whole):,}".replace(",", ".") + point.replace(".", ",") + rest
    return f"{number}\u00a0%" if how == "%" else number
