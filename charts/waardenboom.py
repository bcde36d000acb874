"""The waarden of a programme: waarde → inwonergroep → what inwoners and the city want to reach. HTML."""

from html import escape

from model.inhoud import Inhoud
from model.waarden import Inwonergroep, Waarde


def waardenboom(inhoud: Inhoud) -> str:
    """All waarden, each closed until asked for."""
    shown = "".join(_waarde(waarde, inhoud) for waarde in inhoud.waarden)
    return f'<div class="wp-tree">{shown}</div>'


def _waarde(waarde: Waarde, inhoud: Inhoud) -> str:
    groups = [group for group in inhoud.inwonergroepen if group.waarde == waarde.id]
    count = "één groep inwoners" if len(groups) == 1 else f"{len(groups)} groepen inwoners"
    note = f'<p class="wp-small">{escape(waarde.noot)}</p>' if waarde.noot else ""
    body = f"<p>{escape(waarde.visie)}</p>{note}{''.join(group_html(group, inhoud) for group in groups)}"
    head = f"<summary><strong>{escape(waarde.naam)}</strong><span>{count}</span></summary>"
    return f'<details class="wp-details">{head}<div>{body}</div></details>'


def group_html(group: Inwonergroep, inhoud: Inhoud) -> str:
    """One inwonergroep with what its inwoners want, and what the city wants with them."""
    own = [one.doel for one in inhoud.inwonerdoelen if one.inwonergroep == group.id]
    together = [
        f"{one.doel} (wettelijke taak)" if one.wettelijk else one.doel
        for one in inhoud.collectieve_doelen
        if one.inwonergroep == group.id
    ]
    told = " ".join(text for text in (group.visie, group.toelichting) if text)
    about = f'<p class="wp-small">{escape(told)}</p>' if told else ""
    lists = _list("Doelen van inwoners", own) + _list("Samen", together)
    return f"<h3>{escape(group.naam)}</h3>{about}<div class='wp-two'>{lists}</div>"


def _list(title: str, items: list[str]) -> str:
    shown = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f'<div><h4 class="wp-group-title">{title}</h4><ul class="wp-list">{shown}</ul></div>' if items else ""
