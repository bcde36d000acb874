"""The form of a description: what it makes of a draft and answers is what the loaders accept, read back as YAML."""

from pathlib import Path

import pytest
import yaml

from loaders._codeboek import Codeboek, Totalenboek
from loaders._descriptor import Descriptor
from loaders._descriptor_file import validate_descriptor
from model.checked import Draft
from model.loading import RawFile
from snapshot import form_register, form_survey
from snapshot.checked import checked
from snapshot.description_form import as_date, as_number, mistakes, to_yaml
from snapshot.offered import Examined, Outcome
from tests.loaders.table_files import write

WHO = {"naam": "Meldingen", "uitgever": "Gemeente Waterstad", "licentie": "CC0", "gemeente": "GM0001"}


def drafted(folder: Path, text: str, name: str = "meldingen.csv") -> Draft:
    """The draft that a check of this file offers."""
    seen = "Wijkpeil kent geen bron met deze kolommen: x."
    one = checked(Examined(RawFile(write(folder, text, name)), outcome=Outcome.UNRECOGNISED, text=seen))
    assert one.draft is not None
    return one.draft


def wrong(draft: Draft, answers: dict[str, object]) -> list[str]:
    forms = form_register if draft.kind == "register" else form_survey
    return mistakes(draft.kind, forms.description(draft, answers), forms.sections(draft, answers))


def labels(draft: Draft, answers: dict[str, object], title: str) -> list[str]:
    forms = form_register if draft.kind == "register" else form_survey
    return [f.label for s in forms.sections(draft, answers) if s.title == title for f in s.fields]


def test_a_register_as_drafted_lacks_only_what_nobody_can_see_in_a_file(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "buurt;jaar;overlastmeldingen;bezoek;nota\nMarkt;2024;7;3;let op\nHaven;2024;8;4;\n")
    description = form_register.description(draft, {})
    assert wrong(draft, {}) == [
        "Het veld 'Uitgever' ontbreekt. Van wie de cijfers komen, bijvoorbeeld: gemeente Breda.",
        "Het veld 'Gemeente' ontbreekt. GM en vier cijfers, bijvoorbeeld GM0758.",
    ]
    answers = {**WHO, "maximum bezoek": "99,5"}
    description = form_register.description(draft, answers)
    assert wrong(draft, answers) == []
    read = validate_descriptor(yaml.safe_load(to_yaml(description)), Descriptor)
    assert [(m.kolom, m.variabele, m.maximum) for m in read.variabelen] == [
        ("overlastmeldingen", "overlastmeldingen", None),
        ("bezoek", "bezoek", 99.5),
    ]
    assert (read.gebied.kolom, read.periode.kolom, read.overgeslagen) == ("buurt", "jaar", ("nota",))
    assert form_register.edition(draft, answers) is None


def test_a_register_asks_for_the_year_when_no_column_has_it(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "buurt;aantal\nMarkt;7\nHaven;8\n")
    place = "Gebied, jaar en getallen"
    assert "Jaar van de cijfers" in labels(draft, {}, place)
    answers = {**WHO, "jaar": "2024"}
    assert form_register.description(draft, answers)["periode"] == {"uit_editie": True}
    assert form_register.edition(draft, answers) == "meldingen-2024"


def test_a_column_per_year_is_one_question(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "wijk;bomen 2023;bomen 2024\nCentrum;7;8\nBavel;8;9\n")
    titles = [section.title for section in form_register.sections(draft, {}) if section.column]
    assert titles == ["wijk", "bomen {jaar}"]
    description = form_register.description(draft, WHO)
    assert description["periode"] == {"kolomkoppen": True}
    assert wrong(draft, WHO) == []


def test_roles_lead_to_the_questions_that_belong_to_them(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "buurt;jaar;overlastmeldingen\nMarkt;2024;7\nHaven;2024;8\n")
    column = "overlastmeldingen"
    assert labels(draft, {}, column) == ["Wat staat erin?", "Welk cijfer is het?", "Eenheid"]
    assert labels(draft, {f"eenheid {column}": "x 10"}, column)[-1] == "Factor"
    own = ["Titel", "Eenheid", "Kleinste waarde die kan", "Grootste waarde die kan"]
    assert labels(draft, {f"variabele {column}": ""}, column)[2:] == own
    assert labels(draft, {f"rol {column}": ""}, column) == ["Wat staat erin?"]
    assert form_register.too_many(draft, {"rol jaar": "gebied"}) == "Twee kolommen zijn het gebied. Kies er één."


def test_a_codebook_of_respondents(tmp_path: Path) -> None:
    rows = "".join(f"BU0001000{n % 3};1,0;{n % 2};{n % 10 + 1};{n % 4}\n" for n in range(40))
    draft = drafted(tmp_path, f"buurtcode;weegfactor;ervaren_overlast;rapportcijfer;leeg\n{rows}", "enquete2024.csv")
    assert draft.kind == "respondenten"
    answers = {
        **WHO,
        "bewaren_tot": "31-12-2030",
        "antwoorden ervaren_overlast": "0 = nee\n1 = ja",
        "telt ervaren_overlast": ["1"],
    }
    assert wrong(draft, {}) == [
        "Het veld 'Uitgever' ontbreekt. Van wie de cijfers komen, bijvoorbeeld: gemeente Breda.",
        "Het veld 'Bewaren tot en met' ontbreekt. De laatste dag waarop dit bestand mag worden bewaard, als "
        "dag-maand-jaar.",
        "Noem bij 'telt' de antwoorden die meetellen in het aandeel. Pas kolom 'ervaren_overlast' aan.",
    ]
    assert wrong(draft, answers) == []
    description = form_survey.description(draft, answers)
    read = validate_descriptor(yaml.safe_load(to_yaml(description)), Codeboek)
    assert (read.jaar, read.bewaren_tot.isoformat(), read.gewicht) == (2024, "2030-12-31", "weegfactor")
    assert [(v.kolom, v.variabele, v.telt, v.schaal) for v in read.vragen] == [
        ("ervaren_overlast", "ervaren_overlast", ("1",), None),
        ("rapportcijfer", "rapportcijfer_buurt", (), "1-10"),
    ]
    assert read.overgeslagen == ("leeg",)


def test_outcomes_of_a_survey_per_area(tmp_path: Path) -> None:
    text = (
        "wijk;jaar;inwoners;overlast;overlast_n;overlast_marge\nCentrum;2024;900;12,5;80;3,1\nBavel;2024;700;9;70;3\n"
    )
    draft = drafted(tmp_path, text, "uitkomsten.csv")
    assert draft.kind == "totalen"
    description = form_survey.description(draft, WHO)
    assert wrong(draft, WHO) == []
    read = validate_descriptor(yaml.safe_load(to_yaml(description)), Totalenboek)
    (one,) = read.uitkomsten
    assert (one.variabele, one.kolom, one.aantal, one.marge) == (
        "ervaren_overlast",
        "overlast",
        "overlast_n",
        "overlast_marge",
    )
    assert (read.jaar, read.personen) == (2024, "inwoners")


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("-3", -3), ("0,5", 0.5), ("1.25", 1.25), ("veel", "veel"), ("1.000,5", "1.000,5")]
)
def test_numbers_as_people_type_them(text: str, number: object) -> None:
    assert as_number(text) == number


def test_a_day_is_written_as_in_dutch_or_as_in_yaml() -> None:
    assert (as_date("1-2-2030"), as_date("2030-02-01"), as_date("ooit")) == ("2030-02-01", "2030-02-01", "ooit")
