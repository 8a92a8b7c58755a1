"""`zine build` of several zines: each as if it were built alone, in the order that is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import Lay, stands, zine

pytestmark = pytest.mark.slow

RECIPE = 'title = "{title}"\ndate = 2026-01-31\norder = ["one"]\n'


@pytest.fixture
def here(lay: Lay, monkeypatch) -> Path:
    """Two zines, one that is called as the first, and one with a fault."""
    folder = lay({}).parent
    for name, title in {"a": "Hours", "b": "Days", "c": "Hours", "d": "Weeks"}.items():
        (folder / name / "posts").mkdir(parents=True)
        (folder / name / "zine.toml").write_text(RECIPE.format(title=title))
        (folder / name / "posts" / "one.md").write_text(
            f"---\ntitle: {name}\nnotes: none\n---\n\nIt was {name}.\n"
        )
    recipe = folder / "c" / "zine.toml"
    recipe.write_text(f'identifier = "urn:x-test:c"\n{recipe.read_text()}')
    (folder / "d" / "zine.toml").write_text('title = "Weeks"\norder = ["two"]\n')
    monkeypatch.chdir(folder)
    return folder


def told(*words: str) -> tuple[int, list[str]]:
    """The exit code, and the lines on which zines, files and ends are named."""
    done = zine("build", "--edition", "text", *words)
    lines = re.findall(r"^(?:\w:|build/.*|\d error.*|.*no such post.*)$", done.output, re.M)
    return done.exit_code, lines


@pytest.mark.parametrize("jobs", ["1", "2", "5"])
def test_each_is_built_as_if_it_were_alone(here, jobs):
    code, lines = told("a", "b", "--jobs", jobs)
    both = stands(here / "build")
    zine("build", "--edition", "text", "a")
    zine("build", "--edition", "text", "b")

    assert (code, lines) == (0, [
        "a:", "build/hours/hours.txt", "build/hours/content-notes.json",
        "build/hours/manifest.json",
        "b:", "build/days/days.txt", "build/days/content-notes.json", "build/days/manifest.json",
    ])  # fmt: skip
    assert stands(here / "build") == both


def test_a_zine_that_cannot_be_built_stops_no_other(here):
    code, lines = told("d", "b")

    assert code == 1
    assert [line for line in lines if line.endswith(":")] == ["d:", "b:"]
    assert (here / "build" / "days" / "days.txt").exists()


def test_two_that_are_called_the_same_have_folders_of_their_own(here):
    code, _ = told("a", "c", "--jobs", "2")
    folders = sorted(path.name for path in (here / "build").iterdir())

    assert (code, [re.sub("-[0-9a-f]{6}$", "-…", name) for name in folders]) == (
        0, ["hours", "hours-…"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--out", "x"], "--out is for one zine, and here are 2"),
        (["--watch"], "--watch is for one zine, and here are 2"),
    ],
)
def test_what_is_for_one_zine(here, option, said):
    done = zine("build", "a", "b", *option)

    assert (done.exit_code, said in done.output) == (2, True)
