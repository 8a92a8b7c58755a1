"""Units of a section that lists things → the pages of each, laid out in one document.

Setting a document costs more than setting an entry of a list. What is made of a unit is the same
with any others, and alone: pages are read off for each unit apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from zinewright.problems import Problem, ZineError
from zinewright.typeset.boxes import LaidOutPage
from zinewright.typeset.section import (
    ONE_AT_A_TIME,
    Job,
    Typeset,
    complaints,
    is_block,
    listening,
    press_with,
    read_off,
)

BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)
BLOCK = '<section class="block'


def typeset_units(jobs: Sequence[Job]) -> list[Typeset]:
    """The pages of each of several units of a section, which are laid out in one document.

    What is made of a unit is the same with any others, and alone. Raises `ZineError` where
    WeasyPrint has anything to say of one of them, whichever.
    """
    with ONE_AT_A_TIME:
        job = replace(jobs[0], html=_in_one(jobs))
        press = press_with(job.fonts)
        with listening() as said:
            document = press.document(job)
            blocks = [_blocks_on(page) for page in document.pages]
            counts = [one.html.count(BLOCK) for one in jobs]
            if [len(each) for each in blocks] != [1] * sum(counts):
                raise ZineError(complaints(job, ["a block of a list has not one page"]))
            made, wrong, at = list[Typeset](), list[Problem](), 0
            for one, count in zip(jobs, counts, strict=True):
                part = document.copy(document.pages[at : at + count])
                roots = [block for each in blocks[at : at + count] for block in each]
                typeset, more = read_off(one, press, part, roots)
                made, wrong, at = [*made, typeset], [*wrong, *more], at + count
        if problems := [*complaints(job, [*press.said[job.css], *said.messages]), *wrong]:
            raise ZineError(problems)
        return made


def _in_one(jobs: Sequence[Job]) -> str:
    """One document that holds the blocks of several."""
    first = jobs[0].html
    bodies = (BODY.search(job.html) for job in jobs)
    held = "".join(found[1] for found in bodies if found)
    place = BODY.search(first)
    assert place is not None
    return f"{first[: place.start(1)]}{held}{first[place.end(1) :]}"


def _blocks_on(page: LaidOutPage) -> list[Element]:
    """The blocks that a page shows."""
    found = (box.element for box in page._page_box.descendants() if is_block(box))
    return list(dict.fromkeys(element for element in found if element is not None))
