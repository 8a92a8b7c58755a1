"""A decision on a content note → the front matter of its post, everything else kept as it is.

What a person accepts, edits or dismisses is written where the author's notes stand, so that the
file says all that there is to say.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from zinewright.manuscript.content_notes import (
    DISMISSED,
    Note,
    note_from,
    same_words,
    status_said,
    topics_from,
)
from zinewright.manuscript.posts import FENCE
from zinewright.manuscript.text_files import NULLS, read_matter, rewrite

PLAIN = re.compile(r"[^\W\d_][\w ()’-]*\Z")
DECIDED = ("accepted", "edited")  # what an editor lets readers know
NameOf = Callable[[str], str]


def decide(path: Path, notes: Sequence[Note], named: NameOf) -> None:
    """Write notes into a post's file; one with the same topic is replaced where it stands.

    `named` gives the name that two words for the same topic share.
    """

    def change(front: str) -> str:
        for note in notes:
            front = with_note(front, note, named)
        return front

    rewrite(path, lambda text: _in_front(text, change), "the notes")


def say_reviewed(path: Path, on: datetime.date, by: str, of: str) -> None:
    """Write into a post's file who looked at its notes, when, and at what."""

    def change(front: str) -> str:
        front = with_value(front, "notes_reviewed", on.isoformat())
        front = with_value(front, "notes_reviewed_by", scalar(by))
        return with_value(front, "notes_reviewed_of", scalar(of))

    rewrite(path, lambda text: _in_front(text, change), "the day of the review")


def say_status(path: Path, status: str) -> None:
    """Write into a post's file that no notes apply, or that the author chooses not to say.

    Notes that were accepted count as dismissed from now on, and stay with those that were, so that
    they are not suggested again.
    """
    rewrite(path, lambda text: _in_front(text, lambda f: with_status(f, status)), "the notes")


def say_summary(path: Path, summary: str) -> None:
    """Write into a post's file what a reader misses by skipping it."""

    def change(front: str) -> str:
        return with_value(front, "summary", scalar(summary))

    rewrite(path, lambda text: _in_front(text, change), "the summary")


def with_status(front: str, status: str) -> str:
    """Front matter whose notes say a status, beside what nobody is told of."""
    value = _value_of(front, "notes")
    if isinstance(value, yaml.SequenceNode) and value.value:
        kept = [_untold(_note_in(item)) for item in value.value]
        texts = [scalar(str(note)) if note else None for note in kept]
        return _edited(front, value, texts, first=status)
    written = _notes_in(value) if isinstance(value, yaml.ScalarNode) else []
    notes = filter(None, map(_untold, written))
    listed = ", ".join([status, *(scalar(str(note)) for note in notes)])
    return with_value(front, "notes", f"[{listed}]" if listed != status else status)


def with_note(front: str, note: Note, named: NameOf) -> str:
    """Front matter with a note in its list of notes."""
    value, written = _value_of(front, "notes"), scalar(str(note))
    if value is None:
        return _with_line(front, f"notes:\n  - {written}")
    if isinstance(value, yaml.ScalarNode):
        kept = [each for each in _notes_in(value) if not _gives_way(each, note, named)]
        listed = ", ".join(scalar(str(each)) for each in (*kept, note))
        return _put(front, value, f"[{listed}]")
    texts: list[str | None] = [_source(front, item) for item in value.value]
    given = [n for n, item in enumerate(value.value) if _gives_way(_note_in(item), note, named)]
    for number in given:
        texts[number] = written if number == given[0] else None
    return _edited(front, value, texts, last="" if given else written)


def with_value(front: str, key: str, written: str) -> str:
    """Front matter with one line of a key and its value."""
    value = _value_of(front, key)
    return _with_line(front, f"{key}: {written}") if value is None else _put(front, value, written)


def scalar(text: str) -> str:
    """A text as YAML takes it, in quotation marks only where it needs them."""
    is_plain = PLAIN.match(text) and text not in NULLS
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _notes_in(value: yaml.ScalarNode) -> list[Note]:
    """The notes that stand in a line with commas."""
    return [note_from(topic) for topic in topics_from(value.value)]


def _note_in(item: yaml.Node) -> Note:
    """The note that an item of a list states."""
    return note_from(" ".join(str(item.value).split()))


