"""How long builds take, how much memory and room, beside WeasyPrint's own command and Typst.

    ./zine test tests/bench/test_builds.py -m bench -s -n0

Every figure is a ratio of one run: ours and the others' take turns, each figure is the best of its
rounds, and times of the clock are compared with times of the clock. `POSTS` chooses the sizes ("3
30 100 300"), `ROUNDS` how often. What is compared with a tool that is not installed is skipped (pip
install pypandoc-binary typst).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from made_up import write_manuscript
from others import tools
from stopwatch import Taken, best, crowding, taken

pytestmark = pytest.mark.bench

ROUNDS = int(os.environ.get("ROUNDS", "3"))
POSTS = tuple(map(int, os.environ.get("POSTS", "3 30 100 300").split()))
CROWDED = 1.3  # from here on something else needs the second processor
EDITIONS = {"reading": ("--edition", "reading"), "all": ()}
WARM = Path(__file__).with_name("warm.py")


class Measured:
    """Manuscripts of one size, and what was taken for each thing that was done with them."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count
        self.posts = list(write_manuscript(folder / "m", count))
        self.rounds: dict[str, list[Taken]] = {}
        self.tools = tuple(tools(folder / "m", folder))
        for number in range(ROUNDS):
            self._round(number)
        self.warm: dict[str, float] = json.loads(self._ran([sys.executable, str(WARM)], "m").said)

    def clock(self, name: str) -> float:
        return best(self.rounds[name]).clock

    def work(self, name: str) -> float:
        return best(self.rounds[name]).work

    def of_tool(self, name: str) -> str:
        """The name of a tool's row. Skips the test where it is not installed."""
        lacks = next(tool.lacks for tool in self.tools if tool.name == name)
        if lacks:
            pytest.skip(f"{lacks} is not installed")
        return name

    @property
    def kit(self) -> float:
        """MB of the finished PDFs."""
        return sum(path.stat().st_size for path in (self.folder / "out").glob("*.pdf")) / 1e6

    @property
    def store(self) -> float:
        """MB of what is kept from one build to the next."""
        return sum(p.stat().st_size for p in self._cache("all").rglob("*") if p.is_file()) / 1e6

    def _round(self, number: int) -> None:
        for name in EDITIONS:
            shutil.rmtree(self._cache(name), ignore_errors=True)
            self._build(name, "cold")
        if number < (ROUNDS if self.count <= 30 else 1):
            self._others()
        self.posts.insert(0, self.posts.pop())
        self._zine("all", "moving", "move", self.posts[0], "--first", "m")
        for name in EDITIONS:
            self._build(name, "after a move")
            self._typst()
        post = self.folder / "m" / "posts" / f"{self.posts[self.count // 2]}.md"
        post.write_text(post.read_text("utf-8").replace(".[^1]", ", again.[^1]"), "utf-8")
        for name in EDITIONS:
            self._build(name, "after a word")
            self._build(name, "nothing changed")
        for command in ("order", "check"):
            for _ in range(2):  # the second time nothing has changed
                self._zine("all", command, command, "m")

    def _build(self, name: str, state: str) -> None:
        out = "out" if name == "all" else "out-reading"
        self._zine(name, f"{name}, {state}", "build", "m", "--out", out, *EDITIONS[name])

    def _zine(self, name: str, row: str, *words: str) -> None:
        command = [sys.executable, "-m", "zinewright", *words]
        made = self._ran(command, ZINEWRIGHT_CACHE=str(self._cache(name)))
        self.rounds.setdefault(row, []).append(made)

    def _ran(self, command: list[str], *words: str, **environment: str) -> Taken:
        return taken([*command, *words], cwd=self.folder, **environment)

    def _others(self) -> None:
        for tool in self.tools:
            if tool.commands:
                made = [taken(each, **tool.environment) for each in tool.commands]
                self.rounds.setdefault(tool.name, []).append(made[-1])

    def _typst(self) -> None:
        tool = self.tools[-1]
        if tool.commands:
            made = taken(tool.commands[-1], **tool.environment)
            self.rounds.setdefault(tool.name, []).append(made)

    def _cache(self, name: str) -> Path:
        return self.folder / f"cache-{name}"

    def table(self) -> str:
        rows = [f"{self.count} posts: best of {ROUNDS} rounds on {os.cpu_count()} processors"]
        rows.append(f"{'':34}{'seconds':>9}{'work':>9}{'MB':>6}")
        for name in self.rounds:
            made = best(self.rounds[name])
            rows.append(f"{name:34}{made.clock:9.2f}{made.work:9.2f}{made.memory:6.0f}")
        rows += [f"{'warm: ' + name:34}{seconds:9.2f}" for name, seconds in self.warm.items()]
        rows.append(f"{'store of the kit / its PDFs':34}{self.store:9.1f}{self.kit:9.1f} MB")
        return "\n".join(rows)


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Measured]:
    @cache
    def of(count: int) -> Measured:
        if count not in POSTS:
            pytest.skip(f"{count} posts were not asked for")
        made = Measured(tmp_path_factory.mktemp(f"posts-{count}"), count)
        print(f"\n\n{made.table()}")
        return made

    return of


