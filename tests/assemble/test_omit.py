"""Editions that leave topics out: nothing of them stays, and all else keeps its page."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from chapters import NOTED, WORDS, chapter
from manuscripts import arrange, press
from PIL import Image
from validators import ace, epubcheck, verapdf
from zines import png

from zinewright.assemble.markup import E as markup
from zinewright.assemble.markup import body
from zinewright.assemble.omit import LeftOut, leaving_out, topics_named, unlinked
from zinewright.assemble.zine import Choice
from zinewright.languages.vocabulary import vocabulary_for
from zinewright.press.build import build
from zinewright.problems import ZineError

PASSAGE = """\
Before.[^a]

::: note grief | What she lost.
Her name was Ann.[^a][^b] [A book](https://ann.example)
:::

After. [There](https://there.example)

[^a]: One.
[^b]: Two, and Ann.
"""


def parts(count: int, word: str) -> str:
    """A paragraph of numbered words."""
    return " ".join(f"{word}{number}" for number in range(count)) + "."


# --- chapters


def test_a_passage_goes_and_says_so():
    one = chapter(PASSAGE)
    (left,), told = leaving_out((one,), ("death-grief",), WORDS)

    assert told == LeftOut(("death-grief",), ("death or grief",), 0, 1)
    assert left.prose.xhtml == (
        '<p>Before.<a class="noteref" id="one--fnref-1" href="#one--fn-1">1</a></p>\n'
        '<p class="left-out">A part with a note on death or grief is left out of this edition.'
        "</p>\n"
        '<p>After. <a href="https://there.example">There</a></p>\n'
    )
    assert [(note.number, note.refs) for note in left.prose.footnotes] == [(1, ("one--fnref-1",))]
    assert left.prose.links == (("There", "https://there.example"),)
    assert (left.passages, left.prose.words) == ((), 18)
    assert left.whole == one


def test_headings_step_down_by_one_where_one_between_is_left_out():
    one = chapter("::: note grief | b\n## Two\n:::\n\n### Three\n\n#### Four\n\n### Three")
    (left,), _ = leaving_out((one,), ("death-grief",), WORDS)

    assert re.findall(r"<(h\d) [^>]*>(\w+)", left.prose.xhtml) == [
        ("h2", "Three"), ("h3", "Four"), ("h2", "Three"),
    ]  # fmt: skip


def test_a_chapter_goes_and_one_without_the_topic_stays_as_it_is():
    one, two = chapter(notes=NOTED), chapter("x", name="two")
    stay, told = leaving_out((one, two), ("death-grief",), WORDS)

    assert stay == (two,)
    assert (told.pieces, told.parts) == (1, 0)


def test_a_note_that_nobody_accepted_leaves_nothing_out():
    notes = replace(NOTED, notes=tuple(replace(n, state="dismissed") for n in NOTED.notes))
    one = chapter(notes=replace(notes, status="unreviewed"))

    assert leaving_out((one,), ("death-grief",), WORDS)[0] == (one,)


def test_something_has_to_be_left():
    with pytest.raises(ZineError) as caught:
        leaving_out((chapter(notes=NOTED),), ("death-grief",), WORDS)
    assert str(caught.value) == (
        "--without: every piece has a note on one of these topics, so nothing would be left. "
        "Name fewer topics. [nothing-left]"
    )


def test_topics_by_any_of_their_names():
    chapters = (chapter("::: note night work (own) | b\nx\n:::"),)
    named = topics_named(("Grief", "death-grief", "night work"), chapters, vocabulary_for("en"))

    assert named == ("death-grief", "night work")
    with pytest.raises(ZineError) as caught:
        topics_named(("suicde", "hats"), chapters, vocabulary_for("en"))
    assert [problem.what for problem in caught.value.problems] == [
        "there is no topic “suicde” (did you mean suicide?)",
        "there is no topic “hats”",
    ]


def test_links_to_what_is_gone_are_words():
    text = body(
        markup.p(markup.a({"href": "#gone"}, "There"), " ", markup.a({"href": "#on"}, "on"))
    )

    assert unlinked(text, {"on"}).xhtml == '<p><span>There</span> <a href="#on">on</a></p>'
    assert unlinked(text, {"on", "gone"}) is text


# --- finished files

ONE = f"""---
title: One
notes: none
---
{parts(150, "open")}

![A clock](clock.png)

::: note grief | What it says.
{parts(400, "SECRET")}[^secret]

## SECRET heading

![SECRET picture](red.png)

Caption: SECRET caption

| SECRET | b |
|---|---|
| SECRET | d |

[SECRET](https://secret.example/) and SECRET.[^kept]

*[SECRET]: SECRET at length
:::

## After it

{parts(200, "after")}[^kept] See [inside](#secret-heading) and [the other](two.md).

::: note debt | About money.
{parts(40, "debt")}
:::

::: note grief, debt | Both.
{parts(30, "SECRET")}
:::

[^secret]: SECRET note.
[^kept]: A note that stays.
"""
TWO = f"---\ntitle: SECRET\nnotes: [grief]\nsummary: SECRET\n---\n{parts(500, 'SECRET')}\n"
THREE = (
    f"---\ntitle: Three\nnotes: [debt]\nsummary: Money.\n---\n{parts(90, 'third')}\n[To](two.md)\n"
)
KEPT = re.compile(r"\b(?:open|after|debt|third)\d+")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full edition and one without grief, in one folder."""
    folder = tmp_path_factory.mktemp("left-out")
    for name, text in (("one", ONE), ("two", TWO), ("three", THREE)):
        path = folder / "m" / "posts" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "m" / "posts" / "clock.png").write_bytes(png())
    Image.new("RGB", (900, 600), (200, 10, 10)).save(folder / "m" / "posts" / "red.png")
    arrange(folder / "m", "one", "two", "three")
    with press() as ready:
        build(folder / "m", folder / "out", ready)
        build(folder / "m", folder / "out", ready, choice=Choice(without=("grief",)))
    return folder / "out"


def pages(path: Path) -> dict[str, list[str]]:
    """The words that stay, by the label of their page."""
    pdf = pypdfium2.PdfDocument(path)
    texts = (page.get_textpage().get_text_range() for page in pdf)
    return {pdf.get_page_label(n): KEPT.findall(text) for n, text in enumerate(texts)}


@pytest.mark.slow
def test_both_editions_stand_side_by_side(made):
    assert sorted(path.name for path in made.iterdir()) == [
        "content-notes-without-grief.json", "content-notes.json",
        "manifest-without-grief.json", "manifest.json", "small-hours-booklet.pdf",
        "small-hours-large-print.pdf", "small-hours-pocket.pdf", "small-hours-reading.pdf",
        "small-hours-without-grief-booklet.pdf", "small-hours-without-grief-large-print.pdf",
        "small-hours-without-grief-pocket.pdf",
        "small-hours-without-grief-reading.pdf", "small-hours-without-grief.epub",
        "small-hours-without-grief.html", "small-hours-without-grief.txt", "small-hours.epub",
        "small-hours.html", "small-hours.txt",
    ]  # fmt: skip


@pytest.mark.slow
def test_every_word_that_stays_keeps_its_page(made):
    full = pages(made / "small-hours-reading.pdf")
    left = pages(made / "small-hours-without-grief-reading.pdf")

    assert len(left) < len(full)
    assert {label: full[label] for label in left} == left
    assert sum(map(len, left.values())) == sum(map(len, full.values()))


@pytest.mark.slow
def test_large_print_keeps_the_numbers_and_no_room(made):
    full = pages(made / "small-hours-large-print.pdf")
    left = pages(made / "small-hours-without-grief-large-print.pdf")
    reading = pages(made / "small-hours-without-grief-reading.pdf")

    assert len(left) < len(full)
    assert sum(map(len, left.values())) == sum(map(len, reading.values()))
    ends = [[int(end) for end in label.rstrip("abc").split("–")] for label in left]
    named = {number for first, *_, last in ([*pair, pair[-1]] for pair in ends)
             for number in range(first, last + 1)}  # fmt: skip
    assert named >= {int(label.rstrip("abc")) for label in reading}


@pytest.mark.slow
def test_nothing_of_what_is_left_out_is_in_any_file(made):
    assert "SECRET" in (made / "small-hours.txt").read_text("utf-8")

    held = {path.name: everything_in(path) for path in made.glob("*without*")}
    held.pop("manifest-without-grief.json")  # it names the manuscript's files
    assert len(held) == 8
    assert [name for name, content in held.items() if b"secret" in content.lower()] == []


def everything_in(path: Path) -> bytes:
    """All that a file holds, unpacked, and for a PDF the text as well."""
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as packed:
            return b"".join(name.encode() + packed.read(name) for name in packed.namelist())
    if path.suffix == ".pdf":
        out, texts = io.BytesIO(), [p.get_textpage() for p in pypdfium2.PdfDocument(path)]
        with pikepdf.open(path) as pdf:
            pdf.save(
                out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
            )
        return out.getvalue() + "".join(text.get_text_range() for text in texts).encode()
    return path.read_bytes()


@pytest.mark.slow
def test_no_picture_of_what_is_left_out_is_drawn(made):
    with pikepdf.open(made / "small-hours-without-grief-reading.pdf") as pdf:
        sizes = {(image.width, image.height) for page in pdf.pages for image in images(page)}
    assert (900, 600) not in sizes


@pytest.mark.slow
def test_validators_find_nothing_in_it(made):
    assert verapdf(made / "small-hours-without-grief-reading.pdf") == []
    assert epubcheck(made / "small-hours-without-grief.epub") == []
    assert ace(made / "small-hours-without-grief.epub") == []


def images(page: pikepdf.Page):
    return [pikepdf.PdfImage(image) for image in page.get_images().values()]


@pytest.mark.slow
def test_it_says_what_is_left_out_and_how_it_is_called(made):
    text = (made / "small-hours-without-grief.txt").read_text("utf-8")
    said = " ".join(re.sub(r"\[page \d+\]", "", text).split())

    assert "Left out of this edition: pieces and parts with notes on death or grief." in said
    assert "notes on death or grief (pieces: 1, parts: 2). Pages keep the numbers" in said
    assert said.count("A part with a note on death or grief is left out of this edition.") == 2
    with pikepdf.open(made / "small-hours-without-grief-reading.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Small hours (without death or grief)"


@pytest.mark.slow
def test_the_numbers_of_notes_stay(made):
    """Note 1 is left out, so the list of notes begins with 2."""
    pdf = pypdfium2.PdfDocument(made / "small-hours-without-grief-reading.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pdf)

    assert re.search(r"after199\.2? ?See|after199\.²? ?", text)
    assert re.search(r"2\.\s+A note that stays", text)
