"""What was made before never shows: after any history of edits a build is what a first one is.

Histories are drawn from a seed: moves, words, notes, new and lost posts, keys of the recipe, places
of support, editions that were built alone. Every build has the store of those before it; now and
then the same is built with an empty one, by another executor, and all bytes are compared.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from manuscripts import arrange, manuscript

from zinewright.cache import Cache
from zinewright.press.build import build
from zinewright.press.executors import Inline
from zinewright.press.jobs import Press

pytestmark = pytest.mark.slow

SEEDS, STEPS, COMPARED = 3, 6, (3, 6)
PLACE = """
[[resource]]
id = "place-{number}"
name = "A place that listens, number {number}"
kind = "peer"
regions = ["GB"]
url = "https://example.org/{number}"
"""
KEYS = (
    'subtitle = "Written at night"', 'contact = "ink@example.org"', 'notes = "short"',
    'notes = "full"', "[large_print]\nsize = 20", '[print]\npaper = "A3"',
)  # fmt: skip
Step = Callable[["History"], object]


class History:
    """A manuscript that people go on editing, and the store of its builds."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance, self.seed = folder, random.Random(seed), seed
        self.zine = manuscript(folder / "manuscript")
        self.said: list[str] = []

    @property
    def posts(self) -> list[Path]:
        return sorted((self.zine / "posts").glob("*.md"))

    def step(self) -> None:
        """One more edit, and a build of all editions or of some."""
        edit = self.chance.choice([moved, worded, noted, added, lost, keyed, listed])
        self.said.append(edit.__name__)
        edit(self)
        if self.chance.random() < 0.3:
            self.built("store", "out", ("reading",))
        self.built("store", "out")

    def built(self, store: str, out: str, editions: tuple[str, ...] = (), **how: object) -> None:
        with Press(cache=Cache(self.folder / store), jobs=2, **how) as press:
            build(self.zine, self.folder / out, press, editions)

    def cold(self, number: int) -> dict[str, str]:
        """The digests of a build that knows nothing, by another executor."""
        name, out = f"cold-{number}", f"out-{number}"
        if self.chance.random() < 0.5:
            self.built(name, out, executor=Inline())
        else:
            with ThreadPoolExecutor(2) as threads:
                self.built(name, out, executor=threads)
        return self.digests(out)

    def digests(self, out: str) -> dict[str, str]:
        paths = sorted((self.folder / out).iterdir())
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in paths
            if path.is_file()
        }

    def order(self) -> list[str]:
        names = [path.stem for path in self.posts]
        self.chance.shuffle(names)
        return names


def moved(history: History) -> None:
    arrange(history.zine, *history.order())


def worded(history: History) -> None:
    post = history.chance.choice(history.posts)
    post.write_text(f"{post.read_text('utf-8')}\nIt was {history.chance.random()}.\n", "utf-8")


def noted(history: History) -> None:
    post = history.chance.choice(history.posts)
    text = post.read_text("utf-8")
    notes = history.chance.choice(
        ["notes: none", "notes: [debt, grief]", "summary: What it tells."]
    )
    key = notes.partition(":")[0]
    lines = [line for line in text.splitlines() if not line.startswith(f"{key}:")]
    post.write_text("\n".join([lines[0], notes, *lines[1:]]) + "\n", "utf-8")


def added(history: History) -> None:
    name = f"new-{history.chance.randrange(10**6)}"
    text = (
        f"---\ntitle: New {name}\nnotes: none\n---\n\n## Then\n\nAnd [this](https://example.org).\n"
    )
    (history.zine / "posts" / f"{name}.md").write_text(text, "utf-8")
    moved(history)


def lost(history: History) -> None:
    """A post goes to which no other links; where there is none, one comes."""
    new = [post for post in history.posts if post.stem.startswith("new-")]
    if not new:
        return added(history)
    history.chance.choice(new).unlink()
    return moved(history)


def keyed(history: History) -> None:
    recipe = history.zine / "zine.toml"
    key = history.chance.choice(KEYS)
    if key.partition(" =")[0] not in recipe.read_text("utf-8"):
        head, table = (f"{key}\n", "") if not key.startswith("[") else ("", f"\n{key}\n")
        recipe.write_text(head + recipe.read_text("utf-8") + table, "utf-8")


def listed(history: History) -> None:
    places = history.zine / "resources.toml"
    more = PLACE.format(number=history.chance.randrange(10**6))
    places.write_text((places.read_text("utf-8") if places.exists() else "") + more, "utf-8")


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_was_made_before_never_shows(tmp_path: Path, seed: int) -> None:
    history = History(tmp_path, seed)
    for number in range(1, STEPS + 1):
        history.step()
        if number in COMPARED:
            assert history.digests("out") == history.cold(number), history.said
