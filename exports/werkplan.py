"""The werkplan: per bouwsteen one sheet for its table, made of the same figures, sentences and choice as the report."""

from datetime import UTC, date, datetime

from charts import report_work, werkplan_vragen
from charts import werkplan as drawn
from charts.paper import Chapter, sheets
from exports.dia_bouwsteen import kernset
from exports.report_asked import Asked
from exports.report_bouwsteen import headlines, picked
from exports.report_parts import bouwsteen_of, owner, stamped
from model.programme import Bouwsteen
from snapshot.material import Material


def werkplan_html(material: Material, bouwsteen: str = "") -> str:
    """The sheets of all bouwstenen, or of one by its id. Raises WijkpeilError for one that does not exist."""
    asked = Asked(material)
    chosen = (bouwsteen_of(asked, bouwsteen),) if bouwsteen else asked.programme.bouwstenen
    chapters = [
        Chapter(f"bouwsteen-{one.id}", drawn.title(one, asked.programme.bouwsteen_naam), sheet(asked, one))
        for one in chosen
    ]
    title = f"Werkplan: {asked.programme.naam}"
    return sheets(title, owner(asked), stamped(asked), chapters, asked.tokens)


def sheet(asked: Asked, bouwsteen: Bouwsteen) -> str:
    """What is on the sheet of one bouwsteen, below its head."""
    inhoud, indicators = asked.inhoud, asked.s.indicators
    ids = kernset(bouwsteen)
    gaps = {i: asked.cijfers.kloof[i][-1] for i in ids if i in asked.cijfers.kloof}
    interventies = report_work.interventies_of(inhoud, bouwsteen)
    prestaties = [
        *report_work.prestaties_of(inhoud.activiteiten, inhoud, bouwsteen),
        *report_work.prestaties_of(inhoud.resultaten, inhoud, bouwsteen),
    ]
    found = [
        *werkplan_vragen.from_figures(ids, gaps, indicators),
        *werkplan_vragen.from_targets(ids, inhoud, indicators),
        *werkplan_vragen.from_work(interventies, prestaties, _day(asked)),
    ]
    lines, matter = headlines(asked, bouwsteen), picked(asked, bouwsteen)
    own = werkplan_vragen.from_tables(inhoud, bouwsteen)
    told = [f"{count}: {names}" for count, names in drawn.statuses(interventies)]
    rows = drawn.rows_of(len(gaps), len(prestaties))
    room = drawn.room([" ".join(lines), *matter, *told, *own], rows, found)
    done = drawn.by_status(interventies) + drawn.counted(prestaties, f"Gepland en gedaan: {bouwsteen.naam}")
    caption = f"Focuswijken samen naast de rest van {asked.cijfers.city}: {bouwsteen.naam}"
    return drawn.sheet(
        (
            ("Waar staan we?", drawn.stand(lines, matter)),
            ("Wat was gepland, wat is gedaan?", done),
            ("Wat zeggen de cijfers?", drawn.kernset(bouwsteen.doelen, gaps, indicators, caption)),
            ("Vragen voor de tafel", drawn.questions(own, found[: room.questions])),
        ),
        room.lines,
    )


def _day(asked: Asked) -> date:
    """The day by which something is late: that of the edition, else today."""
    editie = asked.material.editie
    return datetime.now(UTC).date() if editie is None else date.fromisoformat(editie.gemaakt[:10])
