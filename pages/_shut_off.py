"""No traffic out of a public process: Python itself refuses a connection to another machine before it is made.

Nothing of ours asks for one. A library may: Streamlit looks up its own address elsewhere when a visitor's is not known.
"""

import socket
import sys
from ipaddress import ip_address

_OUT = ("socket.connect", "socket.sendto", "socket.sendmsg")


def shut_off() -> None:
    """Refuse, from now on and for as long as this process lives, every connection that leaves this machine."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _OUT and not _stays(arguments[0], arguments[1]):
        raise PermissionError("een openbare Wijkpeil maakt geen verbinding met een andere machine")
    if event == "socket.getaddrinfo" and not (_local(arguments[0]) or _is_address(arguments[0])):
        raise PermissionError("een openbare Wijkpeil zoekt geen andere machine op")


def _stays(own: object, address: object) -> bool:
    """Whether a socket is one between processes, or the address is of this machine; an answer has no address."""
    if not isinstance(own, socket.socket) or own.family not in (socket.AF_INET, socket.AF_INET6) or address is None:
        return True
    return isinstance(address, tuple) and _local(address[0])


def _local(host: object) -> bool:
    name = _text(host)
    if name in ("", "localhost"):
        return True
    return _is_address(name) and (ip_address(name).is_loopback or ip_address(name).is_unspecified)


def _is_address(host: object) -> bool:
    """Whether no look-up is needed: the address that the app itself listens on is given so."""
    try:
        ip_address(_text(host))
    except ValueError:
        return False
    return True


def _text(host: object) -> str:
    return host.decode() if isinstance(host, bytes) else str(host or "")
