"""What the README says a command prints is what it prints."""

from __future__ import annotations

import datetime
import re
import shlex
import shutil
from pathlib import Path

import pytest
import whole_way
from click.testing import CliRunner

from zinewright.cli import main
from zinewright.editions import EDITIONS
from zinewright.manuscript.edit import starter

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
DAY = datetime.date(2026, 11, 30)  # on which the README was written
SECONDS = re.compile(r"\d+\.\d s\.")


@pytest.mark.slow
def test_what_the_readme_shows_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "manuscript", tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ZINEWRIGHT_CALLED", "./zine")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "my-blog.xml").write_bytes(whole_way.export())
    _break_a_zine(tmp_path / "my-broken-zine")
    shown, printed = [], []
    for block in CONSOLE.findall(README):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            shown.append(f"$ {command}\n{_timeless(output)}")
            printed.append(f"$ {command}\n{_timeless(_run(command))}")

    assert shown == printed


def test_the_way_from_a_blog_to_a_release_takes_twelve_commands():
    way = README.partition("## From a blog to a release")[2].partition("\n## ")[0]
    commands = re.findall(r"(?m)^\$ \./zine (\w+)", way)
    needed = [name for name in commands if name not in ("check", "plan")]

    assert needed[-1] == "release"
    assert len(needed) - 1 <= 12  # support is verified one by one, apart from these


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`zine {command} " in README


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_has_words_for_readers(edition: str) -> None:
    words = (ROOT / "src/zinewright/languages/en/words.toml").read_text("utf-8")

    assert f"formats-{edition} = " in words


@pytest.mark.parametrize("path", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
def test_the_readmes_pictures_are_there(path: str) -> None:
    assert (ROOT / path).is_file() or path.startswith(("images/", "https://"))


def _run(command: str) -> str:
    program, *words = shlex.split(command)
    assert program == "./zine"
    today, shown = datetime.date.today().isoformat(), DAY.isoformat()
    return CliRunner().invoke(main, words).output.replace(today, shown)


def _timeless(output: str) -> str:
    lines = [line for line in output.splitlines() if not line.startswith("Typeset ")]
    return SECONDS.sub("… s.", "\n".join(lines)).strip()


def _break_a_zine(folder: Path) -> None:
    starter.write_starter(folder, "en-GB")
    post = folder / "posts/second-post.md"
    lines = post.read_text("utf-8").split("\n")
    post.write_text("\n".join([*lines[:10], "![](images/hat.png)", *lines[10:]]), "utf-8")
    recipe = folder / "zine.toml"
    recipe.write_text(recipe.read_text("utf-8").replace('"welcome"', '"welcom"'), "utf-8")
