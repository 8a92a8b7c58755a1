"""Paragraphs → what was left to be written, and numbers in them that are out of use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zinewright.digests import digest_of
from zinewright.languages.starter_words import starter_lines
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.manuscript.resources.directory.places import Retired, directory, retired
from zinewright.problems import Problem, shown
from zinewright.prose.skim import glanced
from zinewright.review.sentences import sentences

PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBC|TBD|TBA|TKTK|TK|XXX+)\b(?!\s*x)"
    r"|\b[Ll]orem ipsum\b"
    r"|\[insert picture[^\]]{0,240}\]"
    r"|\[(?:insert|add|name|date|link|your|to be|more|image|quote|title|xxx?)\b[^\]]{0,60}\]"
    r"|<(?:insert|add|name|your)\b[^>]{0,60}>|\?{3,}"
)
NUMBER = re.compile(r"(?<![\w.])\+?\(?\d[\d ().\-\u00a0]{1,18}\d(?![\w.]\d)")
SAYS_SOMETHING = 20  # letters of a sentence that nobody else writes by chance
NEAR = 80  # characters around words that count only beside others
KISSES = re.compile(r"[xX]{2,}[.!]?\s*\Z")


def placeholders(paragraphs: Sequence[Paragraph], where: str) -> Iterator[Problem]:
    """Places that somebody meant to fill in, and sentences of the starter that were left."""
    yield from _left_from_starter(paragraphs, where)
    for paragraph in paragraphs:
        if paragraph.kind == "code":
            continue
        for found in PLACEHOLDER.finditer(paragraph.text):
            if not KISSES.match(paragraph.text, found.start()):
                what = f"a placeholder stands here: “{shown(found[0])}”"
                line, fix = paragraph.line_at(found.start()), "Write what belongs there"
                digest = digest_of(paragraph.text, found[0])
                yield Problem(where, line, "placeholder", what, fix, "warning", digest)


def _left_from_starter(paragraphs: Sequence[Paragraph], where: str) -> Iterator[Problem]:
    """One problem for all sentences of the starter that stand in a post, where the first does."""
    every = (each for paragraph in paragraphs for each in sentences(paragraph, frozenset()))
    left = [each for each in every if each.text in _starter_sentences()]
    if left:
        count = f"{len(left)} sentences" if len(left) > 1 else "a sentence"
        what = f"{count} of the starter stand{'s' * (len(left) == 1)} here: “{shown(left[0].text)}”"
        fix, digest = "Write your own in their place", digest_of(*(each.text for each in left))
        yield Problem(where, left[0].line, "placeholder", what, fix, "info", digest)


@cache
def _starter_sentences() -> frozenset[str]:
    """What the posts of the starters say; headings are too short to tell."""
    found = (
        s for each in glanced("\n".join(starter_lines())) for s in sentences(each, frozenset())
    )
    return frozenset(each.text for each in found if len(each.text) >= SAYS_SOMETHING)


def out_of_use(paragraphs: Sequence[Paragraph], where: str) -> Iterator[Problem]:
    """Numbers and names of services that no longer lead to them, with what took their place."""
    for paragraph in paragraphs:
        for old in retired():
            for start, end in _places(old, paragraph.text):
                near = paragraph.text[max(0, start - NEAR) : end + NEAR].casefold()
                if not old.near or old.near.casefold() in near:
                    digest = digest_of(paragraph.text, old.words)
                    yield _gone(old, where, paragraph.line_at(start), digest)


def _places(old: Retired, text: str) -> Iterator[tuple[int, int]]:
    if not old.is_number:
        found = re.finditer(rf"\b{re.escape(old.words)}\b", text, re.IGNORECASE)
        yield from (each.span() for each in found)
        return
    wanted = _digits(old.words)
    for number in NUMBER.finditer(text):
        if _digits(number[0]) == wanted:
            yield number.span()


def _digits(number: str) -> str:
    """The digits of a number as they are dialled at home."""
    only = re.sub(r"\D", "", number)
    return f"0{only[2:].lstrip('0')}" if re.match(r"\s*(?:\+|00)44", number) else only


def _gone(old: Retired, where: str, line: int, digest: str) -> Problem:
    """What is said of words that lead nowhere, with what took their place."""
    new = next((each for each in directory() if each.id == old.replaced_by), None)
    channels = new.channels if new else ()
    ways = [channel.display for channel in channels if channel.type in ("voice", "sms")]
    said = ", ".join(ways) or (new.url if new else "its own page")
    since = f" since {old.since}" if old.since else ""
    what = f"“{shown(old.words)}” of {old.name} is out of use{since}: {old.why}"
    fix = f"Ask the author whether {new.name if new else old.name} may stand there ({said})"
    return Problem(where, line, "retired-number", what, fix, "warning", digest)
