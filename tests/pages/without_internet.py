"""Run every page in a process that can reach no other machine, and say which ones came out well."""

from streamlit.testing.v1 import AppTest

from pages._pages import ALL_PAGES
from pages._shut_off import shut_off
from snapshot.store import geo_path, open_snapshot
from tests.pages.conftest import script

if __name__ == "__main__":
    shut_off()
    for entry in ALL_PAGES:
        name = entry.path
        at = AppTest.from_string(script(name), default_timeout=30).run()
        assert not at.exception, at.exception
        print(name)
    snapshot = open_snapshot()
    assert geo_path(snapshot.programme.id, snapshot.id, snapshot.geo_files[0]["file"]) is not None
    print("kaartbestand")
