"""The way round every note, followed in finished files: it lands behind, and says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from manuscripts import arrange, press
from ways_round import moved, rewritten, ways_in_epub, ways_in_pdf

from zinewright.press.build import build, prepare
from zinewright.review.safe_messaging.advice import note_leaks

ROOT = Path(__file__).parents[2]
LONG = " ".join(f"word{number}" for number in range(700)) + "."
ONE = f"""---
title: One
notes: grief
summary: What she said.
---
::: note suicide | How it was told.
{LONG}
:::

## Between

::: note debt, night work (own), a court (own) | What it cost.
- one

> two
:::

::: note grief | The last of it.
Three.
:::
"""
TWO = "---\ntitle: “Two”, with marks\nnotes: [racism]\nsummary: A shop.\n---\nText.\n"
THREE = "---\ntitle: Three\nnotes: none\nlang: ar\n---\nنص.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ways")
    (folder / "m" / "posts").mkdir(parents=True)
    for name, text in (("one", ONE), ("two", TWO), ("three", THREE)):
        (folder / "m" / "posts" / f"{name}.md").write_text(text, "utf-8")
    arrange(folder / "m", "one", "two", "three")
    with press() as ready:
        build(folder / "m", folder / "out", ready)
    return folder / "out"


@pytest.fixture
def epub(made: Path) -> bytes:
    return (made / "small-hours.epub").read_bytes()


@pytest.fixture
def pdf(made: Path) -> bytes:
    return (made / "small-hours-reading.pdf").read_bytes()


ENDS = [
    "End of the part on suicide",
    "End of the part on poverty or homelessness, night work and more",
    "End of the part on death or grief",
]


def test_every_way_round_in_the_ebook(epub):
    assert unnumbered(ways_in_epub(epub)) == [
        ("Skip this piece and go on to what follows it, page N", "“Two”, with marks"),
        *((f"Skip this part: go to “{end}”, page N", end) for end in ENDS),
        ("Skip this piece and go on to what follows it, page N", "Three"),
    ]


def unnumbered(ways):
    return [(re.sub(r"page \d+", "page N", way.words), way.lands) for way in ways]


def test_every_way_round_on_paper(pdf):
    assert unnumbered(ways_in_pdf(pdf)) == [
        ("Skip this piece and go on to what follows it, page N", "“Two”, with marks"),
        *((f"Skip this part: go to “{end}”, page N", end) for end in ENDS),
        ("Skip this piece and go on to what follows it, page N", "Three"),
    ]


@pytest.mark.slow
def test_every_way_round_of_the_example(example):
    with press() as ready:
        zine = prepare(example.manuscript, ready).zine
    chapters = [s for s in zine.sections if s.review and s.review.status == "noted"]
    anchors = {note.anchor for section in zine.sections for note in section.told}

    assert len(chapters) > 2
    assert len(ways_in_epub(example.file(".epub").read_bytes())) == len(anchors)
    assert len(ways_in_pdf(example.file("-reading.pdf").read_bytes())) == len(anchors)


def test_no_note_of_the_example_gives_away_what_it_spares(tmp_path):
    with press() as ready:
        posts = prepare(ROOT / "manuscript", ready).manuscript.posts
    said = [post.summary for post in posts]
    said += re.findall(r"^::: note [^|]*\|(.*)$", "\n".join(p.text for p in posts), re.MULTILINE)

    assert len(said) > 5
    assert [problem for text in said for problem in note_leaks(text, "", None, "en")] == []


# --- the followers see what is wrong


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        (rb' id="one--passage-1-end"', b"", "leads nowhere"),
        (rb'href="#one--passage-1-end"', b'href="#one--passage-1-note"', "lands too early"),
        (rb'href="#one--passage-1-end"', b'href="#one--passage-2-end"', "lands too late"),
        (rb'title="Three"', b'title="it"', "does not say that it lands at"),
        (rb'<p class="skip"><a href="#one--passage-3-end".*?</p>', b"", "no way round a passage"),
    ],
)
def test_a_way_round_in_an_ebook_that_does_not_hold(epub, old, new, wrong):
    broken = rewritten(epub, lambda text: re.sub(old, new, text, flags=re.DOTALL))

    with pytest.raises(AssertionError, match=wrong):
        ways_in_epub(broken)


def _no_target(pdf, link):
    if "Skip this part" in str(link.Contents):
        del link.A["/D"]


def _another_page(pdf, link):
    if "Skip this part" in str(link.Contents):
        link.A.D[0] = pdf.pages[0].obj


def _too_low(pdf, link):
    if "night work" in str(link.Contents):
        link.A.D[3] = float(link.A.D[3]) - 60


def _other_words(pdf, link):
    link.Contents = str(link.Contents).replace("Skip this part", "Skip this part, please")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (_no_target, "leads nowhere"),
        (_another_page, "lands on page 1"),
        (_too_low, "lands"),
        (_other_words, "says other words aloud than it shows"),
    ],
)
def test_a_way_round_on_paper_that_does_not_hold(pdf, change, wrong):
    with pytest.raises(AssertionError, match=wrong):
        ways_in_pdf(moved(pdf, change))
