"""What a proposal would change, as plain values; and the limits within which it may be published without a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from indicators.methods.verdicts import VERDICTS

_DUTCH = str.maketrans(",.", ".,")
_OPPOSITE = (
    frozenset({"gunstiger", "ongunstiger"}),
    frozenset({"hoger", "lager"}),
    frozenset({"kleiner geworden", "groter geworden"}),
)
assert all(word in VERDICTS for pair in _OPPOSITE[:2] for word in pair)


class Cause(StrEnum):
    """Why a figure has another value: what differs between the two snapshots that can explain it."""

    REVISION = "herziening door de bron"
    EDITION = "andere bron of editie"
    FOLLOWS = "volgt uit andere leveringen of het programma"
    OURS = "eigen berekening"


@dataclass(frozen=True)
class Limits:
    """Within these a proposal is published without a person; docs/beheer.md says why. Shares are of 1."""

    # A figure counts as changed beyond this part of what it was, and at least one step of its last shown decimal.
    relative_change: float = 0.05
    changed_share: float = 0.05
    vanished_share: float = 0.01
    public_vanished_share: float = 0.01
    # Indicators that lose all their figures, verdicts that turn around, values that nothing in the input explains.
    vanished_indicators: int = 0
    turned_verdicts: int = 0
    changed_by_us: int = 0


@dataclass(frozen=True)
class IndicatorChange:
    """One indicator: numbers of figures (cells with a value).

    ``both``: in both snapshots; of these ``different`` have another value, ``changed`` one beyond the limit.
    ``new_periods``: periods that had no figure at all. ``status_changed``: other status or reason, value or not.
    ``by_cause``: of the different ones, how many by each ``Cause``.
    """

    indicator: str
    name: str
    before: int
    after: int
    both: int
    appeared: int
    vanished: int
    different: int
    changed: int
    status_changed: int
    new_periods: tuple[str, ...]
    by_cause: dict[Cause, int]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.appeared or self.vanished or self.different or self.status_changed)


@dataclass(frozen=True)
class ValueChange:
    """One figure that changed beyond the limit."""

    indicator: str
    name: str
    area: str
    area_name: str
    period: str
    before: float
    after: float
    decimals: int
    source: str
    edition: str
    cause: Cause


@dataclass(frozen=True)
class VerdictChange:
    """A verdict about a group of focuswijken that is another one, for the same period; ``about``: what is judged."""

    indicator: str
    name: str
    area_name: str
    period: str
    about: str
    before: str
    after: str

    @property
    def turned(self) -> bool:
        """Whether it says the opposite now."""
        return frozenset({self.before, self.after}) in _OPPOSITE


@dataclass(frozen=True)
class DeliveryChange:
    """A delivery that only one of both snapshots used. ``what``: nieuw, vervangt, or weg."""

    source: str
    edition: str
    number: int
    what: str


@dataclass(frozen=True)
class PublicChange:
    """Numbers of figures in the public half; ``hidden``: had a value, and is now withheld to protect people."""

    before: int
    after: int
    appeared: int
    vanished: int
    hidden: int


@dataclass(frozen=True)
class Comparison:
    """A proposal beside what is served. ``served`` None: nothing is. ``set_back``: a newer one was taken away by hand.

    ``same``: figures of both halves, input, programme and declarations are equal, so that there is nothing to publish.
    ``largest``: the figures that changed most, at most 100.
    """

    programme: str
    served: str | None
    served_made: str | None
    made: str
    set_back: bool
    same: bool
    indicators: tuple[IndicatorChange, ...]
    largest: tuple[ValueChange, ...]
    verdicts: tuple[VerdictChange, ...]
    deliveries: tuple[DeliveryChange, ...]
    public: PublicChange
    limits: Limits

    def total(self, name: str) -> int:
        """A number of every indicator added up: ``appeared``, ``vanished``, ``both``, ``different``, ``changed`` …"""
        return sum(getattr(one, name) for one in self.indicators)

    def caused(self, cause: Cause) -> int:
        """Figures with another value by this cause."""
        return sum(one.by_cause.get(cause, 0) for one in self.indicators)

    @property
    def gone(self) -> tuple[IndicatorChange, ...]:
        """Indicators that had figures and have none."""
        return tuple(one for one in self.indicators if one.before and not one.after)

    @property
    def come(self) -> tuple[IndicatorChange, ...]:
        """Indicators that had no figures and have some; none when nothing is served."""
        return tuple(one for one in self.indicators if self.served and one.after and not one.before)

    def reasons(self) -> list[str]:
        """In Dutch, why a person must look before this is published; empty when it is within the limits."""
        limits, before, both = self.limits, self.total("before"), self.total("both")
        found = []
        if self.set_back:
            found.append(
                "Het nieuwste peil is ingetrokken of teruggezet. Kijk eerst of de fout van toen in dit voorstel weg is."
            )
        if len(self.gone) > limits.vanished_indicators:
            found.append(f"Geen enkel cijfer meer: {_listed(one.name for one in self.gone)}.")
        if (vanished := self.total("vanished")) > limits.vanished_share * before:
            found.append(
                f"{_share(vanished, before)} van de cijfers vervalt; de grens is {_percent(limits.vanished_share)}."
            )
        if (changed := self.total("changed")) > limits.changed_share * both:
            found.append(
                f"{_share(changed, both)} van de cijfers verandert meer dan {_percent(limits.relative_change)}; de "
                f"grens is {_percent(limits.changed_share)}."
            )
        if (ours := self.caused(Cause.OURS)) > limits.changed_by_us:
            found.append(
                f"{figures_in_words(ours)} {'verandert' if ours == 1 else 'veranderen'} zonder dat er een bron of het "
                "programma is veranderd. Dat hoort alleen na een nieuwe versie van Wijkpeil."
            )
        turned = [one for one in self.verdicts if one.turned]
        if len(turned) > limits.turned_verdicts:
            said = _listed(
                f"{one.name}, {one.area_name}, {one.period} ({one.before} wordt {one.after})" for one in turned
            )
            found.append(f"Een oordeel over de focuswijken slaat om: {said}.")
        if self.public.vanished > limits.public_vanished_share * self.public.before:
            found.append(
                f"{_share(self.public.vanished, self.public.before)} van de openbare cijfers vervalt; de grens is "
                f"{_percent(limits.public_vanished_share)}."
            )
        return found


def delivery_changes(
    before: Iterable[tuple[str, str, int]], after: Iterable[tuple[str, str, int]]
) -> tuple[DeliveryChange, ...]:
    """New and gone deliveries; a new one of a source and edition that was there replaces the one before it."""
    old, new = set(before), set(after)
    editions = {(source, edition) for source, edition, _ in old}
    found = [DeliveryChange(s, e, n, "vervangt" if (s, e) in editions else "nieuw") for s, e, n in sorted(new - old)]
    return (*found, *(DeliveryChange(s, e, n, "weg") for s, e, n in sorted(old - new)))


def whole(number: int) -> str:
    """``1.234``."""
    return f"{number:,}".translate(_DUTCH)


def figures_in_words(number: int) -> str:
    """``1 cijfer``, ``1.234 cijfers``."""
    return f"{whole(number)} {'cijfer' if number == 1 else 'cijfers'}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".rstrip("0").rstrip(".").replace(".", ",") + " %"


def _share(part: int, of: int) -> str:
    return f"{_percent(part / of if of else 1.0)} ({whole(part)} van {whole(of)})"


def _listed(names: Iterable[str], most: int = 5) -> str:
    all_names = list(names)
    more = f" en nog {len(all_names) - most}" if len(all_names) > most else ""
    return "; ".join(all_names[:most]) + more
