"""What the parent tells the worker."""

from __future__ import annotations

from goldseam.web.launch import host, new_launch, origin, read_launch


def test_a_launch_survives_the_line_it_travels_in() -> None:
    launch = new_launch(8765, "a home with spaces and ümlauts")
    assert read_launch(launch.to_line()) == launch
    assert launch.to_line().count("\n") == 1


def test_each_launch_has_three_secrets_of_its_own() -> None:
    one, other = new_launch(8765, ""), new_launch(8765, "")
    secrets = {one.token, one.door, one.errand, other.token, other.door, other.errand}
    assert len(secrets) == 6
    assert min(map(len, secrets)) >= 43


def test_a_used_token_does_not_reach_the_next_worker() -> None:
    launch = new_launch(8765, "")
    assert launch.without_token().token == ""
    assert launch.without_token().door == launch.door


def test_the_address_says_localhost_and_the_port() -> None:
    assert new_launch(9000, "").address().startswith("http://localhost:9000/?k=")
    assert (host(80), origin(80)) == ("localhost", "http://localhost")
