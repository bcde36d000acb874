"""The dias about the programme itself: opening, in one picture, method, sources, corrections."""

from collections.abc import Iterator, Sequence

from charts import kloof_words as words
from charts.figure import editions
from charts.judged import OVERVIEW
from charts.numbers import day_label
from charts.programme_words import FITS
from charts.words import lower_first
from exports.dia import Beeld, Beeldsoort, Dia, Soort, Tabel
from exports.dia_cijfers import Cijfers
from exports.dia_keuze import RULE
from model.areas import focuswijk_code
from model.editie import Keuzes
from snapshot import figures
from snapshot.marks import withdrawal
from snapshot.material import Material


def opening(material: Material, cijfers: Cijfers) -> Dia:
    """The first dia: programme, edition, peil, and that an example is invented."""
    programme, s = cijfers.s.programme, cijfers.s
    edition = material.editie.naam if material.editie else ""
    keuzes = material.editie.keuzes if material.editie else Keuzes()
    meeting = [day_label(keuzes.datum) if keuzes.datum else "", keuzes.plaats]
    told = (" · ".join(part for part in (edition, *meeting) if part), keuzes.opening)
    said = [f"Looptijd {programme.begin} tot {programme.horizon}.", f"Nulmeting {programme.nulmeting.jaar}."]
    return Dia(
        id="opening",
        soort=Soort.OPENING,
        kop=programme.huisstijl.naam if programme.huisstijl else cijfers.city,
        titel=programme.naam,
        zinnen=(*(text for text in told if text), " ".join(said)),
        bron=f"Peil {s.id}, gemaakt op {day_label(str(s.manifest['gemaakt']))}; bewerkt door Wijkpeil",
        notities=(
            *([f"Bevroren als {material.editie.naam}; stempel {material.editie.stempel}."] if material.editie else []),
            *programme.kanttekeningen,
        ),
    )


def overview(cijfers: Cijfers) -> Dia:
    """The programme in one picture: bouwstenen with their doelen, and where the focuswijken lie."""
    programme = cijfers.s.programme
    linked = tuple(focuswijk_code(wijk.id) for wijk in programme.focuswijken if wijk.buurten)
    names = ", ".join(wijk.naam for wijk in programme.focuswijken)
    n = len(programme.focuswijken)
    where = f"In {n} focuswijken" if n > 1 else f"In {names}" if n else f"In {cijfers.city}"
    drawn = bool(linked) and any(file["level"] in ("focuswijk", "gemeente") for file in cijfers.s.geo_files)
    return Dia(
        id="programma",
        soort=Soort.PROGRAMMA,
        kop=f"Wat het programma wil, van {programme.begin} tot {programme.horizon}",
        titel=f"{where} werken aan {_listed([lower_first(b.naam) for b in programme.bouwstenen])}",
        zinnen=tuple(f"{b.naam}: {'; '.join(lower_first(d.naam) for d in b.doelen)}." for b in programme.bouwstenen),
        beeld=Beeld(
            Beeldsoort.LIGGING,
            alternatief=f"Kaart van {cijfers.city} met de focuswijken: {names}.",
            onderschrift="Waar de focuswijken liggen",
            gebieden=linked,
        )
        if drawn
        else None,
        notities=tuple(
            text
            for text in (
                programme.selectie,
                programme.horizon_toelichting,
                *(f"{w.naam}: aansluiting {w.aansluiting.value}. {w.toelichting or FITS[w.aansluiting]}"
                  for w in programme.focuswijken),
            )
            if text
        ),
    )  # fmt: skip


def closing(material: Material, cijfers: Cijfers) -> Iterator[Dia]:
    """Sources, method, and a correction when the figures were withdrawn."""
    s = material.s
    if mark := withdrawal(s.directory):
        yield Dia(
            id="correctie",
            soort=Soort.CORRECTIE,
            kop="Correctie",
            titel="Cijfers van dit peil zijn ingetrokken",
            zinnen=(mark.notice,),
        )
    yield Dia(
        id="methode",
        soort=Soort.BRONNEN,
        kop="Verantwoording",
        titel="Hoe zijn deze cijfers gekozen en getoetst?",
        zinnen=(RULE.format(bouwsteen=s.programme.bouwsteen_naam.lower()), *words.notes(s.programme), OVERVIEW),
    )
    sources = figures.sources(s)
    names = {source.id: source.name for source in s.sources.values()}
    rows = []
    for source, own in sources.groupby("source", sort=False):
        named = editions(names, [(str(source), str(edition)) for edition in own["edition"]])
        rows.append((*named, str(own["publisher"].iloc[-1]), str(own["licence"].iloc[-1])))
    yield Dia(
        id="bronnen",
        soort=Soort.BRONNEN,
        kop="Verantwoording",
        titel="Waar komen de cijfers vandaan?",
        tabel=Tabel(("bron", "uitgever", "licentie"), tuple(rows)),
        bron=f"Peil {s.id}, gemaakt op {day_label(str(s.manifest['gemaakt']))}; bewerkt door Wijkpeil",
        notities=(f"Alle cijfers van dit peil samen: sha256 {s.manifest['canoniek_sha256']}.",),
    )


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
