"""How long builds take, how much memory, how large the file is; beside what other tools take.

    ./zine test tests/bench -m bench -s

All figures of a table come from one run. What else the machine does can only add to a time, so each
figure is the best of several rounds, and a limit that does not hold gets more rounds before it
counts. Tools that are not installed are left out by name (pip install pypandoc-binary typst).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from made_up import write_manuscript
from others import Tool, tools
from stopwatch import Taken, best, crowding, taken

pytestmark = pytest.mark.bench

ROUNDS, MOST_ROUNDS = 3, 8
CROWDED = 1.3  # from here on something else needs the second processor
ALONE, COLD = "cold, one job", "cold, two jobs"
MOVED, MENDED, SAME = "after a move", "after a change in one post", "with no change"
TYPESET = re.compile(r"typeset (\d+) of \d+ sections")


class Builds:
    """A manuscript with a cache and an output folder of its own, and what its builds took."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.cache = folder, folder / "cache"
        self.posts = list(write_manuscript(folder / "m", count))
        self.rounds: dict[str, list[Taken]] = {}
        self.crowding: list[float] = []

    @property
    def pdf(self) -> Path:
        return next((self.folder / "out").glob("*-reading.pdf"))

    def best(self, name: str) -> Taken:
        return best(self.rounds[name])

    def build(self, name: str, jobs: int = 2) -> None:
        out = self.folder / "out"
        made = self._zine("build", self.folder / "m", "--out", out, "--jobs", jobs)
        self.rounds.setdefault(name, []).append(made)

    def cold(self, name: str, jobs: int = 2) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)
        self.build(name, jobs)

    def move(self) -> None:
        """Build after the last post was put first."""
        self.posts.insert(0, self.posts.pop())
        self._zine("move", self.posts[0], "--first", self.folder / "m")
        self.build(MOVED)

    def mend(self) -> None:
        """Build after one post got another word."""
        post = self.folder / "m" / "posts" / f"{self.posts[15]}.md"
        post.write_text(post.read_text("utf-8").replace(".[^1]", ", again.[^1]"), "utf-8")
        self.build(MENDED)

    def round(self) -> None:
        self.crowding.append(crowding())
        self.cold(ALONE, 1)
        self.cold(COLD)
        self.move()
        self.mend()
        self.build(SAME)

    def typeset(self, name: str) -> set[int]:
        """How many sections the builds typeset, by their own words."""
        said = [made.said for made in self.rounds.get(name, [])]
        return {int(found) for each in said for found in TYPESET.findall(each)}

    def _zine(self, *words: object) -> Taken:
        command = [sys.executable, "-m", "zinewright", *words]
        return taken(command, ZINEWRIGHT_CACHE=str(self.cache))


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """30 posts, built in every way that counts."""
    builds = Builds(tmp_path_factory.mktemp("thirty"), 30)
    for number in range(MOST_ROUNDS):
        if number < ROUNDS or not _is_quick(builds):
            builds.round()
    return builds


@pytest.fixture(scope="module")
def others(thirty: Builds) -> tuple[Tool, ...]:
    return tuple(tools(thirty.folder / "m", thirty.folder))


def _is_quick(builds: Builds) -> bool:
    return _halves(builds) and builds.best(MOVED).clock <= builds.best(COLD).clock / 4


def _halves(builds: Builds) -> bool:
    return builds.best(COLD).clock <= builds.best(ALONE).clock * 0.7


def test_thirty_posts(thirty: Builds, others: tuple[Tool, ...]) -> None:
    rows = {name: thirty.best(name) for name in (ALONE, COLD, MOVED, MENDED, SAME)}
    rows |= {tool.name: _best_of(tool) for tool in others if tool.commands}
    rounds, processors = len(thirty.rounds[COLD]), os.cpu_count()
    print(f"\n\n30 posts of 800 words: best of {rounds} rounds on {processors} processors")
    print(f"{'':28}{'seconds':>9}{'of cold':>9}{'work':>9}{'MB':>6}   sections")
    for name, made in rows.items():
        figures = (made.clock, made.clock / rows[COLD].clock, made.work)
        sections = ", ".join(map(str, thirty.typeset(name)))
        print(f"{name:28}{'{:9.2f}' * 3}{made.memory:6.0f}   {sections}".format(*figures))
    for tool in others:
        if tool.lacks:
            print(f"{tool.name} was not measured: {tool.lacks} is not installed")

    assert thirty.typeset(MOVED) == {0}, "every section holds what it held, in another order"
    assert thirty.typeset(MENDED) == {1}
    assert rows[MOVED].clock <= rows[COLD].clock / 4
    if min(thirty.crowding) > CROWDED and not _halves(thirty):
        pytest.skip("two jobs cannot be measured: other programs need the second processor")
    assert _halves(thirty)


def test_three_hundred_posts(thirty: Builds, tmp_path: Path) -> None:
    builds = Builds(tmp_path, 300)
    for _ in range(ROUNDS):
        builds.cold(COLD)
        times = builds.best(COLD).clock / thirty.best(COLD).clock
        if times <= 11:
            break
    builds.move()
    print(f"\n\n300 posts: {times:.1f} times as long as 30, {_peak(builds):.0f} MB at most")
    for name in (COLD, MOVED):
        print(f"{name:28}{builds.best(name).clock:9.2f}{builds.best(name).work:18.2f}")

    assert times <= 11
    assert _peak(builds) <= 400
    assert builds.typeset(MOVED) == {0}


def test_size(thirty: Builds, others: tuple[Tool, ...]) -> None:
    ours = thirty.pdf.stat().st_size
    print(f"\n\nthe PDF of 30 posts: {ours:,} bytes")
    for tool in others:
        if tool.made.exists():
            size = tool.made.stat().st_size
            print(f"{tool.name}: {size:,} bytes; ours is {ours / size:.2f} of that")

    assert ours <= 1.25 * others[0].made.stat().st_size


def _best_of(tool: Tool) -> Taken:
    """Its commands, one after the other, several times."""
    rounds = [[taken(command, **tool.environment) for command in tool.commands] for _ in range(3)]
    return best(sum(made, Taken()) for made in rounds)


def _peak(builds: Builds) -> float:
    return max(made.memory for rounds in builds.rounds.values() for made in rounds)
