"""The longest job first, each once; other work in its order."""

from __future__ import annotations

from collections import deque

from zinewright.press.job_queue import JobQueue
from zinewright.typeset.section import Job


def job(html: str) -> Job:
    return Job(html, "", html, "", ())


def taken(waiting: JobQueue) -> list[str]:
    found = []
    while waiting:
        found.append(waiting.pop()[0].html)
    return found


def test_the_longest_comes_first_and_none_twice():
    waiting = JobQueue()
    waiting.add(map(job, ["b", "aaa", "cc", "aaa"]))

    assert (taken(waiting), len(waiting)) == (["aaa", "cc", "b"], 3)


def test_those_of_one_length_come_in_the_order_in_which_they_were_added():
    waiting = JobQueue()
    waiting.add(map(job, "cab"))

    assert taken(waiting) == ["c", "a", "b"]


def test_what_is_urgent_comes_before_all_others():
    waiting = JobQueue()
    waiting.add([job("long")])
    waiting.add([job("a")], urgent=True)

    assert taken(waiting) == ["a", "long"]


def test_what_was_taken_is_not_done_again():
    waiting = JobQueue()
    waiting.add([job("a")])
    waiting.pop()
    waiting.add([job("a")])

    assert not waiting


def test_other_work_is_done_in_its_order():
    done: list[str] = []
    waiting = JobQueue(deque([lambda: done.append("a"), lambda: done.append("b")]))
    for _ in range(3):
        waiting.do_other()

    assert done == ["a", "b"]
