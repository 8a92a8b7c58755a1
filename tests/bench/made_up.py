"""Manuscripts of any length to measure with: posts of about 800 words, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

PEOPLE = (
    "a neighbour", "my sister", "the woman at the desk", "an old friend", "the group",
    "one of the nurses", "the man with the bicycle", "somebody on the ward", "our librarian",
    "a volunteer", "the cook", "my landlord", "the youngest of us", "a stranger on the bus",
)  # fmt: skip
THINGS = (
    "a kettle that takes its time", "the letter about the appointment", "a list on the fridge",
    "the key to the allotment", "a jar of buttons", "the notebook with the blue cover",
    "a borrowed coat", "the second cup of tea", "a photograph of the pier", "the bus timetable",
    "a bag of seed potatoes", "the form with twelve pages", "a lamp for the darker months",
)  # fmt: skip
PLACES = (
    "in the waiting room", "at the kitchen table", "behind the library", "on the top deck",
    "by the canal", "at the end of the corridor", "in the community garden", "under the bridge",
    "beside the launderette", "in the back row", "on the stairs", "at the market",
)  # fmt: skip
TIMES = (
    "On Monday morning", "Before the rain came", "After three weeks", "Late in the autumn",
    "The next day", "While the others slept", "Around half past four", "Every second Thursday",
    "For most of that winter", "Long after it was over", "In the first week of May",
)  # fmt: skip
SENTENCES = (
    "{time}, {person} found {thing} {place}, and nobody could say how long it had been there.",
    "{time} we talked about {thing}.",
    "There is not much to do {place}, so we counted what we had: {thing}, {thing2} and patience.",
    "I asked {person} what would help, and the answer was {thing}.",
    "{time}, I wrote it all down {place}.",
    "It is hard to explain to {person} why {thing} matters, but it does.",
    "What I remember best is {thing}, which {person} had kept for years without a reason.",
    "{time}, {person} said that a bad day is still only one day, and went to look for {thing}.",
    "Nobody had asked for {thing}; it was simply left {place}, with a note that said to take it.",
    "Some of us wanted to wait, some wanted to leave, and {person} wanted to know who had the key.",
    "We agreed on one rule: whoever speaks {place} is not interrupted, not even by {person}.",
    "{time} it was {person} who noticed, and who stayed until the lights went out {place}.",
    "I have no proof of this, only {thing} and the word of {person}.",
    "That was all.",
    "It took longer than we thought, as things do when {person} and {thing} are both involved.",
    "If you only keep one thing from this page, let it be that {thing} can wait until tomorrow.",
    "{person2} laughed first, then the rest of us, and for a while {place} was a good place to be.",
    "There were forms to fill in, and {person} read each question aloud {place}.",
    "{time} I still believed that somebody else would take care of {thing}.",
    "You may know this already, or you may have to learn it slowly, the way that I did {place}.",
    "We did not solve anything, but {thing} was mended, and that counts for something.",
)  # fmt: skip
HEADINGS = (
    "What happened first", "The longer part of the story", "Small things that help",
    "What we would do again", "Questions without answers", "How it looks today", "A word of thanks",
)  # fmt: skip
TITLES = (
    "Notes on waiting", "A garden for nobody", "The long way home", "What the kettle knows",
    "Learning to ask", "Thursday people", "Letters not sent", "The quiet half of the year",
)  # fmt: skip
TOPICS = ("grief", "being refused care", "hospital", "debt", "illness in the family")
WORDS = 640

RECIPE = """title = "The Waiting Year"
subtitle = "Posts to measure with"
authors = ["Nobody in particular"]
description = "Text without meaning and with the shape of real posts."
language = "en-GB"
licence = "CC0"
identifier = "urn:x-bench:the-waiting-year"
date = 2026-01-31
order = [
{order}
]
"""
RESOURCE = """
[[resource]]
id = "place-{number}"
name = "A place that listens, number {number}"
kind = "{kind}"
regions = ["GB"]
notes = "For anybody who wants to talk. This entry is made up, and so is its number."
url = "https://example.org/listening/{number}"
channels = [{{ type = "voice", display = "01632 96000{number}", href = "tel:0163296000{number}" }}]
"""


def write_manuscript(folder: Path, count: int) -> tuple[str, ...]:
    """Put a manuscript of `count` posts into a folder. Returns the names of the posts in order."""
    names = tuple(f"post-{number:03}" for number in range(1, count + 1))
    (folder / "posts").mkdir(parents=True)
    for number, name in enumerate(names, 1):
        (folder / "posts" / f"{name}.md").write_text(_post(number), "utf-8")
    order = "\n".join(f'  "{name}",' for name in names)
    (folder / "zine.toml").write_text(RECIPE.format(order=order), "utf-8")
    kinds = ("emergency", "crisis", "peer", "directory")
    places = (RESOURCE.format(number=n, kind=kind) for n, kind in enumerate(kinds, 1))
    (folder / "resources.toml").write_text("".join(places), "utf-8")
    return names


def _post(number: int) -> str:
    """A post: front matter, then blocks until it has its words, then its footnotes."""
    chance = random.Random(number)
    blocks: list[str] = []
    for block in _blocks(number, chance):
        blocks.append(block)
        if len("\n".join(blocks).split()) >= WORDS:
            break
    notes = [
        f"[^{n}]: {_sentences(chance, 2)} See [the archive](https://example.org/archive/{number}/{n})."
        for n in range(1, 3 + number % 2)
    ]
    return "\n\n".join([_front_matter(number, chance), *blocks, *notes]) + "\n"


def _front_matter(number: int, chance: random.Random) -> str:
    lines = [
        "---", f"title: {chance.choice(TITLES)}, part {number}", "author: Nobody in particular",
        f"date: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
        f"source: https://blog.example.org/2025/post-{number}",
    ]  # fmt: skip
    if number % 2:
        lines.append(f"notes: [{', '.join(chance.sample(TOPICS, 2))}]")
        lines.append(f'summary: "{_sentences(chance, 1)}"')
    return "\n".join([*lines, "---"])


def _blocks(number: int, chance: random.Random) -> Iterator[str]:
    """Paragraphs without end, with everything else that posts have among them."""
    headings = iter(HEADINGS * 9)
    yield f"{_sentences(chance, 3)}[^1]"
    yield _sentences(chance, 4)
    while True:
        yield f"## {next(headings)}"
        yield f"{_sentences(chance, 2)} {_link(chance, number)} {_sentences(chance, 2)}"
        yield "\n".join(f"- {_sentences(chance, 1)}" for _ in range(3))
        yield f"{_sentences(chance, 4)}[^2]"
        if number % 3 == 0:
            yield _table(chance)
        yield f"### {next(headings)}"
        yield f"*{_sentences(chance, 1)}* {_sentences(chance, 2)} **{_sentences(chance, 1)}**"
        if number % 2:
            yield f"{_sentences(chance, 3)}[^{3 if number % 2 else 2}]"
        else:
            yield f"> {_sentences(chance, 3)}"
        yield "\n".join(f"{n}. {_sentences(chance, 1)}" for n in range(1, 4))
        yield _sentences(chance, 5)


def _link(chance: random.Random, number: int) -> str:
    address = f"https://example.org/{number}/{chance.randrange(10**6)}"
    return f"More is in [what {chance.choice(PEOPLE)} wrote]({address})."


def _table(chance: random.Random) -> str:
    rows = [
        f"| {chance.choice(TIMES)} | {chance.choice(PEOPLE)} | {chance.randrange(90)} |"
        for _ in range(4)
    ]
    return "\n".join(["| When | Who | How many |", "|---|---|---:|", *rows])


def _sentences(chance: random.Random, count: int) -> str:
    return " ".join(_sentence(chance) for _ in range(count))


def _sentence(chance: random.Random) -> str:
    said = chance.choice(SENTENCES).format(
        person=chance.choice(PEOPLE), person2=chance.choice(PEOPLE), thing=chance.choice(THINGS),
        thing2=chance.choice(THINGS), place=chance.choice(PLACES), time=chance.choice(TIMES),
    )  # fmt: skip
    return said[0].upper() + said[1:]
