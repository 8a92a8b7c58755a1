"""The pocket zine, as it comes out of a build: what stands on each of its eight panels."""

from __future__ import annotations

import pymupdf
import pytest
from manuscripts import press
from printed import texts
from running import POST

from zinewright.paper.papers import MM
from zinewright.press.build import build
from zinewright.problems import ZineError

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\norder = [{order}]\nregions = ["GB"]\n'
FREE, HEAVY = "notes: none\n", "notes: [suicide (detail)]\n"
HELP = """
[[resource]]
id = "{id}"
name = "{name}"
kind = "{kind}"
regions = ["GB"]
url = "https://example.org/{id}"
topics = []
{more}
"""
NUMBER = """
verified_on = 2026-01-02
verified_by = "Ada"
[[resource.channels]]
type = "voice"
display = "116 123"
short_code = "116123"
dial_region = "GB"
hours = "24 hours, every day"
"""


def helps(count):
    return "".join(
        HELP.format(id=f"help-{n}", name=f"Help {n}", kind="crisis", more=NUMBER)
        for n in range(count)
    )


def post(title, *lengths, head="", word="word"):
    """A post with paragraphs of so many words, each told from all others by its number."""
    texts = (
        f"{word.capitalize()} {number} begins. " + " ".join([word] * (count - 4)) + "."
        for number, count in enumerate(lengths, 1)
    )
    return f"---\ntitle: {title}\n{head}---\n\n" + "\n\n".join(texts) + "\n"


def made(lay, posts, more="", resources="", editions=("pocket",)):
    order = ", ".join(f'"{name}"' for name in posts)
    folder = lay({
        "zine.toml": RECIPE.format(order=order) + more, "resources.toml": resources,
        **{f"posts/{name}.md": text for name, text in posts.items()},
    })  # fmt: skip
    with press() as ready:
        build(folder, folder / "out", ready, editions)
    return folder / "out" / "small-hours-pocket.pdf"


def panels(path, *, rtl=False):
    """What stands on each panel of a sheet of eight, by the place where it is found."""
    (page,) = pymupdf.open(path)
    found: dict[tuple[int, int], list[str]] = {}
    for words, x, y, turn in sorted(texts(page), key=lambda text: (text[2], text[1])):
        column, row = int(x / page.rect.width * 4), int(y / page.rect.height * 2)
        assert turn == (180 if row == 0 else 0)
        found.setdefault((column, row), []).append(words)
    order = [(3, 1), (3, 0), (2, 0), (1, 0), (0, 0), (0, 1), (1, 1), (2, 1)]
    if rtl:
        order = [(3 - column, row) for column, row in order]
    return [
        " ".join(" ".join(reversed(lines) if place[1] == 0 else lines).split())
        for place in order
        for lines in [found.get(place, [])]
    ]


def test_it_has_something_to_read_the_contents_help_and_the_way_to_the_whole(lay):
    posts = {"one": post("One", *[90] * 12), "two": post("Two", 60, word="other")}
    more = 'authors = ["Ada"]\nwebsite = "https://example.org/zine"\n'
    cover, *read, contents, help_, whole = panels(made(lay, posts, more, helps(2)))

    assert cover == "Small hours By Ada Draft · 31 January 2026"
    assert read[0].startswith(
        "One Content note Nobody has reviewed this piece for content notes yet. Word 1 begins. word"
    )
    assert read[3].endswith("word. This goes on in the whole zine, page 4 5")
    assert contents == (
        "In the whole zine One 3 Two 7 Before you read Before each piece or part about hard things "
        "the zine says what it holds, what you miss by skipping it, and the page on which to go "
        "on. Read what you choose, in any order. You can stop at any time, look around the room, "
        "and come back later or not at all. 6"
    )
    one = "Phone: 116 123 (United Kingdom). 24 hours, every day. Checked on 2 January 2026 by Ada."
    assert help_ == f"If you need somebody Help 0 {one} Help 1 {one} 7"
    assert whole == (
        "The whole zine There is a booklet, a PDF for screen readers, large print, an EPUB, a web "
        "page and plain text. example.org/zine Small hours. By Ada. Published on 31 January 2026. "
        "This is a draft. 8"
    )


def test_a_text_ends_behind_a_paragraph_and_says_where_the_next_one_stands(lay):
    path = made(lay, {"one": post("One", *[90] * 12)}, editions=("pocket", "reading"))
    reading = [page.get_text() for page in pymupdf.open(path.parent / "small-hours-reading.pdf")]
    text = " ".join(panels(path)[1:7])
    last = max(number for number in range(1, 13) if f"Word {number} begins." in text)
    page = next(n for n, seen in enumerate(reading, 1) if f"Word {last + 1} begins." in seen)

    assert text.count("Word") == last
    assert f"word. This goes on in the whole zine, page {page}" in text


@pytest.mark.slow
@pytest.mark.parametrize("lengths", [[1600], [400, 30, 900], [20] * 60, [200, 700]], ids=str)
def test_no_panel_of_a_long_text_is_half_empty(lay, lengths):
    (page,) = pymupdf.open(
        made(lay, {"one": post("One", *lengths).replace("word word word ", "word, word. Word ")})
    )
    height = page.rect.height / 2
    for column in range(4):
        above = [
            y for _, x, y, turn in texts(page) if turn and int(x / page.rect.width * 4) == column
        ]
        assert min(above) < height / 2.4 or column == 3


