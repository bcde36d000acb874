"""PDOK's Locatieserver: the buurt of one address. It always gives its best guess, which is another address at times.

So an answer counts only when it is about the very postcode and house number that were asked (fault 46).
"""

import re
from typing import Any
from urllib.parse import urlencode

from net.client import Client
from net.errors import REPORT, refuse

_FIELDS = "postcode,huisnummer,buurtcode"
_ROWS = 10


def find(client: Client, postcode: str, number: str) -> str | None:
    """Code of the buurt; None when the server does not know the address, or gives it more than one buurt.

    ``postcode`` as 1234AB, ``number`` without addition. Raises LoadRefused.
    """
    question = {"q": f"{postcode} {number}", "fq": "type:adres", "rows": _ROWS, "fl": _FIELDS}
    url = f"{client.base}/free?{urlencode(question)}"
    response = client.json(url).get("response")
    found: Any = response.get("docs") if isinstance(response, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        refuse(url, "het antwoord heeft een andere vorm dan is afgesproken ('docs' ontbreekt).", REPORT)
    own = [one for one in found if _is_asked(one, postcode, number)]
    codes = {str(one.get("buurtcode", "")).strip() for one in own}
    code = codes.pop() if len(codes) == 1 else ""
    return code if re.fullmatch(r"BU\d{4}[0-9A-Z]{4}", code) else None


def _is_asked(one: dict[str, Any], postcode: str, number: str) -> bool:
    said = str(one.get("postcode", "")).replace(" ", "").upper()
    return said == postcode and str(one.get("huisnummer", "")).strip() == number
