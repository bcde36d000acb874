"""docs/programma.md: how a programme folder is written, made from the declarations of its tables.

``python -m snapshot.table_docs`` writes it; a test holds that it is what the declarations say.
"""

from pathlib import Path

from model.inhoud import TABLES
from model.moment import EXAMPLES
from model.table import PROGRAMME_LISTS, Column, Kind, TableRow, columns_of
from snapshot.settings import CHECKOUT

DOCUMENT = CHECKOUT / "docs" / "programma.md"
_FORMS = {
    Kind.TEXT: "text",
    Kind.ID: "id: lower-case letters, digits and hyphens, a letter first",
    Kind.REFERENCE: "one id",
    Kind.REFERENCES: "ids with commas between them",
    Kind.CHOICE: "one of",
    Kind.CHOICES: "some of, with commas between them",
    Kind.MOMENT: f"moment: {EXAMPLES.replace(' of ', ' or ')}",
    Kind.YEAR: "year, four digits",
    Kind.COUNT: "whole number, 0 or more",
    Kind.AMOUNT: "amount in euro: `1500000` or `1500,50`",
    Kind.NUMBER: "number with a decimal comma",
    Kind.YES_NO: "`ja` or `nee`",
}
_HEAD = """\
# Programme folders

A programme is a folder `data/programmes/<id>/`. A file of the same name under `WIJKPEIL_DATA/programmes/<id>/` stands
before the shipped one, per file. `programme.yaml` holds the few fixed things (gemeenten, years, focuswijken,
bouwstenen → doelen → kernset, pairs); everything that a coördinator keeps up is a table. `wijkpeil programme new
--gemeente GM0855` makes a folder, `wijkpeil programme tables --to MAP` the empty tables.

This page is made from the declarations in `model/` (`python -m snapshot.table_docs`). What a column is for stands
there in Dutch, as a coördinator reads it.

## Form

CSV with semicolons, UTF-8 (with a byte order mark, so that a spreadsheet shows letters as they are), decimal comma,
no points for thousands. The header names the columns; their order is free and an optional one may be left out. An
unknown column or table is a mistake: nobody would know what it says. Empty rows are skipped. Rows are told as a
spreadsheet counts them.

A spreadsheet turns `2026-03-31` into a date of its own and saves `31-3-2026`. That is a mistake, with the text that
was meant: offer the file on the page *Invoer*, which undoes it, or open it by way of *Gegevens → Uit tekst/CSV* with
every column as text.

The page *Invoer* edits these tables in the overlay. Every version is kept in `geschiedenis/` beside them; what was
changed there by hand becomes a version when somebody saves. Neither these nor hidden files are part of a programme; a
backup has the history.

## Checking

`wijkpeil check -p NAME` (or `wijkpeil check MAP`) tells every mistake of `programme.yaml`, all tables and the
descriptions of files in `bronnen/` at once, with file, row, column, value and remedy. A mistake stops a build; what is
only odd is told as *Let op*: more spent than granted, a printed total that differs and whose note says why. A value
that looks like a person's (BSN, e-mail address, mobile number, IBAN) is a mistake and never repeated.

`wijkpeil programme totals -p NAME` puts each printed total beside the sum of what was entered. Amounts stand as
printed: what is no plain amount (ntb, pm, a slip of the pen) stands in `gedrukt`, with `te_controleren` and a note.

## Stories

`verhalen/<id>.md` is one story, its photo (JPEG or PNG) beside it. An id says nothing of what is told: it stays in logs
after the story went. The head is YAML between two lines `---`, the text Markdown; HTML in it is shown as text.

    ---
    titel: De deur stond open
    datum: 2026-03
    gebied: merelveld                 # a focuswijk, or the code of an area; empty: the whole programme
    bouwsteen: rondkomen
    indicatoren: [problematische_schulden]
    verteller: een bewoner            # no name
    foto:
      bestand: deur.jpg
      beschrijving: Een open deur met licht erachter.
      maker: een buurvrouw
      toestemming: true               # of who is on it; true also when nobody is
    toestemming:                      # of who tells it; without it nobody but who moderates sees the story
      gegeven: 2026-03-12
      openbaar: true                  # also outside the municipality
    beoordeling: goedgekeurd          # nieuw, goedgekeurd, afgewezen
    ---

    Het rook naar koffie.

A mistake in a story stops no build: that story is shown nowhere, and `wijkpeil check` tells why. A story that was taken
away leaves `<id>.ingetrokken.json`, which also hides one of that name in the shipped folder.

## Who reads what, and when

Pages read texts and amounts from the folder each time (`snapshot.last_good.shown_content`); of a table with a mistake
they show its last good version. Figures, and all that is counted from `programme.yaml`, `streefwaarden.csv` and
`referentienormen.csv`, are those of the last build. A build keeps all tables as they were in the table `programme_row`
of the intern half, so that an edition can show them again; the public half has none of them. Of interventies with
`openbaar` its manifest holds name, text, status, period, partners' names and focuswijken (`model/werk.py`).

## Other focusgebieden

`data/focusgebieden.yaml` (or `WIJKPEIL_DATA/focusgebieden.yaml`, which then stands in its place) lists areas to set a
programme beside: `id`, `naam`, `gemeente`, `gemeente_naam`, `bron` (where the borders are from), and either `programma`
(its focuswijken together) or `buurten` with the `grenzenjaar` of their codes. With neither, the page says that the
borders are still to be filled in. `wijkpeil check -p NAME` checks it too. A build computes the kernset of each area
whose buurten it read: national files hold them, and `wijkpeil fetch` keeps those of other gemeenten that the
programme compares itself with (`vergelijking`).

An export of the Rijk's dashboard with a row per buurt is read as any local register: a file and a description in
`bronnen/` per gemeente, with `gemeente:` that gemeente and `gebied: {kolom: …, inhoud: code}`. An export with one row
per focusgebied has no area code and cannot be read that way.

## The tables
"""


def document() -> str:
    """The whole page."""
    return _HEAD + "".join(_section(name, row_type) for name, row_type in TABLES.items())


def _section(name: str, row_type: type[TableRow]) -> str:
    key = " + ".join(f"`{column}`" for column in row_type.KEY)
    rows = "\n".join(
        f"| `{column.name}`{' *' if column.required else ''} | {_form(column)} | {column.about} |"
        for column in columns_of(row_type)
    )
    head = "| column (* must be filled) | form | what it is for |\n|---|---|---|"
    return f"\n### {name}.csv\n\n{row_type.ABOUT} Occurs once: {key}.\n\n{head}\n{rows}\n"


def _form(column: Column) -> str:
    form = _FORMS[column.kind]
    if column.choices:
        form += " " + ", ".join(f"`{choice}`" for choice in column.choices)
    if column.to:
        where = f"`{column.to}` of programme.yaml" if column.to in PROGRAMME_LISTS else f"`{column.to}.csv`"
        form += f" of {'`wijkpeil indicators`' if column.to == 'indicatoren' else where}"
    return form


def write(path: Path = DOCUMENT) -> None:
    """Write the page."""
    path.write_text(document(), encoding="utf-8")


if __name__ == "__main__":
    write()
