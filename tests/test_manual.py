"""The user manual says what the app has: every name in it exists, every page is in it, every picture is used."""

import ast
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from charts.manual import Chapter, chapters, slug
from pages._pages import ALL_PAGES, PageEntry
from pages._routes import MANUAL
from pages._shell import HANDLEIDING
from snapshot.settings import CHECKOUT

TEXT = MANUAL.read_text(encoding="utf-8")
CHAPTERS = chapters(TEXT)
PICTURES = MANUAL.with_suffix("")
_SHOWN = ("pages", "charts", "model", "snapshot", "exports")
_MOST_BYTES, _MOST_TOGETHER = 80_000, 1_000_000
# **button** and «text on the page»; … stands for what differs from time to time.
NAMES = sorted({a or b for a, b in re.findall(r"\*\*(.+?)\*\*|«(.+?)»", TEXT.replace("\n", " "))})


@cache
def _fragments() -> frozenset[str]:
    """Every text between tags that the app can put on a page: from strings in the code and the scripts."""
    found: set[str] = set()
    for package in _SHOWN:
        for path in (CHECKOUT / package).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        for path in (CHECKOUT / package).rglob("*.js"):
            found |= set(re.findall(r"'([^'\n]+)'", path.read_text(encoding="utf-8")))
        for path in (CHECKOUT / package).rglob("*.md"):
            found |= {line.lstrip("# -") for line in path.read_text(encoding="utf-8").splitlines()}
    pieces = (unescape(piece).strip().casefold() for text in found for piece in re.split(r"<[^>]*>", text))
    return frozenset(piece for piece in pieces if piece)


def test_every_name_in_the_manual_is_a_name_in_the_app() -> None:
    assert len(NAMES) > 80
    assert [name for name in NAMES if not _exists(name.casefold())] == []


def _exists(name: str) -> bool:
    if "…" not in name:
        return name in _fragments()
    parts = [part.strip() for part in name.split("…") if part.strip()]
    return all(any(part in fragment for fragment in _fragments()) for part in parts)


@pytest.mark.parametrize("entry", [p for p in ALL_PAGES if p.title != HANDLEIDING], ids=lambda entry: entry.path)
def test_each_page_has_a_chapter_with_a_task_done_step_by_step(entry: PageEntry) -> None:
    chapter = CHAPTERS[slug(entry.title)]
    assert chapter.title == entry.title
    tasks = re.split(r"^### ", chapter.text, flags=re.MULTILINE)[1:]
    assert any(task.startswith("Zo ") and re.search(r"^2\. ", task, re.MULTILINE) for task in tasks)


def _anchors() -> list[str]:
    return [slug(title) for title in re.findall(r"^##+ (.+)$", TEXT, re.MULTILINE)]


def test_headings_have_anchors_of_their_own_and_links_lead_to_one() -> None:
    """A link to another chapter goes to its beginning: the app shows one chapter at a time."""
    assert len(_anchors()) == len(set(_anchors()))
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", TEXT):
        assert target[1:] in CHAPTERS if target.startswith("#") else (MANUAL.parent / target).is_file(), target


def test_the_first_chapter_leads_to_every_other() -> None:
    first, *others = CHAPTERS.values()
    assert [other.title for other in others if f"](#{other.slug})" not in first.text] == []


def test_each_picture_is_there_is_described_and_is_small() -> None:
    named = {name: alt for alt, name in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", TEXT)}
    there = {path.relative_to(MANUAL.parent).as_posix(): path.stat().st_size for path in PICTURES.iterdir()}
    assert set(named) == set(there)
    assert all(len(alt) > 30 for alt in named.values())
    assert max(there.values()) <= _MOST_BYTES
    assert sum(there.values()) <= _MOST_TOGETHER


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=lambda chapter: chapter.slug)
def test_each_paragraph_stands_on_paper_too(chapter: Chapter) -> None:
    """No HTML, so that the file reads the same in the app, on paper and where the project lives."""
    assert not re.search(r"<[a-z/!]", chapter.text)


def test_pictures_are_taken_by_the_script() -> None:
    script = Path(CHECKOUT / "tests" / "browser" / "manual.py").read_text(encoding="utf-8")
    assert [path.stem for path in PICTURES.iterdir() if f'"{path.stem}"' not in script] == []
