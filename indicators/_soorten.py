"""Kinds of events that are counted per thousand inhabitants: their words, variables and a worked example.

One table for what a gemeente's register and the police's national table both count, so that the two read alike.
"""

from dataclasses import dataclass

from indicators._parts import worked
from model.indicator import WorkedExample


@dataclass(frozen=True)
class Kind:
    """``id``, ``name`` and ``plain_name`` without the source; ``plain_what``: as it stands in a sentence.

    ``counts``: of ``variables`` in a buurt of 2.000, then in one of 500 inhabitants; ``answer``: per thousand in the
    first, the second and both together.
    """

    id: str
    name: str
    plain_name: str
    plain_what: str
    variables: tuple[str, ...]
    counts: tuple[float, ...]
    answer: tuple[float, float, float]

    def example(self, inhabitants: str) -> WorkedExample:
        """The example, with ``inhabitants`` as the variable that is divided by."""
        size = len(self.variables)
        first = dict(zip(self.variables, self.counts[:size], strict=True))
        second = dict(zip(self.variables, self.counts[size:], strict=True))
        return worked(
            {**first, inhabitants: 2000}, {**second, inhabitants: 500}, values=self.answer[:2], group=self.answer[2]
        )


MISDRIJVEN: tuple[Kind, ...] = (
    Kind(
        "woninginbraken",
        "Woninginbraken",
        "Inbraken in huizen",
        "inbraken of diefstallen in een huis",
        ("misdrijven_woninginbraak",),
        (8, 1),
        (4, 2, 3.6),
    ),
    Kind(
        "fietsdiefstallen",
        "Diefstal van fietsen en brommers",
        "Gestolen fietsen",
        "gestolen fietsen of brommers",
        ("misdrijven_fietsdiefstal",),
        (20, 10),
        (10, 20, 12),
    ),
    Kind(
        "autodiefstallen",
        "Diefstal van en uit auto's",
        "Diefstal van en uit auto's",
        "diefstallen van of uit een auto",
        ("misdrijven_diefstal_motorvoertuig", "misdrijven_diefstal_uit_motorvoertuig"),
        (4, 16, 1, 4),
        (10, 10, 10),
    ),
    Kind(
        "winkeldiefstallen",
        "Winkeldiefstallen",
        "Diefstal uit winkels",
        "diefstallen uit een winkel",
        ("misdrijven_winkeldiefstal",),
        (50, 0),
        (25, 0, 20),
    ),
    Kind(
        "inbraken_elders",
        "Inbraken in schuren, garages en bedrijven",
        "Inbraken in schuren, garages en bedrijven",
        "inbraken in een schuur, garage of bedrijf",
        ("misdrijven_inbraak_box_garage_schuur", "misdrijven_inbraak_bedrijf"),
        (6, 2, 1, 1),
        (4, 4, 4),
    ),
    Kind(
        "geweldsmisdrijven",
        "Geweldsmisdrijven (zonder zedenmisdrijven)",
        "Geweld",
        "misdrijven met geweld of bedreiging",
        (
            "misdrijven_mishandeling",
            "misdrijven_bedreiging",
            "misdrijven_openlijk_geweld",
            "misdrijven_overval",
            "misdrijven_straatroof",
            "misdrijven_moord_doodslag",
        ),
        (10, 6, 2, 0, 2, 0, 3, 1, 0, 0, 1, 0),
        (10, 10, 10),
    ),
    Kind(
        "vernielingen", "Vernielingen", "Vernielingen", "vernielingen", ("misdrijven_vernieling",), (14, 1), (7, 2, 6)
    ),
    Kind(
        "drugshandel",
        "Drugshandel",
        "Handel in drugs",
        "misdrijven met handel in drugs",
        ("misdrijven_drugshandel",),
        (4, 1),
        (2, 2, 2),
    ),
)