def test_a_piece_without_notes_is_given_to_read_before_one_with_notes(lay):
    posts = {"one": post("One", 90, 90, head=HEAVY), "two": post("Two", 90, 90, head=FREE)}

    assert panels(made(lay, posts))[1].startswith("Two Word 1 begins.")


@pytest.mark.parametrize("depth", ["standard", "none"])
def test_a_piece_that_the_editor_marked_has_its_notes_before_it(lay, depth):
    posts = {"one": post("One", 90, 90), "two": post("Two", 90, 90, head=HEAVY)}
    more = f'notes = "{depth}"\n[pocket]\npost = "two"\n'
    second = panels(made(lay, posts, more))[1]

    assert second.startswith("Two Content note ")
    assert (
        second.lower().index("suicide")
        < second.index("Skip this piece")
        < second.index("Word 1 begins")
    )


def test_a_post_that_is_not_there_is_told_of(lay):
    folder = made(lay, {"one": post("One", 30)}, '[pocket]\npost = "oen"\n').parent.parent
    with press() as ready:
        (found,) = [p for p in build(folder, folder / "out", ready, ["text"]).warnings
                    if p.rule == "order"]  # fmt: skip

    assert str(found).endswith(
        "zine.toml:6: the pocket zine names “oen”, no post of the order (did you mean one?). "
        "Correct the name. [order]"
    )


def test_a_panel_is_for_notes_where_that_is_asked_for_alone(lay):
    posts = {"one": post("One", 90)}

    assert "Notes 4" in panels(made(lay, posts, "[pocket]\nnotes = true\n"))
    assert not any("Notes" in panel for panel in panels(made(lay, posts)))


def test_what_a_few_words_leave_has_the_drawing_of_the_cover(lay):
    path = made(lay, {"one": "---\ntitle: One\n---\n\nA line.\n"})
    (page,) = pymupdf.open(path)
    wide, tall = page.rect.width / 4, page.rect.height / 2
    drawn = {
        (int(box.x0 / wide), int(box.y0 / tall))
        for box in (pymupdf.Rect(each["rect"]) for each in page.get_drawings())
        if box.width > 2 and box.height > 2 and box.width < wide
    }
    found = panels(path)

    assert found[0].startswith("Small hours")
    assert found[1].startswith("One ")
    assert found[1].endswith("A line. 2")
    assert found[2:7] == [""] * 5
    assert found[7].startswith("The whole zine")
    assert {(2, 0), (1, 0), (0, 0), (0, 1), (1, 1)} <= drawn


def test_contents_that_are_too_long_say_how_many_pieces_follow(lay):
    posts = {f"p{number}": post(f"Piece {number}", 30) for number in range(30)}
    contents = next(p for p in panels(made(lay, posts)) if p.startswith("In the whole zine"))
    count = contents.count("Piece")

    assert 5 < count < 24
    assert f"And {30 - count} more pieces." in contents


def test_it_names_the_places_of_support_that_the_recipe_names(lay):
    more = '[pocket]\nresources = ["help-2"]\n'
    found = panels(made(lay, {"one": POST + "Text."}, more, helps(3)))
    (help_,) = [panel for panel in found if panel.startswith("If you need somebody")]

    assert "Help 2" in help_
    assert "Help 1" not in help_
    assert "More places are listed in the whole zine, page 4 3" in help_


def test_of_many_places_those_stand_there_that_fit_on_a_panel(lay):
    found = panels(made(lay, {"one": POST + "Text."}, "", helps(12)))
    (help_,) = [panel for panel in found if panel.startswith("If you need somebody")]

    assert 2 < help_.count("116 123") < 12
    assert "More places are listed in the whole zine, page" in help_


@pytest.mark.slow
def test_places_that_are_named_and_too_many_are_told_of(lay):
    names = ", ".join(f'"help-{n}"' for n in range(40))
    with pytest.raises(ZineError) as caught:
        made(lay, {"one": POST + "Text."}, f"[pocket]\nresources = [{names}]\n", helps(40))

    assert str(caught.value).startswith(
        "zine.toml: the pocket zine has 8 panels, and its text needs "
    )
    assert "too many (“Small hours” 1, “If you need somebody” " in str(caught.value)


@pytest.mark.parametrize("keys", ["", 'contact = "a@example.org"\n'])
def test_without_a_website_it_says_whom_to_ask(lay, keys):
    last = panels(made(lay, {"one": POST + "Text."}, keys))[-1]

    assert ("Ask for it: a@example.org." in last) == bool(keys)
    assert ("Ask whoever gave you this where to get it." in last) == (not keys)


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_it_stands_in_its_panels_from_right_to_left_too(lay, paper):
    """In Arabic, with a title of two hundred letters; numbers to call are the largest letters."""
    title = "رسائل من البيت القديم " * 9
    posts = {"one": f"---\ntitle: {title}\n---\n\n" + "\n\n".join([title * 2 + "."] * 6)}
    more = f'language = "ar"\n[print]\npaper = "{paper}"\n'
    path = made(lay, posts, more, helps(2))
    (page,) = pymupdf.open(path)
    wide, tall = page.rect.width / 4, page.rect.height / 2
    spans = [span for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())
             for span in line["spans"] if span["text"].strip()]  # fmt: skip
    for span in spans:
        x0, y0, x1, y1 = span["bbox"]
        assert x0 % wide > 5 * MM
        assert x1 % wide < wide - 5 * MM
        assert int((y0 + 2) / tall) == int((y1 - 2) / tall)

    found = panels(path, rtl=True)
    assert "Draft" in found[0]
    assert "The whole zine" in found[-1]
    assert max(span["size"] for span in spans if "116" in span["text"]) >= 16
