"""The canvas on paper is one A4, lying; and each strategie has a title of its own in the browser."""

import re

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
_A4_LYING = (842, 595)


def test_a_canvas_is_one_lying_a4_and_a_strategie_has_its_own_title(visit: Open) -> None:
    page = visit("/canvas?strategie=dichtbij")
    paper = page.pdf(prefer_css_page_size=True)
    (box,) = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    assert tuple(round(float(side)) for side in box) == _A4_LYING
    assert visit("/strategie?strategie=jong-begin").title() == "Een goed begin · Wijkpeil"
    assert visit.complaints == []  # type: ignore[attr-defined]
