"""Texts and fields → the telephone numbers in them that no checked entry has.

A reader in need calls what is printed. A number that stands in a text was typed by somebody, and
nobody may have called it since.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from zinewright.body import parsed
from zinewright.digests import digest_of
from zinewright.manuscript.folder import RESOURCES, Manuscript
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.manuscript.recipe import RECIPE, Recipe
from zinewright.manuscript.resources.phone_numbers import Number, digits, forms_of, numbers_in
from zinewright.manuscript.resources.resource import TOLD, Resource
from zinewright.problems import Problem, shown
from zinewright.prose.chapter import Chapter
from zinewright.review.sentences import sentences

CUE = re.compile(
    r"\b(?:call(?:s|ed|ing)?|ring(?:s|ing)?|rang|phon(?:e|es|ed|ing)|telephone[ds]?|tel|dial\w*|"
    r"text(?:s|ed|ing)?|sms|whatsapp|mobile|number|helpline|hotline|crisis line|line on|samaritans|"
    r"shout|papyrus|childline|lifeline|switchboard|switch board|nhs|emergency|service on|free on|"
    r"us on|them on)\b[^.!?\n]{0,40}\Z",
    re.IGNORECASE,
)
LINK = re.compile(r"(?:\b(?:tel|sms):|\bwa\.me/)(\+?[0-9](?:[0-9().\-]*[0-9])?)", re.IGNORECASE)
COUNTRIES = ("GB", "IE", "US", "CA", "AU", "NZ")  # whose numbers are told everywhere
FIELDS = (
    "title", "subtitle", "authors", "description", "contact", "publisher", "licence", "price",
)  # fmt: skip
NUMBERED = ("voice", "sms", "video", "chat")


@dataclass(frozen=True)
class Known:
    """Every number that an entry has: whether phones dial it, and which entry was not checked."""

    countries: tuple[str, ...]
    checked: frozenset[str]
    unchecked: tuple[tuple[str, frozenset[str]], ...]

    def is_checked(self, number: Number) -> bool:
        return not self.checked.isdisjoint(number.dialled)

    def owner(self, number: Number) -> str:
        """The id of an entry that has the number and that nobody checked; "" for none."""
        return next((n for n, own in self.unchecked if not own.isdisjoint(number.dialled)), "")


def known_numbers(resources: Sequence[Resource], recipe: Recipe, today: datetime.date) -> Known:
    """The numbers of a zine's places of support, on a day."""
    countries = _countries([*recipe.regions, *(r for each in resources for r in each.regions)])
    of = {each.id: frozenset(_numbers_of(each, countries)) for each in resources}
    checked = [each for each in resources if each.standing(today) in ("checked", "due")]
    return Known(
        countries,
        frozenset().union(*(of[each.id] for each in checked)),
        tuple((each.id, of[each.id]) for each in resources if each not in checked),
    )


def _countries(regions: Collection[str]) -> tuple[str, ...]:
    named = (region.partition("-")[0] for region in regions)
    return tuple(dict.fromkeys([*(n for n in named if re.fullmatch("[A-Z]{2}", n)), *COUNTRIES]))


def _numbers_of(resource: Resource, countries: Collection[str]) -> Iterator[str]:
    for way in resource.channels:
        if way.type in NUMBERED:
            yield from filter(None, (way.e164, way.short_code))
            yield from forms_of(way.display, countries)
            scheme, _, number = way.href.partition(":")
            yield from forms_of(number, countries) if scheme in ("tel", "sms") else ()


# --- where numbers stand


def numbers_unchecked(
    manuscript: Manuscript, chapters: Sequence[Chapter], today: datetime.date
) -> Iterator[Problem]:
    """A problem for each number in a post, in a link, or in a field, that equals no checked one."""
    known = known_numbers(manuscript.resources, manuscript.recipe, today)
    for chapter in chapters:
        yield from _in_post(chapter, known)
    where = str(manuscript.folder / RECIPE)
    for field in FIELDS:
        value = getattr(manuscript.recipe, field)
        text = value if isinstance(value, str) else ", ".join(value)
        yield from _in_field(text, f"“{field}”", where, known)
    yield from _in_field(manuscript.recipe.centre.text, "“centre.text”", where, known)
    where = str(manuscript.folder / RESOURCES)
    for resource in manuscript.resources:
        for field in TOLD:
            said = f"“{field}” of “{resource.id}”"
            yield from _in_field(str(getattr(resource, field)), said, where, known)


def _in_post(chapter: Chapter, known: Known) -> Iterator[Problem]:
    post = chapter.post
    seen: set[tuple[int, str]] = set()
    for paragraph in chapter.prose.paragraphs:
        for line, number, digest in _in_paragraph(paragraph, known):
            seen.add((line, digits(number.shown)))
            yield from _said(number, post.where, line, "", digest, known)
    found = {number for _, number in seen}
    for text in _beside_the_text(chapter):
        for number in numbers_in(text, known.countries, CUE):
            if digits(number.shown) not in found:
                digest = digest_of(text, digits(number.shown))
                yield from _said(number, post.where, None, "", digest, known)
    for line, text in enumerate(post.text.split("\n"), post.first_line):
        for link in LINK.finditer(text):
            number = Number(0, link[1], forms_of(link[1], known.countries))
            if (line, digits(link[1])) not in seen:
                yield from _said(number, post.where, line, "a link", digest_of(link[0]), known)
    inside = (passage.sentence for passage in chapter.passages)
    told = chapter.labels(chapter.topics)
    for field in (post.title, post.summary, post.licence, *post.authors, *inside, *told):
        yield from _in_field(field, "the front matter or a note", post.where, known)


def _beside_the_text(chapter: Chapter) -> Iterator[str]:
    """What readers are told beside the text of a post: words for pictures, long forms, and rows."""
    notes = (parsed(note.xhtml) for note in chapter.prose.footnotes)
    for root in (parsed(chapter.prose.xhtml), *notes):
        for element in root.iter():
            yield from filter(None, (element.get("alt"), element.get("title")))
            if element.tag == "tr":
                yield " ".join(" ".join(cell.itertext()) for cell in element)


def _in_paragraph(paragraph: Paragraph, known: Known) -> Iterator[tuple[int, Number, str]]:
    """Numbers with their lines, and digests of them in their sentences."""
    parts = list(sentences(paragraph, frozenset()))
    for number in numbers_in(paragraph.text, known.countries, CUE):
        around = next((s.text for s in reversed(parts) if s.start <= number.start), paragraph.text)
        yield paragraph.line_at(number.start), number, digest_of(around, digits(number.shown))


def _in_field(text: str, field: str, where: str, known: Known) -> Iterator[Problem]:
    for number in numbers_in(text, known.countries, CUE) if text else ():
        digest = digest_of(text, digits(number.shown))
        yield from _said(number, where, None, field, digest, known)


def _said(
    number: Number, where: str, line: int | None, field: str, digest: str, known: Known
) -> Iterator[Problem]:
    if known.is_checked(number):
        return
    place = f" in {field}" if field else ""
    owner = known.owner(number)
    if owner:
        why = f"is that of “{owner}”, whose check is missing or too old"
        fix = f"Compare the entry with its page, then: zine resources verify {owner} --by NAME"
    else:
        why = "is that of no place of support that somebody checked"
        fix = "Take it out, or add an entry that has it and check that"
    what = f"the number {shown(number.shown)}{place} {why}"
    yield Problem(where, line, "unchecked-number", what, fix, "warning", digest)
