"""A proposal beside what is served, on a town of which every figure is known: what changed, and what explains it.

Inhabitants of the buurten are 100, 110, … 210; the town, both wijken, Nederland, the focuswijk (Markt alone), the
focuswijken together and the rest have sums of them. That makes 19 figures of inhabitants, and 18 of koopwoningen (a
percentage without a weight: also for groups, but not for the focuswijk and the rest where it is not known).
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from model.areas import REST_CODE
from snapshot import acts, compare_words, proposal, publish
from snapshot.build import build
from snapshot.compare import compare
from snapshot.comparison import Cause, Comparison, DeliveryChange, IndicatorChange, Limits, PublicChange, VerdictChange
from snapshot.compute import compute
from snapshot.settings import CHECKOUT, settings
from tests.conftest import Ran
from tests.faults.town import CODES
from tests.snapshot.proposed import NAME, audited, deliver, deliver_register, propose, served, settle

Command = Callable[..., Ran]
MARKT, LAST = "BU00010000", "BU000101AD"
# Another file with the same values: one that is equal to the last byte does not come in twice.
SAME_KOOP = ["60,0", *[60] * (len(CODES) - 1)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town with one edition, built and served."""
    data = tmp_path_factory.mktemp("stad") / "data"
    data.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKPEIL_DATA", str(data))
        settings.cache_clear()
        settle(data)
        deliver(data.parent / "eerst")
        build(NAME)
    settings.cache_clear()
    return data


@pytest.fixture
def town(built: Path, data_folder: Path) -> Path:
    """A copy of it that is in use; deliveries of a test go in folders beside it."""
    shutil.copytree(built, data_folder, dirs_exist_ok=True)
    return data_folder


def _koop(**other: object) -> list[object]:
    return [other.get(code, 60) for code in CODES]


def _one(found: Comparison, indicator: str) -> IndicatorChange:
    return next(one for one in found.indicators if one.indicator == indicator)


def test_a_first_proposal_brings_everything_and_nothing_stands_in_its_way(data_folder: Path) -> None:
    settle(data_folder)
    deliver(data_folder.parent / "eerst")
    propose()
    found = compare(NAME)
    assert (found.served, found.same, found.reasons()) == (None, False, [])
    assert compare_words.summary(found) == "Dit is een voorstel zonder voorganger: het brengt 37 cijfers."


def test_the_same_input_is_the_same_and_a_later_delivery_that_says_the_same_is_not(town: Path) -> None:
    propose()
    assert compare(NAME).same
    assert [one for one in compare(NAME).indicators if not one.is_quiet] == []
    deliver(town.parent / "later", koop=SAME_KOOP)
    propose()
    found = compare(NAME)
    assert not found.same
    assert found.deliveries == (DeliveryChange("cbs_kwb", "2024", 2, "vervangt"),)
    assert found.total("different") == 0
    assert found.reasons() == []


def test_a_corrected_count_is_a_revision_also_in_all_that_it_is_part_of(town: Path) -> None:
    # The last buurt has 210 of the 1,860 inhabitants, and 220 after the correction (+4.8 %): below 5 %, so no figure
    # counts as changed. The town, Bavel and Nederland are figures of CBS themselves; the rest is added up.
    deliver(town.parent / "later", **{LAST: 220})
    propose()
    small = _one(compare(NAME), "inwoners")
    assert (small.both, small.different, small.changed) == (19, 2, 0)
    assert small.by_cause == {Cause.REVISION: 2}
    # 231 of 210 is 10 % more: the buurt; the rest of the city has 1,781 of 1,760, 1.2 % more.
    deliver(town.parent / "nog later", **{LAST: 231})
    propose()
    found = compare(NAME)
    large = _one(found, "inwoners")
    assert (large.different, large.changed, large.appeared, large.vanished) == (2, 1, 0, 0)
    (value,) = found.largest
    assert (value.area_name, value.period, value.before, value.after) == ("Krogten", "2024", 210.0, 231.0)
    assert (value.source, value.edition, value.cause) == ("cbs_kwb", "2024", Cause.REVISION)
    assert found.reasons() == []


