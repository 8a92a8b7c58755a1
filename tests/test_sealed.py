"""What was made before is given back, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from shelves import Shelf

from zinewright.problems import Problem
from zinewright.sealed import Sealed, anew, key_of

CODE = "zinewright.bidi"


class Work:
    """Counts how often it was done."""

    def __init__(self, result):
        self.result, self.times = result, 0

    def __call__(self):
        self.times += 1
        return self.result


@pytest.mark.parametrize(
    ("result", "form"),
    [
        ("", str),
        (0, int),
        (b"\x00", bytes),
        ((), tuple[str, ...]),
        ((Problem("a.md", 3, "date", "what", "fix"),), tuple[Problem, ...]),
    ],
)
def test_what_was_made_before_is_given_back(result, form):
    keep, work = Sealed(Shelf()), Work(result)

    assert keep(CODE, ["asked"], form, work) == result
    assert keep(CODE, ["asked"], form, work) == result
    assert work.times == 1


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        (f"{CODE} other", ["asked"]),
        ("zinewright.digests", ["asked"]),
        (CODE, ["else"]),
        (CODE, "asked"),
    ],
)
def test_what_is_asked_otherwise_is_made_anew(code, asked):
    keep, work = Sealed(Shelf()), Work(1)
    keep(CODE, ["asked"], int, work)

    keep(code, asked, int, work)

    assert work.times == 2


def test_whoever_waits_for_it_is_told_what_has_to_be_made():
    missed: list[str] = []
    keep = Sealed(Shelf(), missed.append)

    for asked in ("a", "b", "a"):
        keep(f"{CODE} word", asked, int, Work(1))

    assert missed == [f"{CODE} word"] * 2


@pytest.mark.parametrize("held", [b"", b"\xc1", b"\xa1a"])
def test_what_is_damaged_is_made_anew_and_kept(held):
    store, work = Shelf({key_of(CODE, 1): held}), Work(7)
    keep = Sealed(store)

    assert keep(CODE, 1, int, work) == 7
    assert store == {key_of(CODE, 1): b"\x07"}


def test_a_store_that_can_be_kept_nothing_in_is_done_without():
    class Full(Shelf):
        def put(self, key, content):
            return False

    assert Sealed(Full())(CODE, 1, int, Work(7)) == 7


def test_nothing_is_kept_where_nothing_is_to_be():
    work = Work(1)

    assert (anew(CODE, 1, int, work), anew(CODE, 1, int, work), work.times) == (1, 1, 2)


@pytest.mark.parametrize(("asked", "result"), [("\udcff.md", "x"), ("one.md", "\ud800")])
def test_what_utf_8_cannot_write_is_made_anew_each_time(asked, result):
    shelf = Shelf()
    keep, work = Sealed(shelf), Work(result)

    assert [keep(CODE, asked, str, work) for _ in range(2)] == [result, result]
    assert (work.times, shelf) == (2, {})


def test_the_last_result_of_a_thing_takes_the_place_of_that_before():
    shelf = Shelf()
    keep = Sealed(shelf)
    for asked in (1, 2):
        assert keep(CODE, asked, int, lambda asked=asked: asked * 10, of="sheets") == asked * 10

    assert len(shelf) == 1
    assert keep(CODE, 2, int, Work(0), of="sheets") == 20
    assert keep(CODE, 1, int, Work(10), of="sheets") == 10
    assert keep(CODE, 2, int, Work(30), of="other") == 30
