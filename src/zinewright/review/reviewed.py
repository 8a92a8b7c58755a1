"""What a person reviewed → its record, and whether the review still stands.

Law: a review holds for what was reviewed. Its record holds a digest of the title, the summary, the
text and the notes; where one of them changes, the review ends. White space changes nothing, and
neither does another wrapping.
"""

from __future__ import annotations

import datetime
import re

from zinewright.digests import digest_of
from zinewright.model import Review
from zinewright.prose.chapter import Chapter

PARTS = ("title", "summary", "text", "notes")
NAMES = {
    "title": "the title", "summary": "the summary", "text": "the text", "notes": "the notes",
}  # fmt: skip
RECORD = re.compile(r"(?:(?:title|summary|text|notes) [0-9a-f]{12}(?: |\Z)){4}")
QUOTED = re.compile(r"[ \t]*>[ \t>]*")


def record_of(chapter: Chapter) -> str:
    """What a review of a chapter records: a digest of each of its parts."""
    return " ".join(f"{part} {digest}" for part, digest in _digests(chapter).items())


def changed_since(chapter: Chapter) -> tuple[str, ...] | None:
    """What changed since the review, by name; None where nobody recorded what was reviewed."""
    record = chapter.notes.reviewed_of
    words = record.split()
    held = dict(zip(words[::2], words[1::2], strict=False))
    if not RECORD.fullmatch(record) or set(held) != set(PARTS):
        return None
    now = _digests(chapter)
    return tuple(NAMES[part] for part in PARTS if now[part] != held[part])


def wanting(chapter: Chapter, today: datetime.date | None = None) -> str:
    """Why nobody can rely on the notes of a chapter yet; "" where a review of them stands.

    `today` is the real day, of which no review can be later; without it none is.
    """
    notes = chapter.notes
    day, updated = notes.reviewed, chapter.post.updated
    if notes.status == "unreviewed":
        rest = " to the rest of the post" if chapter.passages else ""
        return f"nobody has said whether content notes apply{rest}"
    if day is None:
        return "nobody has reviewed the content notes"
    if not notes.reviewed_by:
        return "nobody says who reviewed the content notes"
    if today is not None and day > today:
        said = f"the content notes are said to be reviewed on {day}"
        return f"{said}, a day that is still to come"
    if updated is not None and day < updated:
        return "the post was updated after its content notes were reviewed"
    changed = changed_since(chapter)
    if changed is None:
        return "nobody recorded what was reviewed"
    listed = " and ".join(filter(None, (", ".join(changed[:-1]), *changed[-1:])))
    return f"{listed} changed after the content notes were reviewed" if changed else ""


def is_reviewed(chapter: Chapter) -> bool:
    """Whether a person said what holds, and looked at what is there now."""
    return not wanting(chapter)


def review_of(chapter: Chapter) -> Review:
    """What is known of the notes of a chapter, and who reviewed them where that still stands."""
    notes = chapter.notes
    if not is_reviewed(chapter):
        return Review(notes.status)
    return Review(notes.status, notes.reviewed, notes.reviewed_by)


def _digests(chapter: Chapter) -> dict[str, str]:
    whole = chapter.whole or chapter
    post = whole.post
    return {
        "title": digest_of(post.title),
        "summary": digest_of(post.summary),
        "text": digest_of(_unwrapped(post.text)),
        "notes": digest_of(*_said(whole)),
    }


def _said(chapter: Chapter) -> list[str]:
    """All that the notes of a chapter and of its passages say; the order of notes says nothing."""
    notes = chapter.notes
    return [
        notes.status,
        *sorted(map(str, notes.notes)),
        *sorted(f"? {note}" for note in notes.unknown),
        *(f"{sorted(map(str, passage.notes))} {passage.sentence}" for passage in chapter.passages),
    ]


def _unwrapped(text: str) -> str:
    """A text whose quotations are marked where they begin, however their lines are broken."""
    lines: list[str] = []
    was_quoted = False
    for line in text.split("\n"):
        quoted = QUOTED.match(line)
        lines.append(line[quoted.end() :] if quoted and was_quoted else line)
        was_quoted = quoted is not None
    return "\n".join(lines)
