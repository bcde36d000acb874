"""One series per area over the years, by flag, map or name; the cases of Breda among them."""

import pandas as pd
import pytest

from indicators.methods.series import LINKS, confirm_over, link_series


def _areas(*rows: tuple[str, int, str, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["code", "boundary_year", "name", "change_flag"])
    return frame.assign(gemeente="GM0758")


def _told(frame: pd.DataFrame, compared: pd.DataFrame | None = None) -> list[tuple[int, str]]:
    found = link_series(frame, compared)
    return [(int(number), LINKS[link]) for number, link in zip(found.number, found.link, strict=True)]


def test_flag_1_links_the_same_code_also_under_another_name() -> None:
    told = _told(_areas(("BU1", 2020, "Oud", None), ("BU1", 2021, "Nieuw", 1)))
    assert told == [(0, "begin"), (0, "zelfde grenzen")]


def test_flag_2_finds_the_area_that_lost_its_code_by_name() -> None:
    told = _told(
        _areas(
            ("BU1", 2020, "City", None),
            ("BU2", 2020, "Haven", None),
            ("BU9", 2021, "City", 2),
            ("BU2", 2021, "Haven", 1),
        )
    )
    assert told == [(0, "begin"), (1, "begin"), (0, "nieuwe code, zelfde grenzen"), (1, "zelfde grenzen")]


def test_flag_2_without_one_certain_name_begins_anew() -> None:
    told = _told(
        _areas(
            ("BU1", 2020, "Verspreide huizen", None),
            ("BU2", 2020, "Verspreide huizen", None),
            ("BU9", 2021, "Verspreide huizen", 2),
        )
    )
    assert told[2] == (2, "begin")


def test_flag_3_begins_a_new_series_under_the_same_code() -> None:
    """Hoogeind was extended in 2015 under its own code."""
    told = _told(
        _areas(
            ("BU07580205", 2014, "Hoogeind", 1),
            ("BU07580205", 2015, "Hoogeind", 3),
            ("BU07580205", 2016, "Hoogeind", 1),
        )
    )
    assert told == [(0, "begin"), (1, "grens gewijzigd"), (1, "zelfde grenzen")]


def test_without_a_flag_equal_code_and_name_link_with_a_mark() -> None:
    told = _told(_areas(("BU1", 2020, "Haven", None), ("BU1", 2021, "Haven", None), ("BU1", 2022, "Kade", None)))
    assert told == [(0, "begin"), (0, "grens niet gecontroleerd"), (2, "begin")]


def test_cbs_spells_a_name_in_more_ways() -> None:
    told = _told(_areas(("BU1", 2014, "Chasse", None), ("BU1", 2015, "Chassé", None)))
    assert told[1] == (0, "grens niet gecontroleerd")
    told = _told(_areas(("WK1", 2014, "Wijk 01 Breda Noord", None), ("WK1", 2015, "Breda noord", None)))
    assert told[1] == (0, "grens niet gecontroleerd")


def test_a_flag_says_nothing_of_years_that_are_not_at_hand() -> None:
    told = _told(
        _areas(("BU1", 2020, "Haven", 1), ("BU1", 2023, "Haven", 1), ("BU2", 2020, "Kade", 1), ("BU2", 2023, "Kade", 3))
    )
    assert told == [(0, "begin"), (0, "grens niet gecontroleerd"), (2, "begin"), (3, "grens gewijzigd")]


def test_a_map_links_city_of_breda_and_breaks_the_code_that_was_given_away() -> None:
    """Without flags: City got another code with the same borders; Valkenberg kept its code, not its area."""
    areas = _areas(
        ("BU07580000", 2010, "City", None), ("BU07580001", 2010, "Valkenberg", None),
        ("BU07580006", 2012, "City", None), ("BU07580001", 2012, "Valkenberg", None),
    )  # fmt: skip
    compared = pd.DataFrame(
        {"code": ["BU07580006", "BU07580001"], "boundary_year": [2012, 2012], "earlier_code": ["BU07580000", None]}
    )
    told = _told(areas, compared)
    assert told[2:] == [(0, "nieuwe code, zelfde grenzen"), (3, "grens gewijzigd")]


def test_two_rows_for_one_area_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(pd.errors.MergeError):
        link_series(_areas(("BU1", 2020, "Haven", None), ("BU1", 2020, "Haven", None), ("BU1", 2021, "Haven", 1)))


def test_a_new_gemeente_takes_over_areas_of_others_by_flag_and_name() -> None:
    """Altena (GM1959) came of three gemeenten in 2019; its buurten were recoded, their borders stayed."""
    frame = _areas(("BU07380000", 2018, "Wijk", None), ("BU08700000", 2018, "Werkendam", None))
    frame["gemeente"] = ["GM0738", "GM0870"]
    after = _areas(("BU19590000", 2019, "Wijk", 2), ("BU19590100", 2019, "Werkendam", 2)).assign(gemeente="GM1959")
    told = _told(pd.concat([frame, after], ignore_index=True))
    assert told[2:] == [(0, "nieuwe code, zelfde grenzen"), (1, "nieuwe code, zelfde grenzen")]


def test_a_gemeente_that_was_there_takes_over_nothing_by_name() -> None:
    frame = _areas(("BU07380000", 2018, "Centrum", None), ("BU19590000", 2018, "Dorp", None))
    frame["gemeente"] = ["GM0738", "GM1959"]
    after = _areas(("BU19590000", 2019, "Dorp", 1), ("BU19590100", 2019, "Centrum", 2)).assign(gemeente="GM1959")
    assert _told(pd.concat([frame, after], ignore_index=True))[3] == (3, "begin")


def _over(frame: pd.DataFrame, *rows: tuple[str, int, int, str | None]) -> list[tuple[int, str]]:
    compared = pd.DataFrame(rows, columns=["code", "boundary_year", "earlier_year", "earlier_code"])
    found = confirm_over(frame, link_series(frame), compared)
    return [(int(number), LINKS[link]) for number, link in zip(found.number, found.link, strict=True)]


HAVEN = [("BU1", 2019, "Haven", None), ("BU1", 2020, "Haven", None), ("BU1", 2022, "Haven", None)]


def test_maps_at_both_ends_check_the_years_in_between() -> None:
    told = _over(_areas(*HAVEN), ("BU1", 2022, 2019, "BU1"))
    assert told == [(0, "begin"), (0, "zelfde grenzen"), (0, "zelfde grenzen")]


def test_other_borders_at_the_end_of_a_gap_break_the_series_there() -> None:
    told = _over(_areas(*HAVEN, ("BU1", 2023, "Haven", 1)), ("BU1", 2022, 2019, None))
    words = [link for _, link in told]
    assert words == ["begin", "grens niet gecontroleerd", "grens gewijzigd", "zelfde grenzen"]
    assert told[1][0] == told[0][0] != told[2][0] == told[3][0]


def test_flags_of_every_year_are_believed_before_a_map_over_more_years() -> None:
    rows = [("BU1", 2019, "Haven", None), ("BU1", 2020, "Haven", 1), ("BU1", 2021, "Haven", 1)]
    assert _over(_areas(*rows), ("BU1", 2021, 2019, None))[2] == (0, "zelfde grenzen")


def test_a_flag_in_between_has_told_already_where_the_series_breaks() -> None:
    rows = [("BU1", 2019, "Haven", None), ("BU1", 2020, "Haven", 3), ("BU1", 2022, "Haven", None)]
    assert [link for _, link in _over(_areas(*rows), ("BU1", 2022, 2019, None))] == [
        "begin",
        "grens gewijzigd",
        "grens niet gecontroleerd",
    ]


def test_a_code_that_came_within_a_gap_is_recoded_when_maps_show_the_same_borders() -> None:
    rows = [("BU1", 2019, "City", None), ("BU2", 2020, "City", None), ("BU2", 2022, "City", None)]
    told = _over(_areas(*rows), ("BU2", 2022, 2019, "BU1"))
    assert told == [(0, "begin"), (0, "nieuwe code, zelfde grenzen"), (0, "grens niet gecontroleerd")]
