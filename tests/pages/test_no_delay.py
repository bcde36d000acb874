"""What the app sets on the socket that it listens on holds for who connects."""

import socket

from pages._no_delay import no_delay


def test_a_connection_to_a_listening_socket_does_not_wait() -> None:
    with socket.socket() as listening, socket.socket() as visitor:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert no_delay() >= 1
        visitor.connect(listening.getsockname())
        with listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
            assert visitor.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
    assert listening.fileno() == -1