def test_a_small_percentage_must_also_move_a_step_of_its_last_decimal(town: Path) -> None:
    # Koopwoningen is shown in whole percentages: from 2 to 2.4 is 20 % more, and still 2 on every page.
    deliver(town.parent / "een", koop=_koop(BU00010001=2))
    build(NAME)
    deliver(town.parent / "twee", koop=_koop(BU00010001="2,4"))
    propose()
    less = _one(compare(NAME), "koopwoningen")
    assert less.different >= 1
    assert less.changed == 0
    deliver(town.parent / "drie", koop=_koop(BU00010001=3))
    propose()
    assert _one(compare(NAME), "koopwoningen").changed >= 1


def test_a_buurt_that_vanishes_and_one_that_becomes_secret_are_counted(town: Path) -> None:
    deliver(town.parent / "later", koop=_koop(BU00010001="."))
    propose()
    found = compare(NAME)
    assert (_one(found, "koopwoningen").vanished, found.total("vanished")) == (1, 1)
    assert found.public.vanished == found.public.hidden == 1
    assert found.reasons() == [
        "2,7 % (1 van 37) van de cijfers vervalt; de grens is 1 %.",
        "2,7 % (1 van 37) van de openbare cijfers vervalt; de grens is 1 %.",
    ]
    # Once it is secret, becoming known again is a figure that appears.
    proposal.publish_proposal(NAME)
    deliver(town.parent / "weer", koop=SAME_KOOP)
    propose()
    assert (compare(NAME).total("appeared"), compare(NAME).reasons()) == (1, [])


def test_a_new_edition_adds_a_period_and_is_no_reason_to_wait(town: Path) -> None:
    deliver(town.parent / "later", edition="2025", koop=SAME_KOOP)
    propose()
    found = compare(NAME)
    people = _one(found, "inwoners")
    assert (people.appeared, people.vanished, people.changed, people.new_periods) == (19, 0, 0, ("2025",))
    assert found.deliveries == (DeliveryChange("cbs_kwb", "2025", 1, "nieuw"),)
    assert found.reasons() == []


