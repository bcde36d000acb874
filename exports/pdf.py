"""HTML to an accessible PDF (PDF/UA-1) with WeasyPrint: tags, headings, alt texts, language, bookmarks, page numbers.

WeasyPrint needs Pango, a library of the system: it is loaded when a PDF is asked for, so that all else works without.
"""

from model.errors import WijkpeilError

_WITHOUT = (
    "Deze machine kan geen PDF maken: Pango ontbreekt. Zet het erbij (Debian: apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0), of maak het als HTML: dat kan ook zonder, en een browser drukt het af."
)


def pdf_of(html: str) -> bytes:
    """The PDF of a page that holds all it needs: nothing is fetched. Raises WijkpeilError where Pango is missing."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise WijkpeilError(_WITHOUT) from error
    inside = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made: bytes = HTML(string=html, url_fetcher=inside).write_pdf(pdf_variant="pdf/ua-1")
    return made


def why_no_pdf() -> str:
    """Why this machine cannot make a PDF, and what to do; empty where it can."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return _WITHOUT
    return ""
