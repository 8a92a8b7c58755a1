"""A process of its own for what strangers wrote: it may end, and the studio goes on."""

from __future__ import annotations

import os

import pytest

from zinewright.problems import Problem, ZineError
from zinewright.studio.desk import Desk


def pid(press):
    return os.getpid()


def refuse(press, what):
    raise ZineError([Problem("posts/one.md", 3, "title", what, "Write one")])


def fail(press):
    return 1 / 0


def die(press):
    os._exit(9)


def walk(press, steps):
    for number in range(steps):
        press.progress(number + 1, steps, "a section")
    return steps


@pytest.fixture(scope="module")
def desk():
    desk = Desk(jobs=1)
    yield desk
    desk.close()


@pytest.mark.slow
def test_a_desk_works_in_one_process_which_is_not_this_one(desk):
    assert desk.ask(pid) == desk.ask(pid) != os.getpid()


@pytest.mark.slow
def test_what_is_wrong_comes_back_with_its_file_and_line(desk):
    with pytest.raises(ZineError) as error:
        desk.ask(refuse, "the post has no title")

    assert str(error.value) == "posts/one.md:3: the post has no title. Write one. [title]"


@pytest.mark.slow
def test_a_fault_of_ours_is_told_as_one_and_ends_nothing(desk):
    before = desk.ask(pid)
    with pytest.raises(ZineError, match=r"a fault of Zinewright.*ZeroDivisionError.*test_desk.py"):
        desk.ask(fail)

    assert desk.ask(pid) == before


@pytest.mark.slow
def test_a_process_that_was_ended_is_begun_anew(desk):
    before = desk.ask(pid)
    with pytest.raises(ZineError, match=r"the work was broken off"):
        desk.ask(die)

    assert desk.ask(pid) != before


@pytest.mark.slow
def test_every_step_is_told(desk):
    told = []

    assert desk.follow(lambda *step: told.append(step), walk, 3) == 3
    assert told == [(1, 3, "a section"), (2, 3, "a section"), (3, 3, "a section")]
