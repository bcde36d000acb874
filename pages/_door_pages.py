"""What somebody sees who is not let in: a page without Streamlit, in the same look, that says why and what to do."""

from html import escape

from starlette.responses import HTMLResponse, Response

from pages._routes import version

LOGOUT = "/auth/logout"
_NEVER_KEPT = {"Cache-Control": "no-store"}


def log_in(link: str, failed: bool) -> Response:
    """For who is not logged in; ``link`` begins the login, ``failed``: that was tried a moment ago."""
    if failed:
        title, said = "Inloggen is niet gelukt", "De inlogdienst gaf geen geldige aanmelding terug, of u brak het af."
        return _page(title, said, (link, "Probeer het opnieuw"), status=401)
    said = "Dit deel van Wijkpeil is van de gemeente. Log in met het account van uw werk."
    return _page("Log in om verder te gaan", said, (link, "Inloggen"), status=401)


def no_access(name: str) -> Response:
    """For who is logged in and has no role here."""
    said = f"U bent ingelogd als {name}, maar dit account heeft geen rol in Wijkpeil. Vraag de beheerder om toegang."
    return _page("U hebt nog geen toegang", said, (LOGOUT, "Log uit"), status=403)


def not_open() -> Response:
    """For everybody, while the file with the roles cannot be read."""
    said = "De toegang is niet goed ingesteld. De beheerder vindt de fout in het logboek van de app."
    return _page("Wijkpeil is nu niet open", said, None, status=503)


def _page(title: str, said: str, button: tuple[str, str] | None, status: int) -> Response:
    root = f"/assets/{version()}"
    link = f'<p><a class="wp-button" href="{escape(button[0])}">{escape(button[1])}</a></p>' if button else ""
    html = f"""<!DOCTYPE html>
<html lang="nl">
  <head>
    <meta charset="UTF-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{escape(title)} · Wijkpeil</title>
    <link rel="icon" type="image/svg+xml" href="{root}/peil.svg" />
    <link rel="stylesheet" href="{root}/tokens.css" />
    <link rel="stylesheet" href="{root}/wijkpeil.css" />
  </head>
  <body class="wp-door">
    <main>
      <img src="{root}/logo.svg" alt="Wijkpeil" />
      <h1>{escape(title)}</h1>
      <p>{escape(said)}</p>
      {link}
    </main>
  </body>
</html>
"""
    return HTMLResponse(html, status, headers=_NEVER_KEPT)
