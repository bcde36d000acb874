"""Errors as part of the product: every objection names file, row, column, value, problem and remedy, in Dutch."""

from model.base import Model


class Objection(Model):
    """One thing that is wrong with a file, in words that let its owner mend it.

    ``row`` is the row as a spreadsheet counts it (the header is row 1). ``value`` is shown literally: a loader that
    suspects personal data leaves it out.
    """

    file: str
    problem: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"rij {self.row}")
        if self.column is not None:
            place.append(f"kolom '{self.column}'")
        if self.value is not None:
            place.append(f"waarde '{self.value}'")
        return f"{', '.join(place)}: {self.problem} {self.remedy}".strip()


class LoadRefused(Exception):
    """A file that goes in whole or not at all, and now does not. Holds at least one objection."""

    def __init__(self, *objections: Objection) -> None:
        super().__init__("\n".join(str(objection) for objection in objections))
        self.objections = objections


class WijkpeilError(Exception):
    """Any other error that a user may see: the message is a whole Dutch sentence with a remedy."""
