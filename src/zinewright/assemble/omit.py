"""Chapters → those of an edition that leaves topics out, with nothing of what is left out in them.

Whole chapters go where a note before them names one of the topics, passages where their own note
does. What stays keeps its words, the numbers of its notes, and its pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from zinewright.assemble.markup import E, tongue
from zinewright.body import HEADINGS, Body, Element, parsed, serialized
from zinewright.languages.vocabulary import Vocabulary
from zinewright.languages.words import Words, words_for
from zinewright.model import Section, Zine
from zinewright.problems import Problem, ZineError, nearest, shown
from zinewright.prose.chapter import Chapter
from zinewright.prose.normalize import Footnote

OPTION = "--without"


@dataclass(frozen=True)
class LeftOut:
    """What an edition leaves out: topics as slugs and as readers see them, and how much that is."""

    topics: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    pieces: int = 0
    parts: int = 0

    def edition(self, words: Words) -> str:
        """What tells an edition without these topics from the full one; "" where that is it."""
        return words.say("without", topics=words.listed(self.labels)) if self.topics else ""


NOTHING = LeftOut()


def topics_named(
    named: Iterable[str], chapters: tuple[Chapter, ...], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The slugs of topics that are named. Raises `ZineError` with every one that is unknown."""
    told = {topic for chapter in chapters for topic in chapter.topics}
    found = {name: name if name in told else vocabulary.named(name) for name in named}
    known = sorted({*vocabulary.topics, *told})
    problems = [
        Problem(
            OPTION, None, "topic", f"there is no topic “{shown(name)}”{nearest(name, known)}",
            "Name topics as zine notes shows them",
        )
        for name, topic in found.items() if topic is None
    ]  # fmt: skip
    if problems:
        raise ZineError(problems)
    return tuple(dict.fromkeys(topic for topic in found.values() if topic))


def leaving_out(
    chapters: tuple[Chapter, ...], topics: tuple[str, ...], words: Words
) -> tuple[tuple[Chapter, ...], LeftOut]:
    """The chapters that stay, and what went. Raises `ZineError` where nothing would stay."""
    stay = [chapter for chapter in chapters if not set(topics) & set(chapter.notes.topics)]
    if not stay:
        what = "every piece has a note on one of these topics, so nothing would be left"
        raise ZineError([Problem(OPTION, None, "nothing-left", what, "Name fewer topics")])
    made = tuple(_without_parts(chapter, topics, words) for chapter in stay)
    parts = sum(len(new.left_out) for new in made)
    labels = chapters[0].labels(topics)
    return made, LeftOut(topics, labels, len(chapters) - len(stay), parts)


def _without_parts(chapter: Chapter, topics: Collection[str], words: Words) -> Chapter:
    root = parsed(chapter.prose.xhtml)
    gone: set[str] = set()
    left_out: list[tuple[str, str]] = []
    for passage in chapter.passages:
        common = [topic for topic in passage.topics if topic in topics]
        if not common or passage.id in gone:
            continue
        part = next(el for el in root.iter("section") if el.get("id") == passage.id)
        gone |= {str(el.get("id")) for el in part.iter() if el.get("id")}
        said = words.say("left-out-part", topics=words.several(chapter.labels(common)))
        left_out.append((passage.id, said))
        attributes = {"class": "left-out"} | tongue(words.language, chapter.language)
        instead = E.p(attributes, said)
        instead.tail = part.tail
        part.getparent().replace(part, instead)  # type: ignore[union-attr]
    if not left_out:
        return chapter
    for heading, level in _too_deep(root):
        heading.tag = f"h{level}"
    return replace(
        _with_text(chapter, root, gone),
        passages=tuple(p for p in chapter.passages if p.id not in gone),
        left_out=tuple(left_out),
        whole=chapter,
    )


def _with_text(chapter: Chapter, root: Element, gone: Collection[str]) -> Chapter:
    """The chapter with less text, and with the notes, links and pictures that are still called."""
    old, xhtml = chapter.prose, serialized(root)
    notes = tuple(note for note in (_still(note, gone) for note in old.footnotes) if note.refs)
    parts = [root, *(parsed(note.xhtml) for note in notes)]
    addresses = {link.get("href") for part in parts for link in part.iter("a")}
    pictures = {picture.get("src") for part in parts for picture in part.iter("img")}
    return replace(
        chapter,
        prose=replace(
            old,
            xhtml=xhtml,
            footnotes=notes,
            links=tuple(link for link in old.links if link[1] in addresses),
            pictures=tuple(picture for picture in old.pictures if picture[0] in pictures),
            words=Body(xhtml, first_heading=2).words,
            ids=tuple(name for name in old.ids if name not in gone),
        ),
    )


def _still(note: Footnote, gone: Collection[str]) -> Footnote:
    return replace(note, refs=tuple(ref for ref in note.refs if ref not in gone))


def unlinked(body: Body, known: Collection[str]) -> Body:
    """A text in which links to what is not there are words."""
    root = body.tree()
    if not unlink(root, known):
        return body
    return Body(serialized(root), first_heading=body.first_heading)


def unlink(root: Element, known: Collection[str]) -> bool:
    """Make words of links to what is not there; whether there were any."""
    lost = [link for link in root.iter("a") if _is_lost(link.get("href", ""), known)]
    for link in lost:
        link.tag = "span"
        del link.attrib["href"]
        link.attrib.pop("class", None)
    for place in [s for s in root.iter("span") if s.get("data-page-of", "") not in {"", *known}]:
        del place.attrib["data-page-of"]
        place.text = None
    return bool(lost)


def _is_lost(address: str, known: Collection[str]) -> bool:
    return address.startswith("#") and address[1:] not in known


def hide(root: Element, section: Section, zine: Zine) -> None:
    """Hide what an edition leaves out, keep its room, and say so where it begins.

    What is hidden is laid out and never drawn; it keeps no id, no address and no words for others.
    """
    unlink(root, zine.section_of)
    for passage_id, said in section.left_out:
        passage = next(el for el in root.iter("section") if el.get("id") == passage_id)
        before, behind = passage.getprevious(), passage.getnext()
        parts = [part for part in (before, passage, behind) if part is not None]
        hidden = [p for p in parts if p is passage or _is_told_of(p, passage_id)]
        for part in hidden:
            part.set("class", f"{part.get('class', '')} hidden")
            for element in part.iter():
                for name in ("id", "href", "title", "alt"):
                    element.attrib.pop(name, None)
                element.tag = "span" if element.tag in ("a", "abbr") else element.tag
        words = words_for(zine.language)
        instead = E.p({"class": "instead"} | tongue(words.language, section.language), said)
        hidden[0].insert(0, instead)
    for heading, level in _too_deep(root):
        heading.set("data-level", str(level))


def _too_deep(root: Element) -> list[tuple[Element, int]]:
    """Headings that skip a level because one above them is left out, with the level to read."""
    found: list[tuple[Element, int]] = []
    above: list[int] = []
    for heading in root.iter(*HEADINGS[1:]):
        if any("hidden" in el.get("class", "").split() for el in heading.iterancestors()):
            continue
        depth = int(str(heading.tag)[1])
        above = [level for level in above if level < depth]
        if depth > len(above) + 2:
            found.append((heading, len(above) + 2))
        above.append(depth)
    return found


def _is_told_of(part: Element, passage: str) -> bool:
    """Whether a block is the note before a passage, or the line behind it."""
    return part.get("id") == f"{passage}-end" or part.find(f"*[@id='{passage}-note']") is not None
