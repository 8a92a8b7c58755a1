"""Whatever a stranger sends, it ends soon, takes little, says what it is, and touches nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from apart import SECONDS
from hostile import HOSTILE
from pace import pace

MOST_MB = 500
LARGE = re.compile(
    r"^blog:|million|hundred|thousand|\d,000 |never|that open|bomb|items in|titles|of ours$"
    r"|shortcodes$|captions$|quotations|bullets|one word"
    r"|without end|that go (?:on|down)|lines of capitals|marks of items|documents in documents"
    r"|of 30 MB|backticks$|every set at once"
)
LOADED = re.compile(r"!\[(?:\\.|[^\]\\])*\]\(([^)]*)\)")


def lay(name: str, place: Path) -> str:
    """Lay an input out, and say what it is called there."""
    made = HOSTILE[name]()
    if isinstance(made, bytes):
        (place / "input").write_bytes(made)
        return "input"
    for path, content in made.items():
        there = place / "input" / path.rstrip("@|")
        there.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith("@"):
            there.symlink_to(content)
        elif path.endswith("|"):
            os.mkfifo(there)
        else:
            there.write_bytes(content if isinstance(content, bytes) else content.encode())
    return "input"


def test_there_are_enough_of_them():
    assert len(HOSTILE) >= 300


def marked(name: str) -> Any:
    """Slow are the largest, and what the text of a post holds in another kind once more."""
    is_slow = LARGE.search(name) or name.startswith("page: ")
    return pytest.param(name, marks=pytest.mark.slow) if is_slow else name


@pytest.mark.parametrize("name", [marked(name) for name in HOSTILE])
def test_a_hostile_input(name, apart, tmp_path):
    source = lay(name, tmp_path)
    ended = apart.run(
        tmp_path, ["import", source, "--into", "m", "--yes"], ["check", "m", "--quick"]
    )

    assert ended.wrong == ()
    assert "Traceback" not in ended.output
    assert "This is a fault of Zinewright" not in ended.output
    assert ended.code in (0, 1), ended.output[-2000:]
    assert ended.output.strip()
    assert ended.busy < SECONDS * pace()
    assert ended.seconds < 8 * SECONDS * pace()  # nothing waits for what never comes
    assert ended.memory < MOST_MB
    assert sorted(path.name for path in tmp_path.iterdir()) in (["input"], ["input", "m"])
    for post in (tmp_path / "m").glob("posts/*.md"):
        text = post.read_text("utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", text)
        assert "root:x:0:0" not in text
        assert all(path.startswith("images/") for path in LOADED.findall(text))
