"""The script that Streamlit runs for every view: the menu, and the page that the address asks for.

It stands in pages/ and not beside it, so that Streamlit finds no ``pages/`` folder next to the script whose files it
would run by themselves on a deep link into a fresh process.
"""

import streamlit as st

from charts.style import ASSETS
from pages._entrance import may_see, sign_off
from pages._pages import PAGES

st.logo((ASSETS / "logo.svg").read_text(encoding="utf-8"), size="large")
chosen = st.navigation(
    [
        st.Page(
            page.render,
            title=page.title,
            url_path=page.path,
            default=page is PAGES[0],
            visibility="visible" if may_see(page.roles) else "hidden",
        )
        for page in PAGES
    ],
    position="top",
)
st.set_page_config(page_title=f"{chosen.title} · Wijkpeil", layout="wide")
chosen.run()
sign_off()
