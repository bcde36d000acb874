"""On which address the app may listen: without login nobody but this computer may reach what is not public."""

from ipaddress import ip_address

from model.errors import WijkpeilError
from snapshot.login import login

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def check_address(host: str | None, public: bool) -> None:
    """Raises WijkpeilError when the app may not listen on ``host`` (None: on every address of this machine).

    ``public``: it shows the public half alone.
    """
    if host in LOOPBACK:
        return
    if not public and login() is None:
        raise WijkpeilError(
            "Zonder login toont de app alles wat in het peil staat aan wie haar bereikt; daarom opent zij niet op "
            f"{host or 'alle adressen'}. Stel de login in met WIJKPEIL_LOGIN (zie docs/beheer.md), of zet "
            "WIJKPEIL_HOST op 127.0.0.1."
        )
    if host is not None and not _is_address(host):
        raise WijkpeilError(
            f"WIJKPEIL_HOST '{host}' is geen adres. Geef het adres in cijfers, bijvoorbeeld 0.0.0.0 voor alle "
            "adressen van deze machine."
        )


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
