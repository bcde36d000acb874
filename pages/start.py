"""The script that Streamlit runs for every view: the page that the address asks for. The menu is ``_menu.py``.

It stands in pages/ and not beside it, so that Streamlit finds no ``pages/`` folder next to the script whose files it
would run by themselves on a deep link into a fresh process.
"""

import streamlit as st

from pages._entrance import sign_off
from pages._pages import PAGES

chosen = st.navigation(
    [st.Page(page.render, title=page.title, url_path=page.path, default=page is PAGES[0]) for page in PAGES],
    position="hidden",
)
st.set_page_config(page_title=f"{chosen.title} · Wijkpeil", layout="wide")
chosen.run()
sign_off()
