"""The work that residents may read about: in the public half as it was at the build, else as the folder says now."""

from typing import Any

from model.inhoud import Inhoud
from model.werk import OpenbaarWerk, public_work
from snapshot.last_good import shown_content
from snapshot.store import Audience, Snapshot

_PART = "werk"  # of what the manifest says of the public half


def manifest_part(inhoud: Inhoud) -> dict[str, Any]:
    """What the manifest keeps of it: all that a public server knows of the programme folder's tables."""
    return {_PART: [one.model_dump(mode="json") for one in public_work(inhoud)]}


def public_work_of(s: Snapshot) -> tuple[OpenbaarWerk, ...]:
    """Public work for a reader of this snapshot; nothing in one of before there was any. Raises WijkpeilError when the
    programme folder, which only the municipality has, is gone."""
    if s.audience is Audience.INTERN:
        return public_work(shown_content(s.programme.id).inhoud)
    return tuple(OpenbaarWerk.model_validate(one) for one in s.manifest["openbaar"].get(_PART, []))
