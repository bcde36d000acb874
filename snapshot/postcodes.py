"""In which buurt does a postcode lie? From CBS's table of addresses, of which only postcodes and shares are kept."""

import re
from collections.abc import Mapping

import pandas as pd

from model.errors import WijkpeilError
from snapshot.borders import Borders
from snapshot.store import Snapshot

_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")
_COLUMNS = ["postcode", "code", "share", "boundary_year"]


def postcode_table(addresses: Mapping[int, pd.DataFrame], traced: Borders, grenzenjaar: int) -> pd.DataFrame:
    """The table ``postcode``: postcode, code (buurt), share of its addresses there (0–1), boundary_year.

    From the addresses on the borders of ``grenzenjaar``, else of the newest year; no rows without any.
    """
    if not addresses:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in _COLUMNS}).astype(
            {"share": "float64", "boundary_year": "int64"}
        )
    frame = addresses[grenzenjaar if grenzenjaar in addresses else max(addresses)]
    # An address is a postcode, a blank and a house number.
    rows = traced.relabelled(frame.assign(postcode=frame["address"].str.split(" ").str[0]))
    counts = rows.groupby(["postcode", "code", "boundary_year"], as_index=False).size()
    share = counts["size"] / counts.groupby("postcode")["size"].transform("sum")
    return counts.assign(share=share)[_COLUMNS]


def buurten_of(s: Snapshot, postcode: str) -> pd.DataFrame:
    """Buurten of a postcode, that with most addresses first: postcode, code, name, share, boundary_year.

    Raises WijkpeilError for what is no postcode, one that is not in the programme's gemeenten, or a snapshot without
    postcodes.
    """
    found = _POSTCODE.fullmatch(postcode.strip())
    if found is None:
        raise WijkpeilError(f"'{postcode}' is geen postcode. Geef vier cijfers en twee letters, zoals 1234AB.")
    asked = found[1] + found[2].upper()
    there = s.ask("SELECT 1 FROM information_schema.tables WHERE table_name = 'postcode'")
    if not len(there) or not len(s.ask("SELECT 1 FROM postcode LIMIT 1")):
        raise WijkpeilError(
            "Dit peil heeft geen postcodes. Haal de tabel van het CBS met buurt per postcode en huisnummer op "
            f"(wijkpeil fetch) en bouw opnieuw op met: wijkpeil build --programme {s.programme.id}."
        )
    frame = s.ask(
        """
        SELECT p.postcode, p.code, a.name, p.share, p.boundary_year FROM postcode p JOIN area a USING (code)
        WHERE p.postcode = ? ORDER BY p.share DESC, p.code
        """,
        [asked],
    )
    if not len(frame):
        raise WijkpeilError(
            f"Postcode {asked} ligt niet in {s.programme.naam}, of is nieuwer dan de tabel. Controleer de postcode."
        )
    return frame
