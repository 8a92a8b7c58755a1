"""Whatever was done to a manuscript before: a zine from kept results is the zine made anew."""

from __future__ import annotations

import random

import pytest
from manuscripts import POSTS, arrange, manuscript, press

from zinewright.press.build import prepare
from zinewright.problems import ZineError


def read_by(ready, folder):
    """All that a reading gives: the sections, what is said, or why there is no zine."""
    try:
        made = prepare(folder, ready)
    except ZineError as error:
        return error.problems
    zine = made.zine
    return [each.digest for each in zine.sections], zine, made.warnings, made.manuscript.problems


def step(folder, dice, texts):
    """Move, edit, break, mend, add or remove a post, or change a key of the recipe."""
    name = dice.choice(sorted(texts))
    match dice.choice(["move", "edit", "break", "mend", "add", "remove", "recipe"]):
        case "edit":
            texts[name] += f"\nThe {dice.randrange(99)}th line.\n"
        case "break":
            texts[name] = "---\ntitle: [\n---\n" + texts[name]
        case "mend":
            texts[name] = POSTS.get(name, "# New\n\nMended.\n")
        case "add":
            texts[f"more-{dice.randrange(9)}"] = f"# More {dice.randrange(9)}\n\nText.\n"
        case "remove" if len(texts) > 1:
            del texts[name]
            (folder / "posts" / f"{name}.md").unlink()
    for each, text in texts.items():
        (folder / "posts" / f"{each}.md").write_text(text, "utf-8")
    facts = {"description": f'"Number {dice.randrange(3)}"'}
    arrange(folder, *dice.sample(sorted(texts), len(texts)), **facts)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_reading_from_kept_results_is_a_reading_anew(tmp_path, seed):
    dice, texts = random.Random(seed), dict(POSTS)
    folder = manuscript(tmp_path / "manuscript")
    with press(tmp_path / "warm") as warm:
        for number in range(6):
            step(folder, dice, texts)
            with press(tmp_path / f"cold-{number}") as cold:
                anew = read_by(cold, folder)
            assert read_by(warm, folder) == anew
            assert read_by(warm, folder) == anew
