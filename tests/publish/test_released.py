"""The print room prints the release that stands, and no draft of it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pypdfium2
import pytest
from releases import laid
from running import zine

TODAY = datetime.date(2026, 3, 1)
NO_RELEASE = "These are drafts: there is no release of this zine in build/small-hours-release."


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A zine, released into its own folder in build/."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zinewright.commands.build.today", lambda: TODAY)
    folder = laid(tmp_path / "m")
    assert zine("release", "m").exit_code == 0
    return folder


def plan(*words: str) -> tuple[str, list[str]]:
    """What the terminal is told before the plan, and the files that were written."""
    done = zine("plan", "m", "--copies", "2", *words)
    assert done.exit_code == 0, done.output
    lines = [line for line in done.stderr.splitlines() if not line.startswith("Typeset ")]
    files = [line for line in lines if line.startswith(("build/", "there/"))]
    return "\n".join(line for line in lines if line not in files), files


def words_of(path: str) -> str:
    with pypdfium2.PdfDocument(Path(path)) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.parametrize("words", ["", "--printer hand", "--large-print 1 --pocket 1"])
def test_a_release_is_printed_as_it_stands(released, words):
    before = stands_in_bytes(Path("build/small-hours-release"))
    said, files = plan(*words.split())

    assert said == ""
    assert all(file.startswith("build/small-hours-release/") for file in files)
    assert not any("Draft" in words_of(file) for file in files)
    assert stands_in_bytes(Path("build/small-hours-release")).items() >= before.items()


def stands_in_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_pocket_zine_of_a_release_on_other_paper_is_no_draft_either(released):
    said, files = plan("--pocket", "1", "--paper", "A3")

    assert said == ""
    assert not any("Draft" in words_of(file) for file in files)


def test_the_release_may_stand_where_out_says(released):
    Path("build/small-hours-release").rename("there")

    assert plan()[0] == NO_RELEASE
    said, files = plan("--out", "there")
    assert said == ""
    assert all(file.startswith("there/") for file in files)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda m: (m / "posts" / "two.md").write_text(
                (m / "posts" / "two.md").read_text() + "\nMore.\n"
            ),
            "These are drafts: posts/two.md changed since the release in "
            "build/small-hours-release.",
        ),
        (
            lambda m: (Path("build/small-hours-release") / "small-hours-reading.pdf").write_bytes(
                b"%PDF"
            ),
            "These are drafts: build/small-hours-release/small-hours-reading.pdf is not as it was "
            "released.",
        ),
        (
            lambda m: (Path("build/small-hours-release") / "manifest.json").write_text("[]"),
            NO_RELEASE,
        ),
    ],
    ids=["a text that changed", "a file that changed", "no manifest"],
)
def test_what_is_no_longer_the_release_is_told_of_before_drafts_are_made(released, change, said):
    change(released)
    told, files = plan()

    assert told.splitlines()[0] == said
    assert all(file.startswith("build/small-hours/") for file in files)
    assert any("Draft" in words_of(file) for file in files)


def test_the_layout_of_a_zine_is_a_part_of_its_release(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zinewright.commands.build.today", lambda: TODAY)
    folder = laid(tmp_path / "m")
    assert zine("layouts", "--copy", "plain", "--as", "night", "m").exit_code == 0
    recipe = (folder / "zine.toml").read_text()
    (folder / "zine.toml").write_text(f'layout = "night"\n{recipe}')
    assert zine("release", "m").exit_code == 0
    assert plan()[0] == ""

    style = folder / "night" / "print.css"
    style.write_text(style.read_text().replace("--accent: black", "--accent: #7a0019"))

    assert plan()[0].splitlines()[0] == (
        "These are drafts: night/print.css changed since the release in build/small-hours-release."
    )


def test_in_another_layout_it_is_no_release(released):
    told, files = plan("--layout", "plain")

    assert told.splitlines()[0] == ("These are drafts: they are in the layout that was asked for.")
    assert all(file.startswith("build/small-hours/") for file in files)


def test_without_a_release_the_terminal_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    laid(tmp_path / "m")

    assert plan()[0] == NO_RELEASE


def test_a_build_leaves_the_release_alone(released):
    before = stands_in_bytes(Path("build/small-hours-release"))
    assert zine("build", "m").exit_code == 0

    assert stands_in_bytes(Path("build/small-hours-release")) == before
    assert zine("build", "m", "--out", "build/small-hours-release").stderr.endswith(
        "build/small-hours-release: a release of this zine stands there; nothing was changed. "
        "Use another --out. [publish]\n1 error: nothing was built.\n"
    )
    assert zine("release", "m").exit_code == 0
    assert stands_in_bytes(Path("build/small-hours-release")) == before