Of = Callable[[int], Measured]
WEASYPRINT, TYPST = "WeasyPrint, in one piece", "pandoc and Typst"


@pytest.mark.parametrize("count", [3, 30, 100, 300])
def test_the_table_of_each_size(measured: Of, count: int) -> None:
    assert set(measured(count).rounds) >= {"all, cold", "reading, after a move"}


@pytest.mark.parametrize(
    ("row", "figure", "most"), [("all", "clock", 1.0), ("all", "work", 1.9), ("reading", "work", 1)]
)
def test_cold_beside_weasyprint(measured: Of, row: str, figure: str, most: float) -> None:
    made = measured(30)
    if row == "all" and figure == "clock" and crowding() > CROWDED:
        pytest.skip("two processors cannot be measured: other programs need the second")
    ours, theirs = getattr(made, figure)(f"{row}, cold"), getattr(made, figure)(WEASYPRINT)

    assert ours / theirs <= most


@pytest.mark.parametrize(
    ("count", "row", "most"),
    [(30, "reading", 1.0), (30, "all", 2.0), (300, "reading", 0.35), (300, "all", 0.8)],
)
def test_after_a_move_beside_typst(measured: Of, count: int, row: str, most: float) -> None:
    made = measured(count)

    assert made.clock(f"{row}, after a move") / made.clock(made.of_tool(TYPST)) <= most


@pytest.mark.parametrize(("count", "most"), [(30, 0.4), (300, 0.25)])
def test_after_a_move_in_a_warm_process_beside_typst(measured: Of, count: int, most: float) -> None:
    made = measured(count)

    assert made.warm["reading, after a move"] / made.clock(made.of_tool(TYPST)) <= most


@pytest.mark.parametrize(("count", "most"), [(30, 0.25), (300, 0.6)])
@pytest.mark.parametrize("row", EDITIONS)
def test_nothing_changed(measured: Of, count: int, row: str, most: float) -> None:
    assert measured(count).clock(f"{row}, nothing changed") <= most


@pytest.mark.parametrize("command", ["order", "check"])
def test_a_command_on_an_unchanged_zine(measured: Of, command: str) -> None:
    assert measured(30).clock(command) <= 0.25


@pytest.mark.parametrize(("row", "most"), [("new pages", 0.4), ("bound", 0.6)])
def test_a_word_in_a_warm_process(measured: Of, row: str, most: float) -> None:
    assert measured(30).warm[f"a word: {row}"] <= most


def test_ten_times_the_posts(measured: Of) -> None:
    assert measured(300).clock("all, cold") / measured(30).clock("all, cold") <= 11


@pytest.mark.parametrize("count", [3, 30, 100, 300])
def test_memory_of_the_largest_process(measured: Of, count: int) -> None:
    ours = [best(made) for name, made in measured(count).rounds.items() if name not in _others()]

    assert max(made.memory for made in ours) <= 300


@pytest.mark.parametrize("count", [30, 100, 300])
def test_room_of_the_store(measured: Of, count: int) -> None:
    made = measured(count)

    assert made.store / made.kit <= 1.5


def test_size_of_the_reading_edition(measured: Of) -> None:
    made = measured(30)
    ours = next((made.folder / "out").glob("*-reading.pdf")).stat().st_size

    assert ours / made.tools[0].made.stat().st_size <= 1.25


def test_help() -> None:
    rounds = [taken([sys.executable, "-m", "zinewright", "--help"]) for _ in range(2 * ROUNDS)]
    print(f"\n\nzine --help: {best(rounds).clock:.3f} s")

    assert best(rounds).clock <= 0.1


def test_eight_zines_with_two_processors(tmp_path: Path) -> None:
    if crowding() > CROWDED:
        pytest.skip("two processors cannot be measured: other programs need the second")
    folders = [f"zine-{number}" for number in range(8)]
    for name in folders:
        write_manuscript(tmp_path / name, 3)
        recipe = tmp_path / name / "zine.toml"
        recipe.write_text(recipe.read_text().replace("The Waiting Year", f"Called {name}"))
    rounds: dict[int, list[Taken]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for jobs, made in rounds.items():
            store = str(tmp_path / f"cache-{len(made)}-{jobs}")
            command = [sys.executable, "-m", "zinewright", "build", *folders, "--jobs", jobs]
            made.append(taken(command, cwd=tmp_path, ZINEWRIGHT_CACHE=store))
    one, two = best(rounds[1]).clock, best(rounds[2]).clock
    print(f"\n\neight zines: {one:.2f} s with one, {two:.2f} s with two, {one / two:.2f} times")

    assert one / two >= 1.7


def _others() -> set[str]:
    return {WEASYPRINT, TYPST}
