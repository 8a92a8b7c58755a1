"""Jobs → typeset sections, on several processors: what one section does costs that one alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

import pytest
from bound import LAYOUT

from zinewright.press import workers as module
from zinewright.press.job_queue import JobQueue
from zinewright.press.workers import FORKS, Workers
from zinewright.problems import Problem, ZineError
from zinewright.typeset import outcome as of_section
from zinewright.typeset.section import Job, Typeset, restored
from zinewright.typeset.structure_tree import Tag

pytestmark = pytest.mark.skipif(
    not FORKS, reason="what stands in for typesetting must be inherited"
)

LONG = "x" * 50_000  # enough letters for all workers to be asked


def job(name: str, where: str = "") -> Job:
    return Job(name, where, LONG + name, "", ())


def waiting(jobs, meanwhile=()) -> JobQueue:
    made = JobQueue(deque(meanwhile))
    made.add(jobs)
    return made


def stand_in(asked: Job) -> Typeset:
    """Does what the name of the section says, in place of typesetting."""
    match asked.section.partition(" ")[0]:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(7)
        case "sleep":
            time.sleep(60)
        case "grow":
            bytearray(1_000_000_000)
        case "wait":
            time.sleep(0.8)
        case "fail":
            raise ValueError("no such thing")
        case "refuse":
            problems = [Problem(asked.where, number, "typeset", "what", "Fix") for number in (1, 2)]
            raise ZineError(problems)
    return Typeset(asked.section.encode(), 1, (1, 1), Tag("Document"), [], {}, {}, [])


@pytest.fixture
def run(monkeypatch):
    """Run jobs by so many workers: the results and the problems, by the names of the sections."""
    monkeypatch.setattr(of_section, "typeset", stand_in)
    monkeypatch.setattr(module, "warm", lambda fonts: None)
    begun = []

    def run(names, count=2, seconds=30.0, meanwhile=()):
        workers = Workers(count, LAYOUT.fonts, seconds)
        begun.append(workers)
        done = list(workers.run(waiting([job(name, f"{name}.md") for name in names], meanwhile)))
        made = {
            one.section: restored(content).pdf.decode() for one, (content, _) in done if content
        }
        return made, [str(problem) for _, (_, wrong) in done for problem in wrong]

    run.begun = begun
    yield run
    for workers in begun:
        workers.stop()


@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_job_is_done_however_many_do_them(run, count):
    names = [f"section {number}" for number in range(20)]

    assert run(names, count) == ({name: name for name in names}, [])


def test_the_longest_are_begun_in_the_order_given(run):
    made, _ = run(["wait 1", "a", "b", "c"], count=2)

    assert list(made) == ["a", "b", "c", "wait 1"]


def test_a_worker_that_dies_costs_its_section_and_names_it(run):
    made, problems = run(["a", "die 1", "b", "leave 2", "c", "die 3", "d"])

    assert sorted(made) == ["a", "b", "c", "d"]
    assert sorted(problems) == [
        "die 1.md: typesetting the section “die 1” ended at once (SIGKILL). Build again with "
        "--jobs 1; if it happens again, take its largest pictures out. [typeset-limits]",
        "die 3.md: typesetting the section “die 3” ended at once (SIGKILL). Build again with "
        "--jobs 1; if it happens again, take its largest pictures out. [typeset-limits]",
        "leave 2.md: typesetting the section “leave 2” ended at once (exit 7). Build again with "
        "--jobs 1; if it happens again, take its largest pictures out. [typeset-limits]",
    ]


def test_a_section_that_takes_too_long_is_stopped_and_named(run):
    made, problems = run(["a", "sleep 1", "b", "c"], seconds=3)

    assert sorted(made) == ["a", "b", "c"]
    assert problems == [
        "sleep 1.md: typesetting the section “sleep 1” took more than 3 seconds. Split the "
        "post, or take out its largest table or picture. [typeset-limits]"
    ]


def test_what_goes_wrong_in_a_section_is_said(run):
    made, problems = run(["fail 1", "a", "refuse 2"])

    assert list(made) == ["a"]
    assert sorted(problems) == [
        "fail 1.md: typesetting the section “fail 1” failed (ValueError: no such thing). This is "
        "a fault of Zinewright: please report it with the post. [typeset]",
        "refuse 2.md:1: what. Fix. [typeset]",
        "refuse 2.md:2: what. Fix. [typeset]",
    ]


def test_other_work_is_done_meanwhile(run):
    order = []
    meanwhile = [lambda: order.append("epub"), lambda: order.append("text")]
    made, _ = run(["wait 1"], meanwhile=meanwhile)

    assert (list(made), order) == (["wait 1"], ["epub", "text"])


def test_a_worker_that_died_while_it_waited_is_replaced(run, monkeypatch):
    workers = Workers(1, LAYOUT.fonts)
    list(workers.run(waiting([job("a")])))
    os.kill(workers._all[0].number, signal.SIGKILL)
    _until(lambda: not _lives(workers._all[0].number))
    first = [wrong for _, (_, wrong) in workers.run(waiting([job("b")]))]
    second = [content for _, (content, _) in workers.run(waiting([job("c")]))]
    workers.stop()

    assert [problem.rule for problem in first[0]] == ["typeset-limits"]
    assert restored(second[0]).pdf == b"c"


@pytest.mark.parametrize(("jobs", "count", "begun"), [(0, 3, 0), (1, 3, 1), (2, 3, 2), (9, 3, 3)])
def test_no_worker_is_begun_without_a_job(run, jobs, count, begun):
    run([f"wait {number}" for number in range(jobs)], count)

    assert len(run.begun[-1]._all) == begun


def test_what_workers_need_is_loaded_once(run, monkeypatch, tmp_path):
    def load(fonts):
        with (tmp_path / "loaded").open("a") as file:
            file.write("once\n")

    monkeypatch.setattr(module, "warm", load)
    run([f"section {number}" for number in range(9)], 3)

    assert (tmp_path / "loaded").read_text() == "once\n"


def test_jobs_can_come_while_others_are_done(run):
    workers = Workers(2, LAYOUT.fonts)
    run.begun.append(workers)
    jobs, done = waiting([job("a")]), []
    for made, _ in workers.run(jobs):
        done.append(made.section)
        jobs.add([job(name) for name in {"a": ("b", "a"), "b": ("c",)}.get(made.section, ())])

    assert done == ["a", "b", "c"]


def test_workers_end_with_what_they_were_copied_from(run):
    workers = Workers(2, LAYOUT.fonts)
    run.begun.append(workers)
    list(workers.run(waiting([job("wait 1"), job("wait 2")])))
    numbers = [worker.number for worker in workers._all]
    os.kill(workers._nursery._process.pid, signal.SIGKILL)
    _until(lambda: not any(map(_lives, numbers)))
    first = [wrong for _, (_, wrong) in workers.run(waiting([job("a"), job("b")]))]
    second = {made.section: wrong for made, (_, wrong) in workers.run(waiting([job("c")]))}

    assert ([[p.rule for p in each] for each in first], second) == (
        [["typeset-limits"], ["typeset-limits"]], {"c": ()},
    )  # fmt: skip


ORPHANS = """
import os, sys, time
sys.path[:0] = sys.argv[1].split(os.pathsep)
from zinewright.press import workers
from zinewright.typeset import outcome
outcome.typeset = lambda job: time.sleep(600)
workers.warm = lambda fonts: None
begun, waiting = workers.Workers(3, ()), workers.JobQueue()
waiting.add(workers.Job(str(number), "", str(number), "", ()) for number in range(3))
begun._give_all(waiting)
while not all(worker.number for worker in begun._all):
    list(begun._collect(waiting))
