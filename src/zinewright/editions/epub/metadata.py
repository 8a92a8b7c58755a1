"""Zine → EPUB metadata: what a package says of itself, each claim computed from a fact.

EPUB 3.3 §5.5 for the publication, EPUB Accessibility 1.1 §2 for discovery. There is no claim of
conformance, because a person has to evaluate a book before anybody may make it.
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from zinewright.bidi import direction_in
from zinewright.body import Element
from zinewright.editions.content_notes import described, rating, subjects
from zinewright.editions.parts import XML_LANG, plain
from zinewright.languages.vocabulary import URI
from zinewright.languages.words import words_for
from zinewright.locators import UNKNOWN, Locators
from zinewright.model import Picture, Zine
from zinewright.paper.papers import name_of, pages
from zinewright.prose.alternatives import says_nothing
from zinewright.prose.figures import NO_WORDS

ABSOLUTE = re.compile(r"[\d.](?:px|pt|pc|cm|mm|in|q)\b", re.IGNORECASE)
COLOURED = re.compile(r"(?:^|[;{\s])(?:background-)?color\s*:|background\s*:", re.MULTILINE)
WAY_ROUND = re.compile(r'class="skip"')


@dataclass(frozen=True)
class MetadataElement:
    """An element of the package's metadata: `name` is `meta` or the name of a `dc:` element."""

    name: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """A value of a schema.org property for accessibility, and the fact that it rests on."""

    name: str
    value: str
    why: str


