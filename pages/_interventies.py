"""What pages share about interventies: the programme folder as it is now, and a word when it has a mistake."""

from charts.interventies import Work
from model.errors import WijkpeilError
from pages._address import link
from pages._shell import PageView, say_wrong
from snapshot.programmes import current_programme, programme_content


def work_of(view: PageView) -> Work | None:
    """The programme with its tables, as its folder says now; None, after saying what is wrong, with a mistake in it."""
    name = view.s.programme.id
    try:
        return Work(current_programme(name), programme_content(name))
    except WijkpeilError as error:
        say_wrong(str(error))
        return None


def link_to(view: PageView, interventie: str) -> str:
    """Address of all that is known of one interventie."""
    return link("interventies", programma=view.s.programme.id, interventie=interventie)
