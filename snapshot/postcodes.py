"""In which buurt does a postcode lie? From CBS's table of addresses, of which as little is kept as answers need.

Of a postcode in one buurt that is the postcode and the buurt. Only where it lies in more than one, the house numbers of
each are kept too: nothing else tells them apart. Which house numbers there are is public; who lives there is nowhere.
"""

import re
from collections.abc import Mapping

import pandas as pd

from model.errors import WijkpeilError
from snapshot.borders import Borders
from snapshot.store import Snapshot

# By what a row of an answer was found; only the last two are about one address.
BY_POSTCODE, BY_NUMBER, BY_LOCATIESERVER = "postcode", "huisnummer", "locatieserver"
_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")
# A letter or addition behind the number is not in the table and makes no difference to the buurt.
_NUMBER = re.compile(r"([1-9]\d{0,4})(?:[A-Za-z][A-Za-z0-9]{0,3}|[\s-]+[A-Za-z0-9]{1,4})?")
_KEYS = ["postcode", "code", "boundary_year"]
_COLUMNS = ["postcode", "code", "share", "boundary_year", "numbers"]


class PostcodeUnknownError(WijkpeilError):
    """The snapshot does not have this postcode, or has none at all."""


def postcode_table(addresses: Mapping[int, pd.DataFrame], traced: Borders, grenzenjaar: int) -> pd.DataFrame:
    """The table ``postcode``: postcode, code (buurt), share of its addresses there (0–1), boundary_year, numbers.

    ``numbers``: the house numbers with a blank in between; "" where the postcode lies in one buurt. From the addresses
    on the borders of ``grenzenjaar``, else of the newest year; no rows without any.
    """
    if not addresses:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in _COLUMNS}).astype(
            {"share": "float64", "boundary_year": "int64"}
        )
    frame = addresses[grenzenjaar if grenzenjaar in addresses else max(addresses)]
    # An address is a postcode, a blank and a house number.
    parts = frame["address"].str.split(" ", n=1, expand=True)
    rows = traced.relabelled(frame.assign(postcode=parts[0], number=parts[1].astype("int64")))
    counts = rows.groupby(_KEYS, as_index=False).size()
    share = counts["size"] / counts.groupby("postcode")["size"].transform("sum")
    several = counts.loc[counts["postcode"].duplicated(keep=False), "postcode"]
    split = rows[rows["postcode"].isin(several)].sort_values("number")
    numbers = split.assign(number=split["number"].astype("str")).groupby(_KEYS)["number"].agg(" ".join)
    table = counts.assign(share=share).merge(numbers.rename("numbers").reset_index(), on=_KEYS, how="left")
    return table.fillna({"numbers": ""})[_COLUMNS]


def postcode_of(asked: str) -> str:
    """A postcode as the table writes it. Raises WijkpeilError for what is none."""
    found = _POSTCODE.fullmatch(asked.strip())
    if found is None:
        raise WijkpeilError(f"'{asked}' is geen postcode. Geef vier cijfers en twee letters, zoals 1234AB.")
    return found[1] + found[2].upper()


def number_of(asked: str) -> str:
    """A house number without letter or addition. Raises WijkpeilError for what is none."""
    found = _NUMBER.fullmatch(asked.strip())
    if found is None:
        raise WijkpeilError("Dat is geen huisnummer. Geef een getal, zoals 12; een letter of toevoeging erachter mag.")
    return found[1]


def buurten_of(s: Snapshot, postcode: str, huisnummer: str | None = None) -> pd.DataFrame:
    """Buurten of a postcode, that with most addresses first: postcode, code, name, share, boundary_year, found_by.

    With a house number that is known, the one buurt of that address; with one that is not known, those of the postcode.
    Raises WijkpeilError for what is no postcode or house number; PostcodeUnknownError for one that is not in the
    programme's gemeenten, or a snapshot without postcodes.
    """
    asked, number = postcode_of(postcode), number_of(huisnummer) if huisnummer else None
    columns = set(s.ask("SELECT column_name FROM information_schema.columns WHERE table_name = 'postcode'").iloc[:, 0])
    if not columns or not len(s.ask("SELECT 1 FROM postcode LIMIT 1")):
        raise PostcodeUnknownError(
            "Dit peil heeft geen postcodes. Haal de tabel van het CBS met buurt per postcode en huisnummer op "
            f"(wijkpeil fetch) en bouw opnieuw op met: wijkpeil build --programme {s.programme.id}."
        )
    # A peil of an earlier version has no house numbers.
    numbers = "coalesce(p.numbers, '')" if "numbers" in columns else "''"
    here = f"list_contains(string_split({numbers}, ' '), ?)"
    frame = s.ask(
        f"""
        SELECT p.postcode, p.code, a.name, p.share, p.boundary_year, {here} AS here
        FROM postcode p JOIN area a USING (code)
        WHERE p.postcode = ? ORDER BY p.share DESC, p.code
        """,
        [number or "", asked],
    )
    if not len(frame):
        raise PostcodeUnknownError(
            f"Postcode {asked} ligt niet in {s.programme.naam}, of is nieuwer dan de tabel. Controleer de postcode."
        )
    exact = frame["here"].astype(bool) if number else pd.Series(False, index=frame.index)
    rows = frame[exact] if exact.any() else frame
    return rows.drop(columns="here").assign(found_by=BY_NUMBER if exact.any() else BY_POSTCODE).reset_index(drop=True)
