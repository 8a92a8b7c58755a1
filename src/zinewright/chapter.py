"""One post → a chapter: its text, told of before it begins, with a way round.

Law: a noted chapter or passage is told of before it, with a way round that says where it lands and
one sentence on what is missed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zinewright.body import Body, Element, parsed, serialized
from zinewright.markup import E, page_of, section_title, tongue
from zinewright.mending import Passage
from zinewright.model import Section, direction_of
from zinewright.notes import Notes
from zinewright.posts import Post
from zinewright.prose import Prose, curled, prose
from zinewright.words import Words

Convert = Callable[[Post, frozenset[str], str], Prose]


@dataclass(frozen=True)
class Chapter:
    """A post on its way into the zine: its text as XHTML, and its words set for print."""

    post: Post
    prose: Prose
    title: str
    summary: str
    language: str


def chapter_of(
    post: Post, names: frozenset[str], zine_language: str, convert: Convert = prose
) -> Chapter:
    """The chapter of a post, which may link to the posts in `names`."""
    language = post.language or zine_language
    return Chapter(
        post,
        convert(post, names, language),
        curled(post.title, language),
        curled(post.summary, language),
        language,
    )


def chapter_section(chapter: Chapter, following: str, words: Words) -> Section:
    """The section of a chapter; `following` is the section where the way round it lands."""
    post = chapter.post
    root = parsed(chapter.prose.xhtml)
    for passage in chapter.prose.passages:
        _announce(root, passage, chapter.language, words)
    root.insert(0, section_title(post.name, chapter.title))
    place = 1
    byline = _byline(post, chapter.language, words)
    if byline is not None:
        root.insert(place, byline)
        place += 1
    notice = _notice(chapter, following, words)
    if notice is not None:
        root.insert(place, notice)
    return Section(
        name=post.name,
        kind=post.kind,
        title=chapter.title,
        language=chapter.language,
        body=Body(serialized(root)),
        source=post.where,
        direction=post.direction or direction_of(chapter.language),
        notes=post.notes.topics,
        words=chapter.prose.words,
    )


def _byline(post: Post, language: str, words: Words) -> Element | None:
    days = [words.day(day) for day in (post.date, post.updated) if day]
    said = words.say("chapter-dates", published=days[0], updated=days[1]) if len(days) > 1 else ""
    parts = [*([words.say("by", authors=words.listed(post.authors))] if post.authors else []),
             *([said] if said else days)]  # fmt: skip
    if not parts:
        return None
    return E.p({"class": "byline"} | tongue(words.language, language), " · ".join(parts))


def _notice(chapter: Chapter, following: str, words: Words) -> Element | None:
    """What a reader is told before a chapter; None where nothing applies."""
    post, passages = chapter.post, chapter.prose.passages
    says = _said_of(post.notes, words)
    if post.notes.status == "none" and not passages:
        return None
    title_id = f"{post.name}--note"
    notice = E.section(
        {"class": "notice"} | tongue(words.language, chapter.language),
        E.h2({"id": title_id}, words.say("chapter-note")),
        E.p(says),
    )
    if passages:
        notice.append(E.p(said_of_passages(passages, words)))
    if post.notes.status == "noted":
        notice.append(_missed(chapter, words))
        notice.append(_way_round(words.say("chapter-skip"), following, words))
    return notice


def _said_of(notes: Notes, words: Words) -> str:
    if notes.status == "noted":
        return words.say("chapter-note-says", topics=words.several(notes.topics))
    return words.say(f"notes-{notes.status}")


def said_of_passages(passages: tuple[Passage, ...], words: Words) -> str:
    """That parts of a chapter have notes of their own, with all of their topics."""
    topics = dict.fromkeys(topic for passage in passages for topic in passage.topics)
    key = "notes-passage" if len(passages) == 1 else "notes-passages"
    return words.say(key, topics=words.several(tuple(topics)))


def _missed(chapter: Chapter, words: Words) -> Element:
    if not chapter.summary:
        return E.p(words.say("chapter-missed-unknown"))
    return E.p(words.say("chapter-missed", summary=chapter.summary))


def _way_round(said: str, target: str, words: Words) -> Element:
    """A link whose words say where it lands, and the page in print."""
    link = E.a({"href": f"#{target}"}, said, page_of(target, words))
    return E.p({"class": "skip"}, link)


def _announce(root: Element, passage: Passage, language: str, words: Words) -> None:
    """Put a note before a passage, and after it the line where the way round lands."""
    section = next(el for el in root.iter("section") if el.get("id") == passage.id)
    level = _level_before(root, section) + 1
    topics = words.several(passage.topics)
    landing = words.say("passage-landing", topics=_first_two(passage.topics, words))
    notice = E.section(
        {"class": "notice"} | tongue(words.language, language),
        E(f"h{min(level, 6)}", {"id": f"{passage.id}-note"}, words.say("passage-note")),
        E.p(words.say("passage-note-says", words=_rounded(passage.words), topics=topics)),
        E.p(words.say("passage-missed", sentence=curled(passage.sentence, language))),
        _way_round(words.say("passage-skip", landing=landing), passage.end, words),
    )
    end = E.p(
        {"class": "passage-end", "id": passage.end} | tongue(words.language, language), landing
    )
    section.addprevious(notice)
    end.tail, section.tail = section.tail, None
    section.addnext(end)


def _first_two(topics: tuple[str, ...], words: Words) -> str:
    """Topics short enough for a line that a link names."""
    if len(topics) < 3:
        return words.several(topics)
    return words.say("passage-more", topics=words.several(topics[:2]))


def _level_before(root: Element, section: Element) -> int:
    """The level of the last heading before a passage; the title's where there is none."""
    level = 1
    for element in root.iter():
        if element is section:
            break
        tag = str(element.tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            level = int(tag[1])
    return level


def _rounded(words: int) -> int:
    """A length that a reader can picture: to the next ten, from a hundred on to the next fifty."""
    step = 10 if words < 100 else 50
    return max(step, -(-words // step) * step)
