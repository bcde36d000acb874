"""Notes as people read them in the report of a build."""

from snapshot.notes import LONGEST, shortened, without_file


def test_a_note_does_not_repeat_the_name_of_its_file() -> None:
    assert without_file("kwb.csv: kerncijfers 2024: 3 gebieden.", "kwb.csv") == "Kerncijfers 2024: 3 gebieden."
    assert without_file("1 wijk, grenzen van 2023.", "kwb.csv") == "1 wijk, grenzen van 2023."
    assert without_file("", "kwb.csv") == ""


def test_a_long_list_is_cut_between_two_things_and_says_how_many_follow() -> None:
    names = [f"variabele nummer {n:02d}" for n in range(30)]
    text = shortened("Nog niet gepubliceerd: " + "; ".join(names))
    shown = text.split(" … ")[0]
    assert len(shown) <= LONGEST
    assert shown.endswith(names[12])
    assert text.endswith(" … (nog 17; alles staat op de pagina Verantwoording)")


def test_a_short_note_stays_whole() -> None:
    assert shortened("x" * LONGEST) == "x" * LONGEST


def test_a_long_sentence_is_cut_between_words() -> None:
    assert shortened("woord " * 100) == "woord " * 49 + "woord …"
