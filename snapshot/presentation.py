"""On which borders figures are shown: the programme's grenzenjaar, another year with a map, or each on its own."""

from model.errors import WijkpeilError
from snapshot import border_figures
from snapshot.store import Snapshot

OWN = "eigen"


def choices(s: Snapshot) -> list[str]:
    """What may be chosen, the default first: the grenzenjaar, the other years with a map of buurten, and ``OWN``.

    Without a map of the grenzenjaar the default is every figure on its own borders.
    """
    years = border_figures.border_years(s)
    default = s.programme.grenzenjaar
    others = [str(year) for year in sorted(years, reverse=True) if year != default]
    return [str(default), *others, OWN] if default in years else [OWN, *others]


def year_of(choice: str) -> int | None:
    """The year for ``figures``; None for every figure on its own borders."""
    return None if choice == OWN else int(choice)


def asked_year(s: Snapshot, asked: str | None) -> int | None:
    """As ``year_of``, for a choice that a person typed; None gives the default. Raises WijkpeilError."""
    present = choices(s)
    if asked is None:
        return year_of(present[0])
    if asked not in present:
        years = sorted(choice for choice in present if choice != OWN)
        maps = f"Er zijn kaarten van {', '.join(years)}. " if years else "Er zijn nog geen kaarten van buurten. "
        raise WijkpeilError(
            f"Op de grenzen van '{asked}' kan Wijkpeil geen cijfers tonen. {maps}Kies met --grenzen "
            f"{'een van deze jaren of ' if years else ''}'{OWN}' (elk cijfer op zijn eigen grenzen)."
        )
    return year_of(asked)
