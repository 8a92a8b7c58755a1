"""Plain text, one post or several pasted together → posts; where one ends is a proposal.

Paragraphs are parted by blank lines, items begin with a bullet or a number. A line is taken for a
title where it stands alone, is short, ends like no sentence, is written with capitals or is the
first, and a paragraph follows it. The split is shown, and a person says yes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zinewright.importers.common.arrived import Arrivals, Arrived, Source
from zinewright.importers.common.escaping import cleaned, plain

BULLET = re.compile(r"\s*[•◦▪●‣·*–-]\s+(?=\S)")
NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
RULE = re.compile(r"\s*(?:[-=_*~]\s*){3,}\Z")
HEADING = re.compile(r"#{1,6}\s+(?=\S)")
MOST_WORDS, MOST_LETTERS, LEAST_BELOW, SHORT_LINE = 14, 90, 10, 60
SMALL = frozenset("a an and as at but by for from in into is of on or the to with".split())


def is_text(source: Source) -> bool:
    """Whether bytes are text of no other kind that can be told: no markup, no zeroes."""
    head = source.content[:4096]
    if b"\0" in head or head.lstrip()[:1] in (b"<", b"{", b"["):
        return False
    try:
        source.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(head.strip())


def posts_in_text(source: Source) -> Arrivals:
    """The posts of a text, each with the line at which it begins."""
    text = re.sub("\r\n?|[\f\v\u2028\u2029\x85]", "\n", source.content.decode("utf-8-sig"))
    blocks = list(_blocks(cleaned(text)))
    starts = [number for number in range(len(blocks)) if _is_title(blocks, number)]
    if not starts or starts[0] != 0:
        starts.insert(0, 0)
    ends = [*starts[1:], len(blocks)]
    posts = [blocks[start:end] for start, end in zip(starts, ends, strict=True)]
    return Arrivals(tuple(_post(post, source.name) for post in posts if post))


TextBlock = tuple[int, list[str]]


def _blocks(text: str) -> Iterator[TextBlock]:
    """Lines that stand together, and the number of the first, from 1."""
    held: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            held.append(line)
        elif held:
            yield number - len(held), held
            held = []


def _is_title(blocks: Sequence[TextBlock], number: int) -> bool:
    _, lines = blocks[number]
    if len(lines) > 1 or RULE.match(lines[0]) or BULLET.match(lines[0]):
        return False
    title = HEADING.sub("", lines[0].strip())
    words = title.split()
    if len(words) > MOST_WORDS or len(title) > MOST_LETTERS or title[-1] in ".,;:":
        return False
    follows = blocks[number + 1 : number + 2]
    if not follows or BULLET.match(follows[0][1][0]) or _words(follows[0]) < LEAST_BELOW:
        return False
    is_parted = number == 0 or RULE.match(blocks[number - 1][1][0])
    return bool(is_parted) or lines[0].startswith("# ") or _is_capitalised(words)


def _words(block: TextBlock) -> int:
    return sum(len(line.split()) for line in block[1])


def _is_capitalised(words: Sequence[str]) -> bool:
    """Whether at least half of the words that could begin with a capital do."""
    counted = [word for word in words if word.lower() not in SMALL and word[:1].isalpha()]
    large = sum(word[:1].isupper() for word in counted)
    return len(counted) > 1 and large * 2 >= len(counted)


def _post(blocks: Sequence[TextBlock], name: str) -> Arrived:
    first, lines = blocks[0]
    title, rest = "", list(blocks)
    if len(lines) == 1 and len(lines[0]) <= MOST_LETTERS + 30:
        title, rest = " ".join(HEADING.sub("", lines[0]).split()), list(blocks[1:])
    title = title or re.sub(r"\.\w+\Z", "", name.rpartition("/")[2])
    return Arrived(title, "\n\n".join(_written(rest)), line=first)


def _written(blocks: Sequence[TextBlock]) -> Iterator[str]:
    """Blocks as Markdown; items that follow each other are one list."""
    items: list[str] = []
    for _, lines in blocks:
        if RULE.match(lines[0]) and len(lines) == 1:
            continue
        found = list(_items(lines))
        if found:
            if items and found[0][:1].isdigit() != items[0][:1].isdigit():
                yield "\n".join(items)
                items = []
            items += found
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _paragraph(lines)
    if items:
        yield "\n".join(items)


def _items(lines: Sequence[str]) -> Iterator[str]:
    """The items of a block that begins with one; a line without a sign goes on with the last."""
    item, mark = "", ""
    if not (BULLET.match(lines[0]) or NUMBERED.match(lines[0])):
        return
    for line in lines:
        bullet, number = BULLET.match(line), NUMBERED.match(line)
        if bullet or number:
            if item:
                yield mark + plain(item)
            mark = "- " if bullet else f"{number[1]}. " if number else ""
            item = line[(bullet or number).end() :]  # type: ignore[union-attr]
        else:
            item = f"{item} {line.strip()}"
    yield mark + plain(item)


def _paragraph(lines: Sequence[str]) -> str:
    """Lines that were wrapped become one; short ones, as in a poem, keep their ends."""
    if HEADING.match(lines[0]) and len(lines) == 1:
        return f"## {plain(HEADING.sub('', lines[0]))}"
    wrapped = len(lines) == 1 or min(len(line.strip()) for line in lines[:-1]) >= SHORT_LINE
    if wrapped:
        return plain(" ".join(lines))
    return "\\\n".join(plain(line) for line in lines)
