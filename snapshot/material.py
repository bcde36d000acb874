"""What a bijeenkomst, slides and reports are made of: figures, programme and stories, of now or of an edition."""

from dataclasses import dataclass

from model.editie import Correctie, Editie
from model.inhoud import Inhoud
from model.verhaal import Verhaal
from snapshot.programmes import programme_content
from snapshot.store import Snapshot, open_snapshot
from snapshot.stories import shown_stories


@dataclass(frozen=True)
class Material:
    """``verhalen`` are those that may be shown to who reads this; ``editie`` None: as it is now, not frozen.

    ``correcties``: what was said of the edition afterwards; shown wherever it is.
    """

    s: Snapshot
    inhoud: Inhoud
    verhalen: tuple[Verhaal, ...] = ()
    editie: Editie | None = None
    correcties: tuple[Correctie, ...] = ()


def current_material(programme: str) -> Material:
    """The served snapshot with the programme folder as it is now. Raises WijkpeilError."""
    return Material(open_snapshot(programme), programme_content(programme), shown_stories(programme))
