"""Web entry: the app with its routes and headers, found by `streamlit run app.py`; pages begin in pages/start.py."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from pages._routes import asset, geo
from pages._shell import apologise
from pages._shut_off import shut_off
from pages._web import DutchPages, ReadOnly, SecurityHeaders
from snapshot.settings import settings

if settings().public:
    shut_off()

app = st.App(
    "pages/start.py",
    routes=[
        Route("/geo/{programme}/{snapshot}/{file}", geo),
        Route("/assets/{path:path}", asset),
    ],
    on_script_error=apologise,
    middleware=[
        Middleware(SecurityHeaders),
        *([Middleware(ReadOnly)] if settings().public else []),
        Middleware(DutchPages),
    ],
)
