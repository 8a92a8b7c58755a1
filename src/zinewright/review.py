"""A decision on a content note → the front matter of its post, everything else kept as it is.

What a person accepts, edits or dismisses is written where the author's notes stand, so that the
file says all that there is to say.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from zinewright.notes import UNSAID, Note, note_from
from zinewright.posts import FENCE
from zinewright.sources import read_matter, rewrite

PLAIN = re.compile(r"[^\W\d_][\w ()’-]*\Z")
NOTHING = frozenset({"", "none", *UNSAID})
Named = Callable[[str], str]


def decide(path: Path, notes: Sequence[Note], named: Named) -> None:
    """Write notes into a post's file; one with the same topic is replaced where it stands.

    `named` gives the name that two words for the same topic share.
    """

    def change(front: str) -> str:
        for note in notes:
            front = with_note(front, note, named)
        return front

    rewrite(path, lambda text: _in_front(text, change), "the notes")


def say_reviewed(path: Path, on: datetime.date, by: str) -> None:
    """Write into a post's file who looked at its notes, and when."""

    def change(front: str) -> str:
        front = with_value(front, "notes_reviewed", on.isoformat())
        return with_value(front, "notes_reviewed_by", scalar(by)) if by else front

    rewrite(path, lambda text: _in_front(text, change), "the day of the review")


def say_status(path: Path, status: str) -> None:
    """Write into a post's file that no notes apply, or that the author chooses not to say.

    Notes that were dismissed stay, so that they are not suggested again.
    """

    def change(front: str) -> str:
        value = _value_of(front, "notes")
        dismissed = [] if value is None else [n for n in _notes_in(value) if not n.is_told]
        if not dismissed:
            return with_value(front, "notes", status)
        listed = ", ".join([status, *(scalar(str(note)) for note in dismissed)])
        return with_value(front, "notes", f"[{listed}]")

    rewrite(path, lambda text: _in_front(text, change), "the notes")


def with_note(front: str, note: Note, named: Named) -> str:
    """Front matter with a note in its list of notes."""
    value = _value_of(front, "notes")
    if value is None:
        return _with_line(front, f"notes:\n  - {scalar(str(note))}")
    if isinstance(value, yaml.ScalarNode):
        kept = [each for each in _notes_in(value) if not _gives_way(each, note, named)]
        written = ", ".join(scalar(str(each)) for each in (*kept, note))
        return _put(front, value, f"[{written}]")
    for item in value.value:
        if _gives_way(note_from(item.value), note, named):
            return _put(front, item, scalar(str(note)))
    return _appended(front, value, scalar(str(note)))


def with_value(front: str, key: str, written: str) -> str:
    """Front matter with one line of a key and its value."""
    value = _value_of(front, key)
    return _with_line(front, f"{key}: {written}") if value is None else _put(front, value, written)


def scalar(text: str) -> str:
    """A text as YAML takes it, in quotation marks only where it needs them."""
    return text if PLAIN.match(text) else json.dumps(text, ensure_ascii=False)


def _notes_in(value: yaml.ScalarNode | yaml.SequenceNode) -> list[Note]:
    """The notes that stand in a list, or in a line with commas."""
    if isinstance(value, yaml.ScalarNode):
        items = value.value.split(",")
    else:
        items = [item.value for item in value.value]
    return [note_from(" ".join(item.split())) for item in items if item.strip()]


def _gives_way(old: Note, new: Note, named: Named) -> bool:
    """Whether a note takes the place of another; one that is told also takes that of “none”."""
    return named(old.topic) == named(new.topic) or (new.is_told and old.topic.lower() in NOTHING)


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
    start, end = node.start_mark.index, node.end_mark.index
    if start == end:
        start = end = len(front[:start].rstrip())
        written = f" {written}"
    return front[:start] + written + front[end:]


def _appended(front: str, items: yaml.SequenceNode, written: str) -> str:
    """The text with one more item in a list, written as the list is."""
    if not items.value:
        return _put(front, items, f"[{written}]")
    last = items.value[-1].end_mark.index
    if items.flow_style:
        return f"{front[:last]}, {written}{front[last:]}"
    begin = front.rfind("\n", 0, items.value[-1].start_mark.index) + 1
    lead = re.match(r"[ \t]*", front[begin:])
    end = front.find("\n", last) % (len(front) + 1)
    return f"{front[:end]}\n{lead[0] if lead else ''}- {written}{front[end:]}"


def _with_line(front: str, line: str) -> str:
    return f"{front.rstrip()}\n{line}" if front.strip() else line
