"""`zine import`: shown first, written on a word, and nothing of anybody's changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import zine

LONG = "This sentence has quite enough words to be a paragraph and not a title."
TEXT = f"""\
Sitting Up at Night

Content warning: suicide.

{LONG}

The Long Wait

{LONG} And then the
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("posts.txt").write_text(TEXT)


def said(*words: str) -> str:
    done = zine("import", *words)
    return f"{done.output}{f'exit {done.exit_code}' if done.exit_code else ''}".strip()


def test_what_would_be_done():
    assert (
        said("posts.txt", "--into", "m")
        == """\
sitting-up-at-night: new
  Sitting Up at Night
  line 1 of posts.txt, 17 words
  the author's notes: suicide
the-long-wait: new
  The Long Wait
  line 7 of posts.txt, 17 words
  look at this: the post seems to be cut off: it ends with “title. And then the”
Nothing was written. To write 2 posts into m: --yes"""
    )
    assert not Path("m").exists()


def test_what_is_written():
    assert said("posts.txt", "--into", "m", "--yes").splitlines()[-4:] == [
        "m/posts/sitting-up-at-night.md", "m/posts/the-long-wait.md", "m/zine.toml",
        "2 posts written into m.",
    ]  # fmt: skip
    assert (
        Path("m/posts/sitting-up-at-night.md").read_text()
        == f"""\
---
title: "Sitting Up at Night"
---

Content warning: suicide.

{LONG}
"""
    )
    assert zine("check", "m").exit_code == 0


def test_what_is_there_stays():
    said("posts.txt", "--into", "m", "--yes")
    Path("m/posts/the-long-wait.md").write_text("---\ntitle: Mine\n---\n\nMine.\n")
    Path("posts.txt").write_text(TEXT + f"end.\n\nA Third Thing\n\n{LONG}\n")
    output = said("posts.txt", "--into", "m", "--yes")

    assert [line for line in output.splitlines() if line[0] != " "] == [
        "sitting-up-at-night: there already", "the-long-wait: there, and edited: it stays",
        "a-third-thing: new", "m/posts/a-third-thing.md", "1 post written into m.",
    ]  # fmt: skip
    assert Path("m/posts/the-long-wait.md").read_text() == "---\ntitle: Mine\n---\n\nMine.\n"
    assert '"a-third-thing",' in Path("m/zine.toml").read_text()


def test_an_order_keeps_its_comments():
    recipe = 'title = "T"\ndate = 2026-01-31\n# mine\norder = [\n  "one", # first\n]\n'
    Path("m/posts").mkdir(parents=True)
    Path("m/zine.toml").write_text(recipe)
    Path("m/posts/one.md").write_text("---\ntitle: One\n---\n\nOne.\n")
    said("posts.txt", "--into", "m", "--yes")

    assert "# mine\n" in Path("m/zine.toml").read_text()
    assert json.loads(zine("order", "m", "--json").stdout)["posts"][1]["post"] == (
        "sitting-up-at-night"
    )


def test_as_json():
    (first, _) = json.loads(said("posts.txt", "--json"))["posts"]

    assert first == {
        "post": "sitting-up-at-night", "title": "Sitting Up at Night", "state": "new", "words": 17,
        "line": 1, "source": "posts.txt", "notes": ["suicide"], "date": None, "remarks": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cover", "my-cover"), ("Don’t Wait", "dont-wait"), ("Über Nacht & Tag", "über-nacht-tag"),
        ("!!!", "post"), ("../../etc/passwd", "etc-passwd"),
        ("Word " * 30, "-".join(["word"] * 12)),
    ],
)  # fmt: skip
def test_names_of_files(title, name):
    Path("posts.txt").write_text(f"{title.strip()}\n\n{LONG}\n" if len(title) < 80 else TEXT)
    if len(title) < 80:
        assert said("posts.txt", "--into", "m").splitlines()[0] == f"{name}: new"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["none.txt"], "none.txt: there is no such file. Correct its name. [read]\nexit 1"),
        (["."], ".: the file cannot be read (is a directory). Name a file, and see that you may "
         "read it. [read]\nexit 1"),
        ([], "Error: Missing argument 'SOURCES...'.\nexit 2"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported(words, message):
    assert said(*words).endswith(message)


def test_everything_wrong_is_said_at_once():
    Path("x.bin").write_bytes(b"\0")

    assert said("none.txt", "x.bin").count("\n") == 2
