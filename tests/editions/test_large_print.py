"""Large print: its own pages, with the numbers of the reading edition at their lines."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from manuscripts import arrange, press

from zinewright.press.build import build

LONG = " ".join(f"word{number}" for number in range(1, 900))
ONE = f"""---
title: One
notes: grief
summary: What she said.
---
{LONG}

## A heading

{LONG} *stress* and the end.
"""
TWO = "---\ntitle: Two\nnotes: none\n---\nSee [one](one.md).[^n]\n\n[^n]: A note.\n"
MARGIN = 85  # points: numbers in the margin end left of this


@pytest.fixture(scope="module", params=[18, pytest.param(28, marks=pytest.mark.slow)])
def made(request, tmp_path_factory):
    """The folder of the finished files, and the size of the letters."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "m" / "posts").mkdir(parents=True)
    for name, text in (("one", ONE), ("two", TWO)):
        (folder / "m" / "posts" / f"{name}.md").write_text(text, "utf-8")
    arrange(folder / "m", "one", "two", front_pages='"roman"')
    with (folder / "m" / "zine.toml").open("a") as recipe:
        recipe.write(f"\n[large_print]\nsize = {request.param}\n")
    with press() as ready:
        build(folder / "m", folder / "out", ready, ("reading", "large-print"))
    return folder / "out", request.param


def opened(folder: Path, edition: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(folder / f"small-hours-{edition}.pdf")


def labels(document: pypdfium2.PdfDocument) -> list[str]:
    return [document.get_page_label(number) for number in range(len(document))]


def test_a_page_is_named_after_the_page_that_begins_on_it(made):
    folder, _ = made
    reading, large = labels(opened(folder, "reading")), labels(opened(folder, "large-print"))

    assert reading[:4] == ["i", "ii", "1", "2"]
    begun = [part for label in large for part in label.split("–") if part in reading]
    assert begun == reading
    assert len(set(large)) == len(large)
    assert all(re.fullmatch(r"[ivx\d]+([a-z]|–[ivx\d]+)?", label) for label in large)
    for before, label in zip(large, large[1:], strict=False):
        if label[-1] in "abc" and label not in reading:
            assert label[:-1] == before.rstrip("abc").rpartition("–")[2]


def test_a_number_stands_at_the_line_of_the_word_that_its_page_begins_with(made):
    folder, _ = made
    reading, large = opened(folder, "reading"), opened(folder, "large-print")
    first = {
        reading.get_page_label(number): re.findall(
            r"word\d+|heading", page.get_textpage().get_text_range()
        )
        for number, page in enumerate(reading)
    }
    beside = {}
    for page in large:
        text = page.get_textpage()
        for number in re.finditer(r"[ivx\d]+", text.get_text_range()):
            _, bottom, right, top = text.get_charbox(number.end() - 1)
            if right < MARGIN:
                line = text.get_text_bounded(MARGIN, bottom - 1, page.get_width(), top + 1)
                beside[number[0]] = line
    wanted = {label: words[0] for label, words in first.items() if words and label.isdigit()}

    wanted["1"] = "One"
    assert len(wanted) > 3
    assert {label: word for label, word in wanted.items() if word not in beside[label]} == {}


def test_letters_are_as_large_as_asked_for_and_none_are_small(made):
    folder, size = made
    sizes = [
        thing.get_font_size() * thing.get_matrix().d
        for page in opened(folder, "large-print")
        for thing in page.get_objects(filter=[1])
    ]  # fmt: skip
    heights = sorted({round(abs(value), 1) for value in sizes if value})

    assert size in heights
    assert min(heights) >= size * 0.84  # numbers of notes


def test_pages_that_are_named_are_those_of_the_reading_edition(made):
    folder, _ = made
    text = "".join(page.get_textpage().get_text_range() for page in opened(folder, "large-print"))
    reading = opened(folder, "reading")
    (two,) = (
        reading.get_page_label(number)
        for number, page in enumerate(reading)
        if page.get_textpage().get_text_range().startswith("Two")
    )

    assert re.search(rf"go on to\s+what follows it,\s+page\s+{two}\b", text)
    assert re.search(rf"Back,\s+page\s+{two}\b", text)
