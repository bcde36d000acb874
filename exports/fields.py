"""The columns of an exported figure: name, meaning and type, said once for the files, their readme and the API."""

from dataclasses import dataclass

from charts.table import Column


@dataclass(frozen=True)
class Field:
    """One column. ``kind`` is the type as CSVW and JSON Schema call it: string, number or integer."""

    name: str
    about: str
    kind: str = "string"
    values: tuple[str, ...] = ()

    @property
    def column(self) -> Column:
        """The same as a column of a table; digits are not rounded in a file."""
        return Column(self.name, self.name, None if self.kind == "string" else 0)


def _compared(name: str, words: str) -> tuple[Field, ...]:
    return (
        Field(name, f"waarde van {words} in dezelfde periode", "number"),
        Field(f"verschil_{name}", f"waarde min die van {words}", "number"),
        Field(f"oordeel_{name}", f"wat de toets van het verschil met {words} zegt"),
    )


KEYS = (
    Field("indicator", "id van de indicator"),
    Field("gebied", "code van het gebied: CBS-code, of die van een groep buurten van het programma"),
    Field("periode", "jaar of andere periode van het cijfer"),
)
MEASURED = (
    Field("niveau", "land, gemeente, wijk, buurt, focuswijk, focuswijken (samen) of rest (van de stad)"),
    Field("grenzenjaar", "jaar van de grenzen waarop het cijfer ligt", "integer"),
    Field("waarde", "het cijfer; leeg als er geen is, zie reden", "number"),
    Field("status", "gemeten, voorlopig, geschat, uit een model, afgeschermd of geen cijfer"),
    Field("reden", "waarom er geen cijfer is"),
    Field("ondergrens", "ondergrens van het 95%-interval", "number"),
    Field("bovengrens", "bovengrens van het 95%-interval", "number"),
    Field("teller", "teller van het cijfer, waar die bekend en openbaar is", "number"),
    Field("noemer", "noemer van het cijfer, waar die bekend en openbaar is", "number"),
    *_compared("rest_van_de_stad", "de rest van de stad"),
    *_compared("gemeente", "de gemeente"),
    *_compared("nederland", "Nederland"),
    Field("nulmeting_periode", "periode van de nulmeting"),
    Field("nulmeting", "waarde bij de nulmeting", "number"),
    Field("verandering", "waarde min die bij de nulmeting", "number"),
    Field("verandering_ondergrens", "ondergrens van het 95%-interval van de verandering", "number"),
    Field("verandering_bovengrens", "bovengrens van het 95%-interval van de verandering", "number"),
    Field("oordeel_verandering", "wat de toets van de verandering zegt"),
    Field("geen_verandering_omdat", "waarom er geen verandering wordt getoond"),
    Field("opmerking", "hoe het cijfer van een groep, een enquête of op andere grenzen is gemaakt"),
    Field("bron", "id van de bron"),
    Field("editie", "editie van de bron"),
    Field("levering", "nummer van de levering van deze editie"),
)
NAMES = (
    Field("indicator_naam", "naam van de indicator"),
    Field("gewone_naam", "naam in gewone taal"),
    Field("thema", "thema van de indicator"),
    Field("eenheid", "eenheid van waarde, grenzen en vergelijkingen"),
    Field("gebied_naam", "naam van het gebied"),
)
ORIGIN = (
    Field("bron_naam", "naam van de bron"),
    Field("uitgever", "uitgever van de bron"),
    Field("licentie", "licentie van de bron"),
    Field("programma", "id van het programma"),
    Field("peil", "id van het peil, de vaste uitgave van alle cijfers"),
    Field("peil_sha256", "controlegetal (sha256) van de cijfers van het peil"),
    Field("citaat", "zo noemt u de bron"),
)
# A file that stands by itself has it all in each row; the public set has names and origin in tables of their own.
FLAT = (KEYS[0], *NAMES[:4], KEYS[1], NAMES[4], *MEASURED[:2], KEYS[2], *MEASURED[2:], *ORIGIN)
SET = (*KEYS, *MEASURED)
