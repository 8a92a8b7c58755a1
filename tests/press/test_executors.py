"""Who typesets makes no difference to a byte, and an executor that breaks down is told of once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from manuscripts import manuscript

from zinewright.cache import Cache
from zinewright.press import executors
from zinewright.press.build import build
from zinewright.press.executors import Hired, Inline
from zinewright.press.job_queue import JobQueue
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.typeset.outcome import Outcome
from zinewright.typeset.section import Job

BROKE = "zine: the executor that was given to the press broke down"
FIX = "Mend it, or build without it: our own workers name the section that stops them. [executor]"


def files_of(folder: Path, executor: Executor | None) -> dict[str, bytes]:
    """The files that a press with this executor makes of one manuscript, typeset anew."""
    source, name = folder / "manuscript", type(executor).__name__
    if not source.exists():
        manuscript(source)
    with Press(jobs=2, executor=executor, cache=Cache(folder / f"cache-{name}")) as press:
        build(source, folder / name, press, ("reading", "pocket", "text"))
    return {path.name: path.read_bytes() for path in (folder / name).iterdir()}


@pytest.fixture(scope="module")
def by_ours(tmp_path_factory):
    """A folder, and the files that our own workers make."""
    folder = tmp_path_factory.mktemp("executors")
    return folder, files_of(folder, None)


@pytest.mark.slow
@pytest.mark.parametrize(
    "begin", [Inline, lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(2)]
)
def test_the_bytes_are_the_same_whoever_typesets(begin: Callable[[], Executor], by_ours):
    folder, files = by_ours
    with begin() as executor:
        made = files_of(folder, executor)

    assert made == files
    assert [*sorted(files)][-3:] == [
        "small-hours-pocket.pdf", "small-hours-reading.pdf", "small-hours.txt"
    ]  # fmt: skip


ALONE = """
import json, locale, logging, os, resource, signal, sys, warnings
sys.path[:0] = json.loads(sys.argv[1])
from test_executors import files_of
from zinewright.press.executors import Inline
from pathlib import Path

NEVER = (
    "os.fork", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "subprocess.", "os.putenv",
    "os.unsetenv", "os.chdir", "resource.set", "resource.prlimit", "socket.", "_thread.start",
)

def state():
    return (
        dict(os.environ), os.getcwd(), list(warnings.filters), sys.getrecursionlimit(),
        [signal.getsignal(number) for number in signal.valid_signals()],
        resource.getrlimit(resource.RLIMIT_DATA), locale.setlocale(locale.LC_ALL),
        logging.root.level, logging.root.handlers, sys.excepthook, os.umask(0o22),
    )

def watch(event, given):
    if event.startswith(NEVER):
        told.append(f"{event} {given!r:.200}")
        raise RuntimeError(told[-1])

os.umask(0o22)
before, told = state(), []
sys.addaudithook(watch)
files = files_of(Path(sys.argv[2]), Inline())
told += [f"{old} -> {new}" for old, new in zip(before, state()) if old != new]
print(json.dumps(told))
"""


@pytest.mark.slow
def test_inline_begins_nothing_and_leaves_the_process_as_it_was(tmp_path, by_ours):
    _, files = by_ours
    paths = json.dumps([*sys.path, str(Path(__file__).parent)])
    command = [sys.executable, "-c", ALONE, paths, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")

    assert (done.stdout, done.stderr) == ("[]\n", "")
    assert {path.name: path.read_bytes() for path in (tmp_path / "Inline").iterdir()} == files


# --- in what order, and what goes wrong


def stand_in(job: Job) -> Outcome:
    """Does what the name of the section says, in place of typesetting."""
    if job.section == "leave":
        os._exit(7)
    if job.section == "fail":
        raise ValueError("no such thing")
    if job.section == "refuse":
        return None, (Problem("refuse.md", 1, "typeset", "what", "Fix"),)
    return job.section.encode(), ()


def all_stand_in(jobs: tuple[Job, ...]) -> list[Outcome]:
    return [stand_in(job) for job in jobs]


@pytest.fixture
def run(monkeypatch):
    """Run sections of these names by an executor: their outcomes by name, and what was done."""
    monkeypatch.setattr(executors, "outcomes", all_stand_in)

    def run(executor, *names, meanwhile=()):
        queue = JobQueue(deque(meanwhile))
        queue.add(Job(name, f"{name}.md", f"{n:04}", "", ()) for n, name in enumerate(names))
        return [(job.section, made) for job, made in Hired(executor).run(queue)]

    return run


def test_inline_does_each_where_it_is_called_and_something_else_in_between(run):
    order: list[str] = []
    done = run(Inline(), "a", "refuse", "b", meanwhile=[lambda: order.append("epub")])

    assert done == [
        ("a", (b"a", ())),
        ("refuse", (None, (Problem("refuse.md", 1, "typeset", "what", "Fix"),))),
        ("b", (b"b", ())),
    ]
    assert order == ["epub"]


def test_threads_do_them_all(run):
    with ThreadPoolExecutor(3) as threads:
        done = run(threads, *"abcdefgh")

    assert sorted(done) == [(name, (name.encode(), ())) for name in "abcdefgh"]


def told_by(run, executor: Executor, *names: str) -> str:
    with pytest.raises(ZineError) as caught:
        run(executor, *names)
    return str(caught.value)


def test_a_pool_that_a_section_takes_down_is_told_of_once(run):
    with ProcessPoolExecutor(1) as pool:
        said = told_by(run, pool, "a", "leave", "b", "c")

    assert said == (
        f"{BROKE} (BrokenProcessPool: A process in the process pool was terminated abruptly "
        f"while…). {FIX}"
    )


def test_an_executor_that_raises_is_told_of(run):
    assert told_by(run, Inline(), "a", "fail") == f"{BROKE} (ValueError: no such thing). {FIX}"


def test_an_executor_that_was_shut_down_is_told_of(run):
    threads = ThreadPoolExecutor(1)
    threads.shutdown()

    assert told_by(run, threads, "a") == (
        f"{BROKE} (RuntimeError: cannot schedule new futures after shutdown). {FIX}"
    )


def test_what_waits_is_cancelled_when_nobody_wants_it(run, monkeypatch):
    begun: list[str] = []
    monkeypatch.setattr(
        executors,
        "outcomes",
        lambda jobs: [(begun.append(j.section), stand_in(j))[1] for j in jobs],
    )
    with ThreadPoolExecutor(1) as one, pytest.raises(ZineError):
        run(one, "fail", *"abcdefgh" * 200)

    assert len(begun) < 1600


def test_a_press_ends_what_it_began_and_nothing_else():
    with ThreadPoolExecutor(1) as threads, Press(executor=threads) as press:
        press.workers.start()
        press.workers.stop()
        assert threads.submit(int).result() == 0
