"""Listening on this computer only."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from goldseam.errors import BadInput, Refused
from goldseam.web import sockets
from goldseam.web.launch import new_launch


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program has."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "::", "192.168.1.4", "10.0.0.1", "fe80::1", "example.org", "", "localhost.evil.example",
     "127.0.0.1.nip.io", "::ffff:192.168.1.4", "2130706433", "0x7f000001", "127.1"],
)  # fmt: skip
def test_an_address_that_others_can_reach_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(Refused, match="listens on this computer only"):
        sockets.refuse_beyond_loopback(address)


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1"])
def test_this_computer_is_not_refused(address: str) -> None:
    sockets.refuse_beyond_loopback(address)


def test_all_sockets_are_loopback_and_share_one_port() -> None:
    opened = sockets.listen_on(0)
    try:
        names = [one.getsockname()[:2] for one in opened]
        assert {name for name, _ in names} <= {"127.0.0.1", "::1"}
        assert ("127.0.0.1" in {name for name, _ in names}) and len({port for _, port in names}) == 1
    finally:
        for one in opened:
            one.close()


def test_a_port_that_was_asked_for_is_never_swapped(taken: int) -> None:
    with pytest.raises(sockets.PortTaken, match=f"Port {taken} is in use.*--port"):
        sockets.listen_somewhere(taken)


def test_the_usual_port_taken_gives_a_free_one_and_says_so(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "DEFAULT_PORT", taken)
    opened, note = sockets.listen_somewhere(None)
    found = opened[0].getsockname()[1]
    for one in opened:
        one.close()
    assert found != taken
    assert note == f"Port {taken} is in use by another program, so this is port {found}."


def test_a_port_half_taken_is_not_ours() -> None:
    """Who holds ::1 on the same port would be localhost to some browsers."""
    if not socket.has_ipv6:
        pytest.skip("this computer has no IPv6")
    with socket.socket(socket.AF_INET6) as other:
        try:
            other.bind(("::1", 0))
        except OSError:
            pytest.skip("this computer has no ::1")
        other.listen()
        with pytest.raises(sockets.PortTaken) as caught:
            sockets.listen_on(other.getsockname()[1])
        with socket.socket() as again:
            again.bind(("127.0.0.1", other.getsockname()[1]))  # the half we had was given back
        assert caught.value is not None  # held until here: the frame that had the socket is alive


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_out_of_range_is_refused_with_the_range(port: int) -> None:
    with pytest.raises(BadInput, match="1 to 65535"):
        sockets.listen_on(port)


def test_sockets_travel_by_number_and_are_not_inherited_further() -> None:
    opened = sockets.listen_on(0)
    port = opened[0].getsockname()[1]
    copies = [one.dup() for one in opened]
    launch = sockets.share_with(new_launch(port, ""), copies, 0)
    taken_up = sockets.take_up(launch)
    assert [one.getsockname()[1] for one in taken_up] == [port] * len(opened)
    assert not any(one.get_inheritable() for one in taken_up)
    for one in copies:
        one.detach()
    for one in (*opened, *taken_up):
        one.close()
