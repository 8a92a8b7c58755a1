"""What is done beside comes back as if it were done here."""

from __future__ import annotations

import os
import signal
import time

import pytest

from zinewright.press.beside import FORKS, done_beside, done_in_turns
from zinewright.problems import Problem, Unprintable, ZineError

pytestmark = pytest.mark.skipif(not FORKS, reason="without fork all is done right here")
PROBLEM = Problem("a.md", 3, "date", "what", "fix")


def raises(error):
    def work():
        raise error

    return work


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_results_come_in_the_order_of_the_works(count):
    works = [lambda n=n: b"%d" % n * 100_000 for n in range(5)]

    assert done_beside(works, count) == [b"%d" % n * 100_000 for n in range(5)]


def test_several_processes_do_them_and_this_one_takes_part():
    numbers = done_beside([os.getpid] * 4, 3)

    assert os.getpid() in numbers
    assert len(set(numbers)) > 1


def test_one_alone_is_done_right_here():
    assert done_beside([os.getpid], 4) == [os.getpid()]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("error", [ZineError([PROBLEM]), Unprintable([PROBLEM])])
def test_what_a_piece_raises_is_raised_here(error, place):
    works = [lambda: 1, lambda: 2, lambda: 3]
    works[place] = raises(error)

    with pytest.raises(type(error)) as caught:
        done_beside(works, 2)
    assert caught.value.problems == (PROBLEM,)


def test_a_piece_whose_process_is_ended_is_done_here():
    here = os.getpid()

    def work():
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert done_beside([work, work, work], 2) == ["done"] * 3


def test_no_process_is_left():
    with pytest.raises(ValueError, match="no"):
        done_beside([lambda: signal.pause(), raises(ValueError("no"))], 2)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


# --- in turns


@pytest.mark.parametrize("count", [1, 2, 3, 99])
@pytest.mark.parametrize("items", [0, 1, 2, 7])
def test_every_item_is_taken_once(items, count):
    made = done_in_turns(lambda turns: {turn: turn * 10 for turn in turns}, items, count)

    assert made == {item: item * 10 for item in range(items)}


def test_each_process_takes_the_next_as_it_is_free():
    """While one is held up by the first, the other does all the rest."""

    def worker(turns):
        made = {}
        for turn in turns:
            if turn == 0:
                time.sleep(0.3)
            made[turn] = os.getpid()
        return made

    made = done_in_turns(worker, 5, 2)

    assert [made[item] == made[0] for item in range(5)] == [True, False, False, False, False]


def test_an_item_whose_process_is_ended_has_no_result():
    def worker(turns):
        made = {}
        for turn in turns:
            if turn == 0 and os.getpid() != here:
                os.kill(os.getpid(), signal.SIGKILL)
            made[turn] = "done"
        return made

    here = os.getpid()
    made = done_in_turns(worker, 4, 2)

    assert set(made) >= {1, 2, 3}