def identifier(zine: Zine) -> str:
    """The identifier of the EPUB edition: the same for every build of the same zine."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{zine.particulars.identifier}:epub").urn


def modified(zine: Zine) -> datetime.datetime:
    """When the zine was last changed, in UTC; a time without a zone is in UTC already."""
    return zine.modified.astimezone(datetime.UTC) if zine.modified.tzinfo else zine.modified


def metadata(
    zine: Zine, style: str, pictures: Mapping[str, Picture], locators: Locators = UNKNOWN
) -> tuple[MetadataElement, ...]:
    """All that the package says of the publication but for its identifier and date of change."""
    return (
        *_titles(zine),
        *(MetadataElement("language", language) for language in zine.languages),
        *_creators(zine),
        *_publication(zine),
        *_content_notes(zine),
        *_page_breaks(locators),
        *(_claimed(claim) for claim in claims(zine, style, pictures, locators)),
        _summary(zine, locators),
    )


def _page_breaks(locators: Locators) -> Iterator[MetadataElement]:
    """Which PDF the page breaks are those of (EPUB Accessibility 1.1 §3.2.1)."""
    if locators.source:
        yield MetadataElement("meta", plain(locators.source), {"property": "pageBreakSource"})


def claims(
    zine: Zine, style: str, pictures: Mapping[str, Picture], locators: Locators = UNKNOWN
) -> tuple[Claim, ...]:
    """What may be said of the accessibility of the edition, with reasons."""
    informative = [image for image in _images(zine) if not _is_decorative(image[0])]
    worded = all(image.get("alt") not in (None, "", NO_WORDS) for image, _ in informative)
    described = worded and not any(says_nothing(*image) for image in informative)
    return (
        *_modes(bool(informative), described),
        *_features(zine, style, bool(informative) and described, bool(locators.pages)),
        *_hazards(zine, pictures),
    )


def _titles(zine: Zine) -> Iterator[MetadataElement]:
    for kind, title in (("main", zine.full_title), ("subtitle", zine.particulars.subtitle)):
        if title:
            yield MetadataElement(
                "title", plain(title), {"id": f"title-{kind}"} | _way_of(title, zine)
            )
            yield _refined(f"title-{kind}", "title-type", kind)


def _way_of(text: str, zine: Zine) -> dict[str, str]:
    """The direction of a text that is not that of the package (EPUB 3.3 §5.3.2)."""
    way = direction_in(text, zine.direction)
    return {} if way == zine.direction else {"dir": way}


def _creators(zine: Zine) -> Iterator[MetadataElement]:
    for number, author in enumerate(zine.particulars.authors, 1):
        attributes = {"id": f"creator-{number}"} | _way_of(author, zine)
        yield MetadataElement("creator", plain(author), attributes)
        yield _refined(f"creator-{number}", "role", "aut", scheme="marc:relators")


def _refined(name: str, kind: str, value: str, **more: str) -> MetadataElement:
    return MetadataElement("meta", value, {"refines": f"#{name}", "property": kind, **more})


def _publication(zine: Zine) -> Iterator[MetadataElement]:
    stated = {
        "publisher": zine.particulars.publisher,
        "date": zine.particulars.date.isoformat(),
        "rights": zine.particulars.licence,
        "description": described(zine),
    }
    for name, text in stated.items():
        if text:
            way = _way_of(text, zine) if name in ("publisher", "description") else {}
            yield MetadataElement(name, plain(text), way)
    yield from (MetadataElement("source", plain(source)) for source in zine.sources)


def _content_notes(zine: Zine) -> Iterator[MetadataElement]:
    """Topics as subjects of our vocabulary (EPUB 3.3 §D.3.1), in a rating, and with their levels.

    A zine's own topics are subjects without an authority. Content is no `accessibilityHazard`,
    which is for flashing, motion and sound alone (EPUB Accessibility 1.1 §2.2.4).
    """
    for number, subject in enumerate(subjects(zine), 1):
        yield MetadataElement("subject", plain(subject.label), {"id": f"subject-{number}"})
        if subject.known:
            yield _refined(f"subject-{number}", "authority", URI)
            yield _refined(f"subject-{number}", "term", subject.topic)
        yield MetadataElement(
            "meta", plain(subject.topic), {"property": "cn:topic", "id": f"topic-{number}"}
        )
        if subject.level:
            yield _refined(f"topic-{number}", "cn:level", subject.level)
    if said := rating(zine):
        yield MetadataElement("meta", plain(said), {"property": "schema:contentRating"})


def _claimed(claim: Claim) -> MetadataElement:
    return MetadataElement("meta", claim.value, {"property": f"schema:{claim.name}"})


def _images(zine: Zine) -> list[tuple[Element, str]]:
    """Every picture, with the language of the text around it."""
    return [(img, part.language) for part in zine.sections for img in part.body.root.iter("img")]


def _is_decorative(image: Element) -> bool:
    return not image.get("alt") and "decorative" in image.get("class", "").split()


def _modes(visual: bool, described: bool) -> Iterator[Claim]:
    yield Claim("accessMode", "textual", "the zine is text")
    if visual:
        yield Claim("accessMode", "visual", "some pictures carry information")
    if described:
        yield Claim("accessModeSufficient", "textual", "every such picture has words")
    if visual:
        yield Claim("accessModeSufficient", "textual,visual", "there is no sound")


def _features(zine: Zine, style: str, described: bool, paged: bool) -> Iterator[Claim]:
    if described:
        yield _feature(
            "alternativeText", "every picture that carries information has words of its own"
        )
    yield _feature("ARIA", "parts carry DPUB-ARIA roles")
    if not ABSOLUTE.search(style) and not COLOURED.search(style):
        yield _feature("displayTransformability", "the style sets no fixed sizes and no colours")
    if paged:
        yield _feature("pageBreakMarkers", "the breaks of the PDF are marked at their words")
        yield _feature("pageNavigation", "a list leads to each of them")
    yield _feature("readingOrder", "the spine and each document are in reading order")
    if all(next(s.body.root.iter("h1"), None) is not None for s in zine.sections):
        yield _feature("structuralNavigation", "each document begins with its h1; no level skips")
    yield _feature("tableOfContents", "the navigation document links to every document")
    yield _feature("unlocked", "nothing is encrypted")


def _feature(value: str, why: str) -> Claim:
    return Claim("accessibilityFeature", value, why)


def _hazards(zine: Zine, pictures: Mapping[str, Picture]) -> Iterator[Claim]:
    """EPUB Accessibility 1.1 §2.2.4: `none` stands alone."""
    used = {name for section in zine.sections for name in section.body.pictures}
    if not any(moves(pictures[name].content) for name in sorted(used)):
        yield Claim("accessibilityHazard", "none", "there is text and pictures that hold still")
        return
    for value in ("noSoundHazard", "unknownFlashingHazard", "unknownMotionSimulationHazard"):
        yield Claim("accessibilityHazard", value, "a picture moves, and there is no sound")


def moves(content: bytes) -> bool:
    """Whether a GIF, PNG or WebP says that it has more than one frame."""
    if content.startswith(b"GIF8"):
        return content.count(b"!\xf9\x04") > 1
    if content.startswith(b"\x89PNG"):
        return b"acTL" in content.partition(b"IDAT")[0]
    return content[:4] == b"RIFF" and content[12:16] == b"VP8X" and bool(content[20] & 0x02)


def _summary(zine: Zine, locators: Locators) -> MetadataElement:
    """What the other properties cannot say, known gaps included."""
    words, said = words_for(zine.language), zine.particulars
    size = name_of(*pages(said.page, said.print.paper))
    noted = any(WAY_ROUND.search(section.body.xhtml) for section in zine.sections)
    keys = ["epub-summary-notes"] if noted else []
    keys += ["epub-summary-pages"] if locators.pages else []
    keys += ["epub-summary-unevaluated"]
    keys += ["epub-summary-draft"] if zine.draft else []
    language = {} if words.language == zine.language else {XML_LANG: words.language}
    return MetadataElement(
        "meta", " ".join(words.say(key, pages=size) for key in keys),
        {"property": "schema:accessibilitySummary"} | language,
    )  # fmt: skip
