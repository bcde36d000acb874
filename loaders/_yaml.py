"""YAML of a stranger: read within bounds, and whatever is wrong with it is one kind of error."""

from typing import Any

import yaml


class _PlainLoader(yaml.SafeLoader):
    """YAML without references to another place: a few lines of those unpack to more than memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="reference", problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


def compose_yaml(text: str) -> yaml.Node | None:
    """The nodes of a document, with their lines; None when it is empty. Raises yaml.YAMLError."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_PlainLoader)
    except RecursionError:
        raise yaml.YAMLError("too deep") from None
    return node


def load_yaml(text: str) -> Any:
    """The content of a document. Raises yaml.YAMLError, also for a date or number that cannot be."""
    try:
        return yaml.load(text, Loader=_PlainLoader)
    except (ValueError, RecursionError, OverflowError) as error:
        raise yaml.YAMLError(type(error).__name__) from None
