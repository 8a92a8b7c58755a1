"""Bounds of time and memory: what would take more is stopped, and named."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from zinewright.limits import TooMuch, give_time, held_now, in_bounds, limited
from zinewright.problems import ZineError

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone bounds memory")


def busy(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_what_takes_longer_is_stopped():
    begun = time.process_time()
    with pytest.raises(TooMuch) as caught, limited(0.1, 500):
        busy(5)

    assert str(caught.value) == "it takes longer than 0.1 seconds"
    assert time.process_time() - begun < 1


def test_waiting_is_not_working():
    with limited(0.05, 500):
        time.sleep(0.2)


def stubborn() -> None:
    while True:
        try:
            busy(5)
        except Exception:
            continue


def test_what_keeps_on_is_stopped_all_the_same():
    begun = time.process_time()
    with pytest.raises(TooMuch), limited(0.05, 500):
        stubborn()
    assert time.process_time() - begun < 1


@LINUX
def test_what_takes_more_memory_is_stopped():
    with pytest.raises(TooMuch) as caught, limited(5, 50):
        bytearray(100_000_000)
    assert str(caught.value) == "it takes more than 50 MB of memory"

    bytearray(100_000_000)  # and afterwards there is no bound


@LINUX
def test_the_bound_is_on_what_is_added():
    held = bytearray(150_000_000)
    assert held_now() > 150
    with limited(5, 50):
        bytearray(10_000_000)
    del held


def test_bounds_in_bounds():
    def work() -> None:
        with limited(0.1, 500):
            pass
        busy(5)

    with pytest.raises(TooMuch) as caught, limited(0.3, 500):
        work()

    assert str(caught.value) == "it takes longer than 0.3 seconds"
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_more_time_is_given_for_what_was_not_known():
    with limited(0.1, 500):
        give_time(5)
        busy(0.2)

    give_time(5)  # where nothing is limited
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_it_is_named():
    with pytest.raises(ZineError) as caught, in_bounds("posts/one.md", 4, "Take some out", 0.05):
        busy(5)

    assert str(caught.value) == (
        "posts/one.md:4: this cannot be read: it takes longer than 0.05 seconds. Take some out. "
        "[limits]"
    )


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="nobody knows")
def test_what_a_process_holds():
    assert 5 < held_now() < 5_000
