"""Maps are compared only when they were drawn alike: the same generalisation, and a typical area that is recognised."""

import numpy as np

from indicators.methods.drawing import Pieces, drawn_alike


def _pieces(*rows: tuple[int, int, float]) -> Pieces:
    """Three areas on each side, numbered 0 to 2; 3 is outside."""
    old, new, area = (np.array(column) for column in zip(*rows, strict=True))
    return Pieces(old, new, area.astype(float), 4, 4)


ALIKE = _pieces((0, 0, 98), (0, 1, 2), (1, 1, 97), (1, 2, 3), (2, 2, 100))
# Every border lies a little elsewhere: overlap over union is 0.82 for each area.
SHIFTED = _pieces((0, 0, 90), (0, 1, 10), (1, 1, 90), (1, 2, 10), (2, 2, 90), (2, 3, 10), (3, 0, 10))


def test_maps_of_one_source_are_alike() -> None:
    assert drawn_alike(ALIKE, 4.0, 4.2)


def test_another_generalisation_is_another_drawing() -> None:
    """Breda: 7 points a buurt on the maps of 2010 to 2015, 249 on that of 2023."""
    assert not drawn_alike(ALIKE, 4.0, 8.1)


def test_a_map_on_which_the_typical_area_is_not_recognised_is_not_compared() -> None:
    assert not drawn_alike(SHIFTED, 4.0, 4.0)


def test_one_area_that_changed_does_not_make_maps_unlike() -> None:
    halved = _pieces((0, 0, 50), (0, 1, 50), (1, 1, 100), (2, 2, 100))
    assert not drawn_alike(_pieces((0, 1, 100), (1, 0, 40), (1, 2, 60), (2, 2, 40), (2, 0, 60)), 4.0, 4.0)
    assert drawn_alike(_pieces((0, 0, 100), (1, 1, 55), (1, 2, 45), (2, 2, 900)), 4.0, 4.0)
    assert not drawn_alike(halved, 4.0, 0.0)


def test_maps_of_different_places_are_not_alike() -> None:
    assert not drawn_alike(_pieces((0, 3, 10), (3, 0, 10)), 4.0, 4.0)


def test_pieces_add_up_to_their_areas_and_slivers_are_left_out() -> None:
    np.testing.assert_allclose(ALIKE.of_old, [0.98, 0.02, 0.97, 0.03, 1.0])
    np.testing.assert_allclose(ALIKE.of_new, [1.0, 2 / 99, 97 / 99, 3 / 103, 100 / 103])
    real = ALIKE.real()
    assert list(zip(real.old.tolist(), real.new.tolist(), strict=True)) == [(0, 0), (1, 1), (2, 2)]
    assert ALIKE.inside.all()