def _untold(note: Note) -> Note | None:
    """What is left of a note where readers are told of none; None for what the author states."""
    if note.state in DECIDED:
        return replace(note, state=DISMISSED, level="", flags=())
    return note if not note.is_told else None


def _gives_way(old: Note, new: Note, named: NameOf) -> bool:
    """Whether a note takes the place of another; one that is told also takes that of “none”."""
    if new.is_told and old.is_told and status_said(old.topic):
        return True
    return same_words(named(old.topic), named(new.topic))


def _in_front(text: str, change: Callable[[str], str]) -> str:
    """A file with its front matter changed; one is begun where there is none."""
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    closed = [n for n, line in enumerate(lines[1:], 1) if FENCE.match(line)]
    if not FENCE.match(lines[0]) or not closed:
        made = f"---\n{change('').strip()}\n---\n" + "\n".join(lines)
        return made.replace("\n", ends)
    front, rest = "\n".join(lines[1 : closed[0]]), "\n".join(lines[closed[0] :])
    changed = change(front)
    if problems := read_matter(changed, "").problems:
        raise ValueError(f"the notes could not be written without harm: {problems[0].what}")
    return f"{lines[0]}\n{changed}\n{rest}".replace("\n", ends)


def _value_of(front: str, key: str) -> yaml.ScalarNode | yaml.SequenceNode | None:
    node = yaml.compose(front, yaml.BaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _put(front: str, node: yaml.Node, written: str) -> str:
    """The text with another value in the place of a node; a space before one that was empty."""
    start = node.start_mark.index
    end = start + len(_source(front, node))
    if start == end:
        start = end = len(front[:start].rstrip())
        written = f" {written}"
    return front[:start] + written + front[end:]


def _source(front: str, node: yaml.Node) -> str:
    """A node as it is written, without the line ends behind it."""
    return front[node.start_mark.index : node.end_mark.index].rstrip()


def _edited(
    front: str,
    items: yaml.SequenceNode,
    texts: Sequence[str | None],
    first: str = "",
    last: str = "",
) -> str:
    """A list with another text for each of its items, None for one that goes; more at its ends."""
    if not items.value:
        return _put(front, items, f"[{first or last}]")
    texts = list(texts)
    if not any(texts):
        texts[0], first, last = first or last, "", ""
    edits = _in_flow if items.flow_style else _in_block
    for start, end, text in sorted(edits(front, items.value, texts, first, last), reverse=True):
        front = front[:start] + text + front[end:]
    return front


Edit = tuple[int, int, str]


def _in_flow(
    front: str, items: Sequence[yaml.Node], texts: Sequence[str | None], first: str, last: str
) -> Iterator[Edit]:
    """The edits of a list in brackets."""
    starts = [item.start_mark.index for item in items]
    ends = [start + len(_source(front, item)) for start, item in zip(starts, items, strict=True)]
    kept = [number for number, text in enumerate(texts) if text is not None]
    for number, text in enumerate(texts):
        if text is not None:
            before = [first] if first and number == kept[0] else []
            behind = [last] if last and number == kept[-1] else []
            yield starts[number], ends[number], ", ".join([*before, text, *behind])
        elif number < kept[-1]:
            yield starts[number], starts[number + 1], ""
        else:
            yield ends[number - 1], ends[number], ""


def _in_block(
    front: str, items: Sequence[yaml.Node], texts: Sequence[str | None], first: str, last: str
) -> Iterator[Edit]:
    """The edits of a list with one item a line, written as the list is."""
    kept = [number for number, text in enumerate(texts) if text is not None]
    for number, (item, text) in enumerate(zip(items, texts, strict=True)):
        start = item.start_mark.index
        end = start + len(_source(front, item))
        begin = front.rfind("\n", 0, start) + 1
        behind = front.find("\n", end) % (len(front) + 1)  # or the end of all
        lead = front[begin:start]
        if text is None:
            yield (begin - 1, behind, "") if begin else (begin, behind + 1, "")
            continue
        if last and number == kept[-1]:
            yield behind, behind, f"\n{lead}{last}"
        yield start, end, f"{first}\n{lead}{text}" if first and number == kept[0] else text


def _with_line(front: str, line: str) -> str:
    return f"{front.rstrip()}\n{line}" if front.strip() else line
