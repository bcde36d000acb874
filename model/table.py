"""Tables of a programme folder, each declared once as a pydantic model: reading, writing, checking, templates, docs.

A field is a column and its name the header, hence Dutch. What a cell may hold follows from the annotation; what it
points at and what it is for from ``needed`` and ``may``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, NamedTuple, Union, get_args, get_origin

from pydantic import AfterValidator, Field
from pydantic.fields import FieldInfo

from model.base import Model
from model.moment import Moment as _Moment


class Kind(StrEnum):
    """What a cell holds, in a coördinator's words."""

    TEXT = "tekst"
    ID = "id"
    REFERENCE = "verwijzing"
    REFERENCES = "verwijzingen"
    CHOICE = "keuze"
    CHOICES = "keuzes"
    MOMENT = "moment"
    YEAR = "jaar"
    COUNT = "heel getal"
    AMOUNT = "bedrag"
    NUMBER = "getal"
    YES_NO = "ja of nee"


# Beside the tables: lists of programme.yaml, and the indicators that there are.
PROGRAMME_LISTS = ("bouwstenen", "doelen", "focuswijken", "gemeenten", "indicatoren")
MAY_BE_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_CONTROL = {chr(code) for code in (*range(32), *range(127, 160), 0x2028, 0x2029)} - {"\n", "\t"}


def clean_text(text: str) -> str:
    """Text without padding, with one kind of line ending. Raises ValueError for characters that nobody can see."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if _CONTROL & set(text):
        raise ValueError("onzichtbaar stuurteken in de tekst")
    return text


def _without_control(text: str) -> str:
    if clean_text(text) != text:
        raise ValueError("tekst begint en eindigt niet met een spatie of nieuwe regel")
    return text


Tekst = Annotated[str, AfterValidator(_without_control), Kind.TEXT]
Sleutel = Annotated[str, Field(pattern=MAY_BE_ID), Kind.ID]
Verwijzing = Annotated[str, Field(pattern=r"^[^\s,;]*$"), Kind.REFERENCE]
Verwijzingen = Annotated[tuple[Annotated[str, Field(pattern=r"^[^\s,;]+$")], ...], Kind.REFERENCES]
Moment = Annotated[_Moment, Kind.MOMENT]
Jaar = Annotated[int, Field(ge=1900, le=2100), Kind.YEAR]
Aantal = Annotated[int, Field(ge=0, lt=10**9), Kind.COUNT]
Bedrag = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2, allow_inf_nan=False), Kind.AMOUNT]
Getal = Annotated[Decimal, Field(max_digits=15, decimal_places=6, allow_inf_nan=False), Kind.NUMBER]
JaNee = Annotated[bool, Kind.YES_NO]


class Remark(NamedTuple):
    """Something about one row that its cells alone do not tell. ``mild``: worth knowing, and it stops nothing."""

    column: str
    problem: str
    remedy: str
    mild: bool = False


class TableRow(Model):
    """One row. ``ABOUT``: what the table is for, in Dutch. ``KEY``: columns that together occur once.

    ``TITLE``: what the table is called on a page, where its name does not say it well.
    """

    ABOUT: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    def remarks(self) -> Iterator[Remark]:
        """What is odd about this row by itself."""
        yield from ()


def needed(about: str, to: str = "") -> Any:
    """A column that must be filled; ``to``: the table or list of the programme that it refers to."""
    return Field(description=about, json_schema_extra={"to": to})


def may(about: str, default: Any = "", to: str = "") -> Any:
    """A column that may be empty, which is ``default``."""
    return Field(default=default, description=about, json_schema_extra={"to": to})


@dataclass(frozen=True)
class Column:
    """One column, as its field declares it."""

    name: str
    kind: Kind
    about: str
    required: bool
    to: str
    choices: tuple[str, ...]
    empty: Any

    @property
    def title(self) -> str:
        """What the column is called on a page."""
        return "Vaste naam" if self.kind is Kind.ID else spelled(self.name)


def spelled(name: str) -> str:
    """The name of a table or column as people write it."""
    return name.replace("_", " ").replace("ieen", "ieën").capitalize()


class Sourced(TableRow):
    """A row that says where it is from; these columns come last."""

    bron: Verwijzing = may("Document waar deze regel uit komt.", to="documenten")
    pagina: Aantal | None = may("Bladzijde in dat document.", None)
    noot: Tekst = may("Wat een lezer erbij moet weten, bijvoorbeeld waar de bron zichzelf tegenspreekt.")


def columns_of(row: type[TableRow]) -> tuple[Column, ...]:
    """The columns of a table in the order in which they stand in its file."""
    last = [name for name in Sourced.model_fields if issubclass(row, Sourced)]
    names = [name for name in row.model_fields if name not in last] + last
    return tuple(_column(name, row.model_fields[name]) for name in names)


def _column(name: str, field: FieldInfo) -> Column:
    kind, choices = _kind(field.annotation, field.metadata)
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return Column(
        name=name,
        kind=kind,
        about=field.description or "",
        required=field.is_required(),
        to=str(extra.get("to", "")),
        choices=choices,
        empty=None if field.is_required() else field.default,
    )


def _kind(annotation: Any, metadata: list[Any]) -> tuple[Kind, tuple[str, ...]]:
    """Kind and choices of an annotation, also when it is optional or a list of choices."""
    for item in metadata:
        if isinstance(item, Kind):
            return item, ()
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(arguments[0], list(arguments[1:]))
    if origin in (Union, UnionType):
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return _kind(inner, [])
    if origin is tuple:
        return Kind.CHOICES, tuple(arguments[0])
    return Kind.CHOICE, tuple(annotation)
