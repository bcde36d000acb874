"""Makes charts/assets/delen.png, the picture beside a shared link, from the logo and the tokens of the look.

Run it anew when one of these changes: ``python -m tests.browser.share_image``.
"""

from base64 import b64encode

from charts.style import ASSETS, LIGHT
from tests.browser._server import browser

WIDTH, HEIGHT = 1200, 630
FILE = ASSETS / "delen.png"
_FONT = "fonts/ibm-plex-sans-latin-wght-normal.woff2"


def main() -> None:
    """Draw it in the browser, at the size that networks show."""
    logo, font = (b64encode((ASSETS / name).read_bytes()).decode() for name in ("logo.svg", _FONT))
    html = f"""<!DOCTYPE html><style>
    @font-face {{ font-family: Plex; src: url(data:font/woff2;base64,{font}); font-weight: 100 700; }}
    body {{ margin: 0; width: {WIDTH}px; height: {HEIGHT}px; box-sizing: border-box; padding: 90px 100px;
      background: {LIGHT.background}; border-bottom: 24px solid {LIGHT.brand}; font-family: Plex; color: {LIGHT.ink}; }}
    img {{ height: 92px; display: block; margin-bottom: 84px; }}
    h1 {{ font-size: 76px; line-height: 1.1; margin: 0 0 28px; color: {LIGHT.brand}; font-weight: 700; }}
    p {{ font-size: 34px; margin: 0; color: {LIGHT.muted}; }}
    </style><img src="data:image/svg+xml;base64,{logo}"><h1>Hoe gaat het in uw buurt?</h1>
    <p>Cijfers over wonen, geld, werk en veiligheid, in gewone taal</p>"""
    with browser() as one:
        page = one.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(html)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(300)
        page.screenshot(path=FILE)


if __name__ == "__main__":
    main()