time.sleep(0.3)
print(*(worker.number for worker in begun._all), flush=True)
os.kill(os.getpid(), 9)
"""


def test_no_worker_outlives_the_process_that_began_it(tmp_path):
    """Not even one in the middle of a section without end."""
    said = tmp_path / "said"
    with said.open("wb") as file:  # a pipe would stay open as long as they live
        paths = os.pathsep.join(sys.path)
        subprocess.run([sys.executable, "-c", ORPHANS, paths], stdout=file, stderr=file)
    numbers = [int(number) for number in said.read_text().split()]
    _until(lambda: not any(map(_lives, numbers)))
    left = [number for number in numbers if _lives(number)]
    for number in left:
        os.kill(number, signal.SIGKILL)

    assert (len(numbers), left) == (3, [])


def _until(holds) -> None:
    """Wait until something holds, for some seconds at most."""
    until = time.monotonic() + 5
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)


def _lives(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _held() -> int:
    """The megabytes that this process has of its own, 0 where the system does not say."""
    status = Path("/proc/self/status")
    said = status.read_text() if status.exists() else ""
    return sum(int(line.split()[1]) for line in said.splitlines() if line[:6] == "VmData") // 1000


def test_a_section_that_takes_all_memory_is_named(run, monkeypatch):
    most = 700 + _held()  # a worker begins with what this process holds
    monkeypatch.setattr(module, "MEGABYTES", most)
    made, wrong = run(["a", "grow", "b"])

    assert sorted(made) == ["a", "b"]
    assert wrong == [
        f"grow.md: typesetting the section “grow” took more than {most:,} MB of memory. Split the "
        "post, or take out its largest table or picture. [typeset-limits]"
    ]
