"""The command about stories: which there are, the public folder made anew, and one taken away."""

from typing import Annotated

import typer

from commands.common import app, out
from snapshot import acts
from snapshot.stories import stories
from snapshot.story_withdrawal import publish_stories, withdraw_story


@app.command("stories")
def stories_command(
    programme: Annotated[str, typer.Option("--programme", "-p", help="Naam van het programma.")],
    withdraw: Annotated[str | None, typer.Option("--withdraw", help="Neem dit verhaal overal weg, voorgoed.")] = None,
) -> None:
    """Toon de verhalen met hun stand en maak de openbare map opnieuw, of neem er een overal weg met --withdraw."""
    if withdraw is not None:
        shipped = withdraw_story(acts.here(), programme, withdraw)
        out.print(f"Verhaal {withdraw} is weg uit de map, uit edities en uit de eigen openbare map.")
        if shipped:
            out.print("Het staat nog in de meegeleverde programmamap, waar niemand het ziet. Haal het daar ook weg.")
        out.print("Heeft de openbare site een eigen server, verzend dan opnieuw met: wijkpeil ship --to MAP.")
    public = publish_stories(programme)
    for story in stories(programme):
        out.print(f"{'openbaar' if story.id in public else '':<9} {story.state:<21} {story.id}  {story.titel}")
