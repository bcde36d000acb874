"""Puts the city map on a page: the component that loads assets/kaart.js, and what a click on an area does."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages._address import put
from pages._routes import version

# Only this is sent on a rerun; the script is a file that the browser keeps. (One line would be taken for a path.)
_LOADER = """export default async (component) => {{
  const script = await import(new URL('{file}', location.origin).href);
  return script.default(component);
}}
"""


@st.cache_resource(show_spinner=False)
def _component(file: str) -> Callable[..., Any]:
    return st.components.v2.component("wijkpeil_kaart", js=_LOADER.format(file=file), isolate_styles=False)


def city_map(picture: dict[str, Any], key: str, choose: bool = True) -> None:
    """Draw a picture of charts.city_map; a chosen area goes to the address as ``gebied``."""

    def chosen() -> None:
        area = st.session_state[key].get("gebied")
        if area is not None:
            put("gebied", area)

    component = _component(f"/assets/{version()}/kaart.js")
    component(key=key, data=picture if choose else picture | {"fixed": True}, on_gebied_change=chosen)
