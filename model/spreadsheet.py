"""Text that a spreadsheet leaves alone: a quote before what it would take for a formula, and taking it off again."""

# A spreadsheet takes a cell that begins so for a formula (OWASP: CSV injection; the wide forms are those of Excel).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula; ``as_written`` gives it back, also when it began with quotes."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def as_written(text: str) -> str:
    """The text that ``harmless`` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
