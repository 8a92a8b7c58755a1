"""People at other machines: who may come in, and how long somebody who guesses has to wait."""

from __future__ import annotations

import re

import pytest

from zinewright.studio.entrance.people import MOST_TRIES, People, made_passphrase

WORDS = "seven quiet herons"


class Clock:
    seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def people(clock, monkeypatch):
    monkeypatch.setattr("zinewright.studio.entrance.people.COST", 2)
    found = People(clock)
    found.add("Robin Doe", WORDS)
    return found


@pytest.mark.parametrize(("name", "passphrase", "who"), [
    ("Robin Doe", WORDS, "Robin Doe"), (" robin  DOE ", f" {WORDS}\n", "Robin Doe"),
    ("Robin Doe", "seven quiet heron", None), ("Robin", WORDS, None), ("", "", None),
    ("Robin Doe", "", None), ("Robin Doe", "\x00" * 9000, None), ("Robin\x00Doe", WORDS, None),
])  # fmt: skip
def test_a_name_and_its_passphrase_and_no_other(people, name, passphrase, who):
    assert people.who(name, passphrase, "192.168.1.9") == who


def test_no_passphrase_is_kept(people):
    assert "heron" not in repr(people)


@pytest.mark.parametrize("passphrase", ["", "short", "a" * 201])
def test_a_passphrase_that_can_be_guessed_is_refused(people, passphrase):
    with pytest.raises(ValueError, match="12 to 200 letters"):
        people.add("Sam", passphrase)


def test_whoever_guesses_waits_longer_each_time_and_nobody_else_does(people, clock):
    waits = []
    for _ in range(9):
        people.who("Robin Doe", "a wrong one", "192.168.1.66")
        waits.append(people.wait("192.168.1.66"))
        clock.seconds += waits[-1] + 20

    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16]
    assert people.who("Robin Doe", WORDS, "192.168.1.9") == "Robin Doe"


def test_the_right_one_too_early_counts_for_nothing(people, clock):
    for _ in range(5):
        people.who("Robin Doe", "a wrong one", "192.168.1.66")

    assert people.who("Robin Doe", WORDS, "192.168.1.66") is None
    clock.seconds += 2
    assert people.who("Robin Doe", WORDS, "192.168.1.66") == "Robin Doe"
    assert people.wait("192.168.1.66") == 0


def test_many_addresses_have_thirty_tries_a_minute_together(people, clock):
    for number in range(MOST_TRIES):
        people.who("Robin Doe", "a wrong one", f"10.0.0.{number}")

    assert people.wait("10.0.1.1") == 60
    clock.seconds += 61
    assert people.wait("10.0.1.1") == 0


def test_strangers_leave_little_behind(people, clock):
    for number in range(3000):
        clock.seconds += 3
        people.who("Robin Doe", "a wrong one", f"10.0.{number // 256}.{number % 256}")

    assert len(people._wrong) == 1000
    assert len(people._tries) <= MOST_TRIES


def test_a_passphrase_that_is_made_can_be_read_out_and_is_another_each_time():
    made = {made_passphrase() for _ in range(50)}

    assert len(made) == 50
    assert all(re.fullmatch(r"(([b-z][aeiou]){3}-){4}([b-z][aeiou]){3}", each) for each in made)
