"""Accountability per regeling: its sums are those of its rows, text stays text, and page and command give one file."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exports.asked import Form
from exports.verantwoording import content, file_name
from exports.verantwoording_rows import Account, account
from model.errors import WijkpeilError
from snapshot.programmes import current_programme, programme_content
from tests.conftest import Ran

Wijkpeil = Callable[..., Ran]
DAY = date(2026, 11, 27)
REGELINGEN = [
    ("voorbeeldstad", "rijksimpuls"),
    ("voorbeeldstad", "woonfonds"),
    ("npr-roosendaal", "spuk-kansrijke-wijk"),
    ("npr-roosendaal", "preventie-met-gezag"),
    ("npr-roosendaal", "volkshuisvestingsfonds"),
    ("verbeter-breda", "preventie-met-gezag"),
]


def of(programme: str, regeling: str, made: date = DAY) -> Account:
    return account(current_programme(programme), programme_content(programme), regeling, made)


def book(one: Account) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content(one, Form.XLSX)))


def sheet(found: Any, name: str) -> list[dict[str, Any]]:
    head, *rows = found[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def money(cell: object) -> Decimal | None:
    return None if cell is None else Decimal(str(cell))


@pytest.mark.parametrize(("programme", "regeling"), REGELINGEN)
def test_sums_are_values_that_follow_from_the_posts(programme: str, regeling: str) -> None:
    found = book(of(programme, regeling))
    posts = sheet(found, "posten")
    assert posts
    for line in sheet(found, "sommen"):
        own = [post for post in posts if post["overzicht"] == line["overzicht"]]
        if line["soort"] == "som per jaar":
            own = [post for post in own if post["jaar"] == line["jaar"]]
        assert own
        for column in ("kosten (€)", "gepland (€)", "toegekend (€)", "besteed (€)"):
            known = [amount for post in own if (amount := money(post[column])) is not None]
            assert money(line[column]) == (sum(known) if known else None), (line, column)
    for one in sheet(found, "gedrukte totalen"):
        assert money(one["verschil (€)"]) == money(one["opgeteld (€)"]) - money(one["gedrukt (€)"])  # type: ignore[operator]


def test_the_first_sum_worked_by_hand() -> None:
    # 000 + 250.000: 287.450,50 + 248.900 spent of 300.000 + 250.000 granted from the Rijk in the Begroting 2025.
    lines = sheet(book(of("voorbeeldstad", "rijksimpuls")), "sommen")
    (total,) = [line for line in lines if (line["soort"], line["overzicht"]) == ("som", "Begroting 2025")]
    assert [money(total[name]) for name in ("toegekend (€)", "besteed (€)")] == [550_000, Decimal("536350.50")]
    assert money(total["over: toegekend min besteed (€)"]) == Decimal("13649.50")


def test_amounts_are_numbers_in_euro_and_no_cell_is_a_formula() -> None:
    found = book(of("voorbeeldstad", "rijksimpuls"))
    (row,) = [row for row in found["posten"].iter_rows(min_row=2) if row[1].value == "Huis van de buurt"]
    amount = next(cell for cell in row if cell.value == 287450.5)
    assert (amount.data_type, "€-413" in amount.number_format) == ("n", True)
    assert {cell.data_type for one in found for row in one.iter_rows() for cell in row} <= {"s", "n"}


def test_text_that_looks_like_a_formula_stays_text() -> None:
    one = of("voorbeeldstad", "rijksimpuls")
    row = one.amounts[0].model_copy(update={"post": '=HYPERLINK("x")', "noot": "@SUM(A1)"})
    hostile = Account(one.programme, one.inhoud.model_copy(update={"middelen": (row,)}), one.regeling, DAY)
    posts = sheet(book(hostile), "posten")
    assert (posts[0]["post"], posts[0]["opmerking"]) == ('=HYPERLINK("x")', "@SUM(A1)")
    line = content(hostile, Form.CSV).decode("utf-8-sig").splitlines()[1]
    assert "'=HYPERLINK" in line
    assert "'@SUM(A1)" in line


def test_a_file_says_what_it_is_of_and_holds_work_sources_and_remarks() -> None:
    one = of("npr-roosendaal", "preventie-met-gezag")
    found = book(one)
    about = dict(found["leesmij"].iter_rows(values_only=True))
    assert about["Gemaakt op"] == "2026-11-27"
    assert len(about["Versie van de tabellen"]) == 12
    assert [row["wat"] for row in sheet(found, "prestaties")] == ["Integraal programmateam Preventie met Gezag"]
    assert {row["bladzijde"] for row in sheet(found, "posten")} == {"15", "33"}
    said = " ".join(row["opmerking"] for row in sheet(found, "opmerkingen"))
    assert "Opgeteld 1.740.000, gedrukt 3.361.250: verschil -1.621.250." in said
    assert file_name(one, Form.CSV) == "wijkpeil-npr-roosendaal-verantwoording-preventie-met-gezag-2026-11-27.csv"
    rows = list(csv.DictReader(io.StringIO(content(one, Form.CSV).decode("utf-8-sig")), delimiter=";"))
    kinds = [row["soort"] for row in rows]
    assert [kinds.count(kind) for kind in ("post", "som", "gedrukt totaal", "resultaat")] == [4, 2, 1, 1]
    assert {row["versie van de tabellen"] for row in rows} == {about["Versie van de tabellen"]}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_command_writes_the_bytes_that_the_page_gives(wijkpeil: Wijkpeil, tmp_path: Path, form: str) -> None:
    chosen = ("--programme", "voorbeeldstad", "--regeling", "woonfonds", "--format", form)
    ran = wijkpeil("export-middelen", *chosen, "--to", tmp_path)
    one = of("voorbeeldstad", "woonfonds", datetime.now(UTC).date())
    path = tmp_path / file_name(one, Form(form))
    assert (ran.code, ran.out) == (0, f"7 bedragen van {one.regeling.naam} staan in {path}.\n")
    assert path.read_bytes() == content(one, Form(form))


def test_what_cannot_be_made_is_said() -> None:
    with pytest.raises(WijkpeilError, match=r"'woonfons' bestaat niet in .*Bedoelt u 'woonfonds'\?"):
        of("voorbeeldstad", "woonfons")
    with pytest.raises(WijkpeilError, match="als xlsx en als csv"):
        content(of("voorbeeldstad", "woonfonds"), Form.PARQUET)
