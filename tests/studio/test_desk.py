"""A process of its own for what strangers wrote: it may end, and the studio goes on."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time

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


def rest(press, seconds):
    time.sleep(seconds)


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


@pytest.mark.slow
def test_who_waits_for_a_turn_when_it_is_closed_begins_no_process():
    desk, told, before = Desk(jobs=1), [], set(multiprocessing.active_children())
    desk.ask(pid)

    def ask():
        try:
            desk.ask(rest, 30)
        except ZineError as error:
            told.append(str(error))

    waiting = [threading.Thread(target=ask) for _ in range(3)]
    for each in waiting:
        each.start()
    time.sleep(0.3)
    desk.close()
    for each in waiting:
        each.join(10)

    assert [each.is_alive() for each in waiting] == [False] * 3
    said = sorted("broken off" in each or "the studio is ending" in each for each in told)
    assert said == [True] * 3
    assert set(multiprocessing.active_children()) <= before
