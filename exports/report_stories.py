"""Stories in a report: whole, with their photo inside the file, and said where it may not go outside the gemeente."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from charts.stories import NO_PROOF, story_html, told_by
from exports.report_asked import Asked
from model.areas import spoken_name
from model.verhaal import Verhaal
from snapshot.edities import photo_of

INSIDE = "alleen binnen de gemeente"


def stories(asked: Asked, found: Sequence[Verhaal]) -> str:
    """A section with these stories; empty without any."""
    if not found:
        return ""
    shown = "".join(_story(asked, one) for one in found)
    return f'<h3>Verhalen</h3>{shown}<p class="wp-source">{escape(NO_PROOF)}</p>'


def _story(asked: Asked, story: Verhaal) -> str:
    names = {one.id: one.naam for one in asked.programme.bouwstenen}
    wijken = {one.id: one.naam for one in asked.programme.focuswijken}
    place = wijken.get(story.gebied) or spoken_name(asked.s.area_names.get(story.gebied, "")) or asked.cijfers.city
    about = told_by(story, place, names.get(story.bouwsteen, ""))
    return story_html(story, about, _photo(asked, story), "" if story.may_be_public else INSIDE, level=4)


def _photo(asked: Asked, story: Verhaal) -> str:
    photo = photo_of(asked.material, story)
    return f"data:image/jpeg;base64,{b64encode(photo).decode()}" if photo else ""
