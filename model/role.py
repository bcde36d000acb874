"""Who may do what in the intern part: four roles, and for each thing to do the roles that may do it."""

from enum import StrEnum


class Role(StrEnum):
    """A person's role; ``beheerder`` may do everything."""

    BEHEERDER = "beheerder"
    ANALIST = "analist"
    COORDINATOR = "coordinator"
    LEZER = "lezer"


ROLE_LABELS = {
    Role.BEHEERDER: "beheerder",
    Role.ANALIST: "analist",
    Role.COORDINATOR: "coördinator",
    Role.LEZER: "lezer",
}

EVERYONE = frozenset(Role)
ADDS_DATA = frozenset({Role.BEHEERDER, Role.ANALIST})
EDITS_PROGRAMME = frozenset({Role.BEHEERDER, Role.ANALIST, Role.COORDINATOR})
# Writes, approves and takes away stories.
MODERATES = frozenset({Role.BEHEERDER, Role.COORDINATOR})
