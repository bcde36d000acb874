"""Web entry: the app with its access, routes and headers, for `streamlit run app.py`; its pages: pages/start.py."""

import sys

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from model.errors import WijkpeilError
from pages._api import ROUTES
from pages._door import Door
from pages._no_delay import no_delay
from pages._podium import stage
from pages._routes import asset, geo, logo, picture, story
from pages._shell import apologise
from pages._shut_off import shut_off
from pages._warm import warm
from pages._web import DutchPages, OnlyHere, ReadOnly, SecurityHeaders
from snapshot.listening import check_address
from snapshot.login import login
from snapshot.settings import settings

try:
    check_address(st.get_option("server.address"), settings().public)
    known = login()
except WijkpeilError as error:
    sys.exit(f"Fout: {error}")

if settings().public:
    shut_off()
    guard = Middleware(ReadOnly)
else:
    guard = Middleware(Door, login=known) if known else Middleware(OnlyHere)
warm()
no_delay()

app = st.App(
    "pages/start.py",
    routes=[
        Route("/geo/{programme}/{snapshot}/{file}", geo),
        Route("/huisstijl/{programme}/{snapshot}/logo", logo),
        Route("/huisstijl/{programme}/{snapshot}/delen.png", picture),
        Route("/verhaal/{programme}/{story}.jpg", story),
        Route("/podium/{programme}/{edition}", stage),
        Route("/assets/{path:path}", asset),
        *ROUTES,
    ],
    on_script_error=apologise,
    middleware=[Middleware(SecurityHeaders), guard, Middleware(DutchPages)],
    secrets={"auth": known.secrets()} if known else None,
)
