"""What a process that stays open takes for a move and for a word: seconds by the clock, as JSON.

Run in a folder that holds a manuscript, whose name is the one argument.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from zinewright.limits import own_process
from zinewright.press import flow
from zinewright.press.jobs import Press
from zinewright.press.preview import preview

ROUNDS = 4


def main(folder: Path) -> None:
    """Measure, on a copy of nothing: the manuscript is changed, and built beside."""
    with tempfile.TemporaryDirectory() as out, Press() as press, own_process():
        flow.build(folder, out, press=press)
        taken: dict[str, list[float]] = {}

        def timed(name: str, work: Callable[[], object]) -> None:
            begun = time.perf_counter()
            work()
            taken.setdefault(name, []).append(time.perf_counter() - begun)

        for _ in range(ROUNDS):
            move_last(folder)
            timed(
                "reading, after a move",
                lambda: flow.build(folder, out, press=press, editions=["reading"]),
            )
            move_last(folder)
            timed("all, after a move", lambda: flow.build(folder, out, press=press))
            held = flow.read(folder)
            post = add_word(folder)
            timed("a word: new pages", partial(preview, held, post, press))
            post = add_word(folder)
            timed(
                "a word: bound",
                lambda: flow.build(folder, out, press=press, editions=["reading"]),
            )
    print(json.dumps({name: min(times) for name, times in taken.items()}), file=sys.stderr)


def move_last(folder: Path) -> None:
    """Put the last post first."""
    recipe = folder / "zine.toml"
    head, _, rest = recipe.read_text("utf-8").partition("order = [\n")
    *names, last = rest.partition("]")[0].splitlines(keepends=True)
    recipe.write_text(f"{head}order = [\n{last}{''.join(names)}]\n", "utf-8")


def add_word(folder: Path) -> str:
    """Put a word into the post in the middle, and say which that is."""
    posts = sorted((folder / "posts").glob("*.md"))
    post = posts[len(posts) // 2]
    post.write_text(post.read_text("utf-8").replace(".[^1]", ", again.[^1]"), "utf-8")
    return post.stem


if __name__ == "__main__":
    main(Path(sys.argv[1]))
