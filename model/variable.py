"""A variable: what a source measures, in one canonical unit, whatever its files call it."""

from model.base import Model


class Variable(Model):
    """``unit`` is the canonical unit of values in observation frames, spelled as CBS spells it."""

    id: str
    title: str
    unit: str
    kind: str
