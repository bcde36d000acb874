"""Ways to ask for some areas of a table: in one question, in smaller ones, or all of it, sifted here.

Which filters CBS takes is known from examples, not promised. A server that refuses one, does not heed it or finds the
answer too large is asked otherwise; whatever way it came, only rows that were asked for go on.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

from model.errors import LoadRefused
from net.errors import Declined, Missing, Strayed, TooMany
from net.statline import Question

_SMALLER = "de server nam de vraag niet in één keer aan; zij is in {} kleinere gesteld."
_WHOLE = "de server gaf met een filter niet wat is gevraagd; heel de tabel is opgehaald en hier gezeefd."


def ways(question: Question) -> list[tuple[str, tuple[Question, ...]]]:
    """Questions that together give the answer, the least work first, each way with a remark ("" for the first)."""
    per_prefix = [replace(question, prefixes=(prefix,)) for prefix in question.prefixes] or [question]
    keys = [[(name, (key,)) for key in chosen] for name, chosen in question.only.items()]
    per_key = [replace(one, only=dict(chosen)) for one in per_prefix for chosen in product(*keys)]
    found: list[tuple[str, tuple[Question, ...]]] = [("", (question,))]
    for smaller in (per_prefix, per_key):
        if len(smaller) > len(found[-1][1]):
            found.append((_SMALLER.format(len(smaller)), tuple(smaller)))
    if question.filter:
        found.append((_WHOLE, (replace(question, prefixes=(), only={}),)))
    return found


def first_that_works(question: Question, get: Callable[[tuple[Question, ...]], None]) -> tuple[str, ...]:
    """Have ``get`` try each way; gives what there is to tell of it. Raises the first refusal when none works."""
    first: LoadRefused | None = None
    for remark, questions in ways(question):
        try:
            get(questions)
        except (Declined, Missing, Strayed, TooMany) as refusal:
            first = first or refusal
        else:
            return (f"tabel {question.table}: {remark}",) if remark else ()
    assert first is not None
    raise first
