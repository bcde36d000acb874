"""The commands of ``wijkpeil``, a module per subject, found by themselves; ``common`` is what they share."""