def test_another_value_from_the_same_input_is_our_own_computation_and_waits(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As after a mistake in an update of the code: every rest of the city is one too high.
    def spoiled(connection: duckdb.DuckDBPyConnection) -> None:
        compute(connection)
        connection.execute(
            "UPDATE computed SET value = value + 1 WHERE indicator = 'inwoners' AND area = ?", [REST_CODE]
        )

    monkeypatch.setattr("snapshot.build.compute", spoiled)
    propose()
    found = compare(NAME)
    assert _one(found, "inwoners").by_cause == {Cause.OURS: 1}
    assert found.reasons() == [
        "1 cijfer verandert zonder dat er een bron of het programma is veranderd. Dat hoort alleen na een nieuwe "
        "versie van Wijkpeil."
    ]


def test_other_members_of_a_focuswijk_explain_other_figures_of_groups(town: Path) -> None:
    path = town / "programmes" / NAME / "programme.yaml"
    path.write_text(path.read_text().replace("[BU00010000]", "[BU00010000, BU00010001]"))
    propose()
    found = compare(NAME)
    assert not found.same
    # The focuswijk and the focuswijken: 100 becomes 210; the rest: 1,760 becomes 1,650.
    assert _one(found, "inwoners").by_cause == {Cause.FOLLOWS: 3}
    assert {(one.area_name, one.before, one.after) for one in found.largest if one.indicator == "inwoners"} == {
        ("Markt (focuswijk)", 100.0, 210.0),
        ("Focuswijken samen", 100.0, 210.0),
        ("Rest van de stad", 1760.0, 1650.0),
    }


def test_a_verdict_that_turns_around_is_told(town: Path) -> None:
    path = town / "programmes" / NAME / "programme.yaml"
    path.write_text(path.read_text().replace("kernset: [", "kernset: [bijstand_register_per_1000, "))
    # 100 people with bijstand on 1,000 inhabitants in Markt against 40 elsewhere, and then 5.
    deliver_register(town.parent / "veel", {MARKT: 100})
    build(NAME)
    deliver_register(town.parent / "weinig", {MARKT: 5})
    propose()
    found = compare(NAME)
    turned = {(one.area_name, one.about, one.before, one.after) for one in found.verdicts if one.turned}
    assert turned >= {
        ("Markt (focuswijk)", "tegen de rest", "ongunstiger", "gunstiger"),
        ("Focuswijken samen", "tegen de rest", "ongunstiger", "gunstiger"),
        ("Focuswijken samen", "de kloof", "ongunstiger", "gunstiger"),
    }
    assert any(
        reason.startswith("Een oordeel over de focuswijken slaat om: Personen met bijstand volgens de gemeente, ")
        for reason in found.reasons()
    )


def test_what_was_set_back_or_withdrawn_waits_for_a_person(town: Path) -> None:
    first = str(served())
    deliver(town.parent / "later", **{LAST: 211})
    build(NAME)
    second = str(served())
    publish.rollback(NAME, first)
    propose()
    why = "Het nieuwste peil is ingetrokken of teruggezet. Kijk eerst of de fout van toen in dit voorstel weg is."
    assert compare(NAME).reasons() == [why]
    publish.rollback(NAME, second)
    assert compare(NAME).reasons() == []
    publish.withdraw(NAME, second, "telfout")
    assert compare(NAME).reasons() == [why]


def _with(**numbers: int) -> Comparison:
    """A comparison of one indicator with these numbers."""
    counts = dict.fromkeys(("before", "after", "both", "appeared", "vanished", "different", "changed"), 0) | numbers
    one = IndicatorChange("inwoners", "Inwoners", **counts, status_changed=0, new_periods=(), by_cause={})
    return Comparison(
        programme="dorp",
        served="0001-aaaaaaaa",
        served_made="2026-01-01T00:00:00+00:00",
        made="2026-01-02T00:00:00+00:00",
        set_back=False,
        same=False,
        indicators=(one,),
        largest=(),
        verdicts=(),
        deliveries=(),
        public=PublicChange(0, 0, 0, 0, 0),
        limits=Limits(),
    )


@pytest.mark.parametrize(
    ("numbers", "reasons"),
    [
        ({"before": 1000, "after": 990, "both": 990, "vanished": 10}, []),
        (
            {"before": 1000, "after": 989, "both": 989, "vanished": 11},
            ["1,1 % (11 van 1.000) van de cijfers vervalt; de grens is 1 %."],
        ),
        ({"before": 1000, "after": 1000, "both": 1000, "changed": 50}, []),
        (
            {"before": 1000, "after": 1000, "both": 1000, "changed": 51},
            ["5,1 % (51 van 1.000) van de cijfers verandert meer dan 5 %; de grens is 5 %."],
        ),
        (
            {"before": 1, "vanished": 1},
            [
                "Geen enkel cijfer meer: Inwoners.",
                "100 % (1 van 1) van de cijfers vervalt; de grens is 1 %.",
            ],
        ),
        ({"before": 1, "after": 100_000, "both": 1, "appeared": 99_999}, []),
    ],
)
def test_limits_hold_up_to_the_number_itself(numbers: dict[str, int], reasons: list[str]) -> None:
    assert _with(**numbers).reasons() == reasons


def test_limits_can_be_others_and_opposites_alone_turn_around() -> None:
    found = _with(before=100, after=98, both=98, vanished=2)
    assert replace(found, limits=Limits(vanished_share=0.02)).reasons() == []
    for before, after, turned in (
        ("gunstiger", "ongunstiger", True),
        ("lager", "hoger", True),
        ("groter geworden", "kleiner geworden", True),
        ("gunstiger", "niet aantoonbaar verschillend", False),
        ("hoger", "gunstiger", False),
    ):
        assert VerdictChange("i", "I", "Markt", "2024", "de kloof", before, after).turned == turned


@pytest.mark.parametrize("line", compare_words.limits_in_words(Limits()))
def test_every_limit_is_in_the_manual_as_the_page_says_it(line: str) -> None:
    assert f"- {line}" in (CHECKOUT / "docs" / "beheer.md").read_text(encoding="utf-8")


def test_update_publishes_says_nothing_new_or_leaves_the_proposal(town: Path, wijkpeil: Command) -> None:
    first = served()
    same = wijkpeil("update", "-p", NAME, "--offline")
    assert (same.code, same.out) == (0, f"Er is niets veranderd: peil {first} blijft gelden.\n")
    assert served() == first

    deliver(town.parent / "nieuw", edition="2025", koop=SAME_KOOP)
    within = wijkpeil("update", "-p", NAME, "--offline")
    assert (within.code, within.out) == (
        0,
        "Dit voorstel voegt 37 cijfers toe, 0 vervallen, 0 veranderen meer dan 5 %.\n"
        f"Binnen de grenzen: voor {NAME} geldt nu peil {served()}.\n",
    )
    assert str(served()).startswith("0002-")

    deliver(town.parent / "fout", koop=_koop(BU00010001="."))
    second = served()
    beyond = wijkpeil("update", "-p", NAME, "--offline")
    assert (beyond.code, beyond.out) == (
        3,
        "Dit voorstel voegt 0 cijfers toe, 1 vervalt, 0 veranderen meer dan 5 %.\n"
        "Buiten de grenzen: 1,4 % (1 van 74) van de cijfers vervalt; de grens is 1 %.\n"
        "Buiten de grenzen: 1,4 % (1 van 74) van de openbare cijfers vervalt; de grens is 1 %.\n"
        f"Het voorstel wacht op een mens. Bekijk het op de pagina Nieuwe opbouw of met: wijkpeil compare -p {NAME}.\n",
    )
    assert served() == second
    assert proposal.waiting() == [NAME]
    who = acts.here()
    assert audited(town, "wie", "peil") == [
        ("voorstel opbouwen", who, None),
        ("voorstel verwerpen", who, None),
        ("voorstel opbouwen", who, None),
        ("voorstel publiceren", who, None),
        ("peil gepubliceerd", who, second),
        ("voorstel opbouwen", who, None),
    ]


def test_compare_tells_it_all_to_people_and_programs(town: Path, wijkpeil: Command) -> None:
    deliver(town.parent / "later", koop=_koop(BU00010001="."), BU000101AD=300)
    wijkpeil("build", "-p", NAME, "--hold")
    lines = wijkpeil("compare").out.splitlines()
    assert lines[0].startswith(f"Voorstel voor {NAME}. Opgebouwd op ")
    assert lines[0].endswith(f" UTC; vergeleken met peil {served()}, dat nu geldt.")
    assert lines[1:] == [
        "Dit voorstel voegt 0 cijfers toe, 1 vervalt, 2 veranderen meer dan 5 %.",
        "Openbaar: 0 cijfers erbij, 1 vervallen, waarvan 1 nu afgeschermd of geheim.",
        "",
        "Leveringen:",
        "  cbs_kwb 2024, levering 2: komt in plaats van een eerdere levering",
        "",
        "Andere waarden (ook kleine), door:",
        "  herziening door de bron: 2",
        "",
        "Per indicator:",
        "  Koopwoningen: 1 vervallen",
        "  Aantal inwoners: 2 veranderd",
        "",
        "Grootste veranderingen:",
        "  Aantal inwoners, Krogten, 2024: 210 wordt 300 (herziening door de bron)",
        "  Aantal inwoners, Rest van de stad, 2024: 1.760 wordt 1.850 (herziening door de bron)",
        "",
        "Buiten de grenzen: 2,7 % (1 van 37) van de cijfers vervalt; de grens is 1 %.",
        "Buiten de grenzen: 5,6 % (2 van 36) van de cijfers verandert meer dan 5 %; de grens is 5 %.",
        "Buiten de grenzen: 2,7 % (1 van 37) van de openbare cijfers vervalt; de grens is 1 %.",
        f"Kijk ernaar en publiceer met wijkpeil publish -p {NAME}, of verwerp met wijkpeil discard -p {NAME}.",
    ]
    told = json.loads(wijkpeil("compare", "--json").out)
    assert told["totals"] == {
        **{"before": 37, "after": 36, "both": 36, "appeared": 0},
        **{"vanished": 1, "different": 2, "changed": 2, "status_changed": 0},
    }
    assert told["causes"]["herziening door de bron"] == 2
    assert len(told["beyond_limits"]) == 3
    assert told["cannot_be_published"] == []
