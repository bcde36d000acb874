"""Still maps: the colours, classes and patterns of the map in the app, as a picture with its legend beside it."""

import io

import pytest
from PIL import Image

from charts.city_map import Ground, View, picture
from charts.style import colour_of, theme
from exports.dia_cijfers import Cijfers
from exports.map_drawing import Shape, Sheet
from exports.still_map import StillMap, place_map, still_map
from model.areas import Level
from snapshot.store import Snapshot


def _colours(still: StillMap) -> set[tuple[int, int, int]]:
    """Colours that cover a thousandth of the picture or more, as near as its palette has them."""
    image = Image.open(io.BytesIO(still.png)).convert("RGB")
    assert image.size == still.size
    found = image.getcolors(1 << 20) or []
    return {colour for n, colour in found if n * 1000 > image.width * image.height}  # type: ignore[misc]


def _near(colour: str, found: set[tuple[int, int, int]]) -> bool:
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return any(max(abs(a - b) for a, b in zip(wanted, one, strict=True)) <= 6 for one in found)


@pytest.mark.parametrize("view", [View.VALUE, View.VERDICT])
def test_a_still_map_has_the_classes_of_the_map_in_the_app(voorbeeld_open: Snapshot, view: View) -> None:
    s = voorbeeld_open
    indicator, values = s.indicators["bijstand_per_1000"], Cijfers(s).map_frame("bijstand_per_1000", "2025", "buurt")
    still = still_map(s, values, indicator, Level.BUURT, "2025", view, most=(700, 500))
    assert still is not None
    told = picture(values, indicator, view, Ground("", (0, 0, 1, 1)), "2025", Level.BUURT)
    assert [(one.label, one.n) for one in still.legend] == [
        (one["label"], one["n"]) for one in (*told["classes"], *told["none"])
    ]
    drawn, tokens = _colours(still), theme("light", s.programme.huisstijl)
    used = [one.colour for one in still.legend if one.n and not one.pattern]
    assert used == [colour_of(one["fill"], tokens) for one in told["classes"] if one["n"]]
    assert all(_near(colour, drawn) for colour in used)
    assert _near(tokens.accent, drawn)  # outlines of the focuswijken


def test_where_focuswijken_lie_is_numbered_in_the_order_asked(voorbeeld_open: Snapshot) -> None:
    s = voorbeeld_open
    still = place_map(s, ["focuswijk:molenkamp", "focuswijk:merelveld", "focuswijk:ganzenhof"], (700, 500))
    assert still is not None
    assert [(one.n, one.label) for one in still.legend] == [(1, "Molenkamp"), (2, "Merelveld")]
    assert max(still.size[0] / 700, still.size[1] / 500) == pytest.approx(1, abs=0.01)


def test_a_hole_keeps_what_lay_there_and_the_scale_is_the_same_both_ways() -> None:
    image = Image.new("RGB", (100, 100), "#FFFFFF")
    sheet = Sheet(image, (0, -1, 2, 1), (0, 0, 100, 100))
    ring = lambda a, b: ((a, a - 1), (b, a - 1), (b, b - 1), (a, b - 1), (a, a - 1))  # noqa: E731
    sheet.pattern(Shape("x", "x", (((ring(0.2, 1.8)), ring(0.8, 1.2)),)), Image.new("RGB", (100, 100), "#000000"))
    assert image.getpixel((50, 50)) == (255, 255, 255)
    assert image.getpixel((20, 20)) == (0, 0, 0)
    assert sheet.place((0, 1))[0] == pytest.approx(0, abs=0.1)
