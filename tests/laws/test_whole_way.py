"""From an export, and from pasted posts, to a release by commands alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import whole_way
from running import zine

pytestmark = pytest.mark.slow

SOURCES = {"my-blog.xml": whole_way.export(), "posts.txt": whole_way.pasted().encode()}
SET = {
    "my-blog.xml": ["description A-few-pieces"],
    "posts.txt": ["description A-few-pieces", "title Night-Notes", "authors Ada"],
}
"""What a source does not say."""
WAY = (
    "set regions GB-ENG",
    "notes accept --all --yes",
    "notes none 3 4",
    "notes summary 1 Sent-home-at-night.",
    "notes summary 2 A-sister-dies.",
    "notes reviewed --all --by Ada --yes",
    "resources add --proposed",
    "release",
)


@pytest.mark.parametrize("source", SOURCES)
def test_the_whole_way(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path(source).write_bytes(SOURCES[source])
    commands = [
        f"import {source} --into m --yes",
        *(f"set {said} m" for said in SET[source]),
        *(f"{said} m" for said in WAY),
    ]
    for command in commands:
        if command.startswith("release"):
            zine("resources", "verify", "--all", "--by", "Ada", "--yes", "m")
        done = zine(*command.split())
        assert done.exit_code == 0, f"{command}\n{done.output}"

    assert len(commands) <= 12
    out = Path("build/night-notes-release")
    assert json.loads((out / "manifest.json").read_text("utf-8"))["status"] == "release"
    text = (out / "night-notes.txt").read_text("utf-8")
    for title, parts in whole_way.POSTS.items():
        assert title in text
        assert all(" ".join(part.split()[:5]) in " ".join(text.split()) for part in parts[-1:])
    assert not re.search("draft|nobody has|not checked", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("posts/soup-for-six.md", "two onions", "three onions"),
         "posts/soup-for-six.md: the text changed after the content notes were reviewed. Look at "
         "them, then: zine notes reviewed soup-for-six --by NAME m. [notes-review]"),
        (("resources.toml", "24 hours, every day", "24 hours"), "was changed after it was checked"),
        (("resources.toml", "https://www.samaritans.org", "https://samaritans.example"),
         "“samaritans” was changed after it was checked on"),
        (("posts/soup-for-six.md", "second day.", "second day. Ring 0808 555 0100."),
         "the number 0808 555 0100"),
        (("zine.toml", "A-few-pieces", "Call 0808 555 0100"), "the number 0808 555 0100"),
        (("zine.toml", '["Ada Byrne"', '["Your name"'), "“authors” still holds"),
    ],
    ids=["a text", "hours", "a host", "a number in a text", "a number in a field", "a name"],
)  # fmt: skip
def test_what_changed_after_it_was_checked_is_no_release(
    change: tuple[str, str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    Path("my-blog.xml").write_bytes(SOURCES["my-blog.xml"])
    for command in ("import my-blog.xml --into m --yes", "set description A-few-pieces m", *(
        f"{words} m" for words in WAY[:-1]
    ), "resources verify --all --by Ada --yes m"):  # fmt: skip
        zine(*command.split())
    assert zine("check", "--release", "--quick", "m").output == "Nothing is wrong.\n"
    name, old, new = change
    path = Path("m") / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    refused = zine("check", "--release", "--quick", "m")

    assert refused.exit_code == 1
    assert said in refused.output
