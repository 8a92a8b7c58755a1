"""Notes: one pass through a text with its marks, and what a person decides on each."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from zinewright.languages.vocabulary import FLAGS, LEVELS
from zinewright.manuscript.edit.notes import decide, say_reviewed, say_status, say_summary
from zinewright.manuscript.edit.passages import with_passage
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.manuscript.text_files import rewrite
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError, visible
from zinewright.review.decide import Change, changed_note, not_ready, told_by_authors, turned
from zinewright.review.matrix import PostNotes
from zinewright.review.reviewed import record_of
from zinewright.studio.journal import journal_of
from zinewright.studio.noted import matrix_of, notes_of_piece, post_notes
from zinewright.studio.saving import put_in_place
from zinewright.studio.sessions import Written
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Visit

LEVEL_WORDS = {
    "": "nobody says how much", "mention": "mentioned", "discussion": "spoken of",
    "description": "described", "detail": "told in detail",
}  # fmt: skip
FLAG_WORDS = {
    "personal": "from experience", "theme": "throughout", "implied": "not by name",
}  # fmt: skip
STATUS_SAID = {
    "none": "no notes apply", "unsaid": "the author chooses not to say",
}  # fmt: skip


def show_all(visit: Visit) -> Answer:
    """All pieces and topics, and where something is to be decided."""
    today = datetime.date.today()
    topics, rows = visit.zine.desk.ask(matrix_of, visit.zine.folder, today)
    return RoomPage("notes.html", {"topics": topics, "rows": rows, "zine": visit.zine.shown()})


def show(visit: Visit) -> Answer:
    """One piece with its marks; `at` is the topic where one goes on."""
    name, today = visit.names["post"], datetime.date.today()
    piece = visit.zine.desk.ask(notes_of_piece, visit.zine.folder, name, today)
    waiting = [note.topic for note in piece.waiting]
    at = visit.query.get("at", "")
    zine = visit.zine.shown()
    order = [each.name for each in zine.pieces]
    place = order.index(name) if name in order else 0
    return RoomPage(
        "note.html",
        {
            "piece": piece, "at": at if at in waiting else (waiting[0] if at and waiting else ""),
            "is_at_end": bool(at) and not waiting, "levels": LEVEL_WORDS, "flags": FLAG_WORDS,
            "number": place + 1, "total": len(order), "undo": _undoable(visit, name),
            "next": _next(visit, name), "before": order[place - 1] if place else "",
            "behind": order[place + 1] if place + 1 < len(order) else "",
        },
    )  # fmt: skip


def decide_on(visit: Visit) -> Answer:
    """Accept, dismiss or change a note; what is suggested next has the focus then."""
    form, name = visit.form, visit.names["post"]
    act, _, topic = form["act"].partition(" ")
    if act == "accept":
        flags = {flag: flag in form.each("flag") for flag in FLAGS}
        level = form["level"] if form["level"] in LEVELS else ""
        told = _ask(visit, name, f"accepted {topic}", _accepted, topic, level, flags)
    else:
        told = _ask(visit, name, f"dismissed {topic}", _dismissed, topic)
    return Go(f"/notes/{name}?at={_after(visit, name, topic)}", told)


def add(visit: Visit) -> Answer:
    """A note that nobody suggested."""
    form, name = visit.form, visit.names["post"]
    topic = form["topic"] or form["own"].strip()
    if not topic:
        what, fix = "no topic is named", "Choose one, or write it in your own words"
        raise ZineError([Problem("Add a note", None, "topic", what, fix)])
    flags = {flag: flag in form.each("flag") for flag in FLAGS}
    level = form["level"] if form["level"] in LEVELS else ""
    told = _ask(visit, name, f"noted {topic}", _noted, topic, level, flags, not form["topic"])
    return Go(f"/notes/{name}", told)


def say_of_all(visit: Visit) -> Answer:
    """That no notes apply, or that the author chooses not to say."""
    name, status = visit.names["post"], visit.form["status"]
    if status not in STATUS_SAID:
        what, fix = "nothing was chosen", "Choose one of the two"
        raise ZineError([Problem("Notes", None, "notes", what, fix)])
    told = _ask(visit, name, STATUS_SAID[status], _stated, status)
    return Go(f"/notes/{name}", told)


def say_what_is_missed(visit: Visit) -> Answer:
    """What a reader misses by skipping the piece."""
    name, sentence = visit.names["post"], " ".join(visit.form["summary"].split())
    if not sentence or visible(sentence) != sentence:
        what, fix = "no sentence was written", "Write one sentence, in letters"
        raise ZineError([Problem("What is missed", None, "summary", what, fix)])
    return Go(f"/notes/{name}", _ask(visit, name, "wrote what is missed", _summed_up, sentence))


def make_passage(visit: Visit) -> Answer:
    """A passage with a note of its own, of some paragraphs."""
    form, name = visit.form, visit.names["post"]
    if not (form["first"].isdecimal() and form["last"].isdecimal()):
        what, fix = "no paragraphs were chosen", "Choose the first and the last"
        raise ZineError([Problem("A passage", None, "passage", what, fix)])
    topics = tuple(topic for topic in form.each("topic") if topic)
    sentence = " ".join(form["sentence"].split())
    told = _ask(
        visit, name, "made a passage", _with_passage, int(form["first"]), int(form["last"]),
        topics, sentence,
    )  # fmt: skip
    return Go(f"/notes/{name}", told)


def review(visit: Visit) -> Answer:
    """That the person in front of the page looked at the notes; then the next piece."""
    name, by = visit.names["post"], " ".join(visit.form["by"].split())
    if not any(map(str.isalpha, by)):
        what, fix = "nobody is named", "Write who looked at the notes"
        raise ZineError([Problem("Reviewed by", None, "notes-review", what, fix)])
    visit.guest.name = by
    told = _ask(visit, name, "reviewed the notes", _reviewed, by, datetime.date.today())
    further = _next(visit, name)
    return Go(f"/notes/{further}?at=first" if further else "/notes", told)


def undo(visit: Visit) -> Answer:
    """Take back what was decided last on this piece, if its file is still as it was then."""
    name = visit.names["post"]
    if not _undoable(visit, name):
        return Go(f"/notes/{name}", "There is nothing to undo.")
    step = visit.guest.written.pop()
    visit.zine.desk.ask(_taken_back, visit.zine.folder, step, visit.who)
    visit.zine.changed()
    return Go(f"/notes/{name}?at={step.what.rpartition(' ')[2]}", f"Undone: {step.what}.")


def _ask(visit: Visit, name: str, what: str, change: Callable[..., str], *values: object) -> str:
    """Change a piece on the desk; what is to be told. It can be undone afterwards."""
    told, before, after = visit.zine.desk.ask(
        _changed, visit.zine.folder, name, visit.who, what, change, values
    )
    if before != after:
        visit.guest.written.append(Written(name, what, before, after))
    visit.zine.changed()
    return told


def _after(visit: Visit, name: str, topic: str) -> str:
    """The suggestion behind the one that was decided on; the first where it was the last."""
    piece = visit.zine.desk.ask(notes_of_piece, visit.zine.folder, name, datetime.date.today())
    topics = [note.topic for note in piece.notes]
    rest = topics[topics.index(topic) + 1 :] if topic in topics else []
    waiting = [note.topic for note in piece.waiting]
    return next((each for each in rest if each in waiting), waiting[0] if waiting else "end")


def _next(visit: Visit, name: str) -> str:
    """The piece behind this one whose notes are not reviewed; from the end on to the beginning."""
    pieces = visit.zine.shown().pieces
    names = [piece.name for piece in pieces]
    start = names.index(name) + 1 if name in names else 0
    turned_round = (*pieces[start:], *pieces[: max(0, start - 1)])
    return next((each.name for each in turned_round if each.review), "")


def _undoable(visit: Visit, name: str) -> bool:
    return bool(visit.guest.written) and visit.guest.written[-1].piece == name


# --- on the desk


def _changed(
    press: Press, folder: Path, name: str, who: str, what: str, change: Callable[..., str],
    values: tuple[object, ...],
) -> tuple[str, str, str]:  # fmt: skip
    """What a change is told as, and the digests of the file before and after it."""
    post = post_notes(press, folder, name)
    path, journal = Path(post.chapter.post.where), journal_of(folder)
    with journal.recorded(who, f"{name}: {what}"):
        before = journal.state_of(path)
        told = change(post, *values)
    return told, before, journal.state_of(path)


def _write(post: PostNotes, change: Change) -> str:
    vocabulary = post.chapter.vocabulary
    if not change.stands:
        path = Path(post.chapter.post.where)
        decide(path, [change.new], lambda words: vocabulary.named(words) or words)
    label = vocabulary.label(change.new.topic)
    return f"{label[:1].upper()}{label[1:]}"


def _accepted(post: PostNotes, topic: str, level: str, flags: dict[str, bool]) -> str:
    change = changed_note(post, topic, level, flags, _is_own(post, topic), "")
    suggested = next((note for note in post.waiting if note.topic == topic), None)
    if suggested and (change.new.level, change.new.flags) == (suggested.level, suggested.flags):
        (change,) = turned([post], [topic], "accepted", "")  # as it was suggested
    return f"{_write(post, change)}: readers are told."


def _dismissed(post: PostNotes, topic: str) -> str:
    (change,) = turned([post], [topic], "dismissed", "")
    return f"{_write(post, change)}: dismissed."


def _noted(post: PostNotes, topic: str, level: str, flags: dict[str, bool], own: bool) -> str:
    known = post.chapter.vocabulary.named(topic) is not None
    change = changed_note(post, topic, level, flags, own and not known, "")
    return f"{_write(post, change)}: readers are told."


def _is_own(post: PostNotes, topic: str) -> bool:
    return post.chapter.vocabulary.named(topic) is None


def _stated(post: PostNotes, status: str) -> str:
    if wrong := list(told_by_authors([post], "")):
        raise ZineError(wrong)
    say_status(Path(post.chapter.post.where), status)
    return f"Written down: {STATUS_SAID[status]}."


def _summed_up(post: PostNotes, sentence: str) -> str:
    say_summary(Path(post.chapter.post.where), sentence)
    return "Written down: what a reader misses by skipping it."


def _reviewed(post: PostNotes, by: str, today: datetime.date) -> str:
    if wrong := list(not_ready([post], "")):
        raise ZineError(wrong)
    say_reviewed(Path(post.chapter.post.where), today, by, record_of(post.chapter))
    return f"{post.chapter.title}: reviewed by {by}."


def _with_passage(
    post: PostNotes, first: int, last: int, topics: tuple[str, ...], sentence: str
) -> str:
    lines = _lines_of(post.chapter.prose.paragraphs, first, last)
    path = Path(post.chapter.post.where)
    rewrite(path, lambda text: with_passage(text, *lines, topics, sentence), "the passage")
    return "The passage has a note of its own now."


def _lines_of(paragraphs: tuple[Paragraph, ...], first: int, last: int) -> tuple[int, int]:
    """The lines of the file from the beginning of one paragraph up to that behind another."""
    starts = sorted({paragraph.line for paragraph in paragraphs})
    behind = [line for line in starts if line > last]
    if first not in starts or last not in starts or last < first:
        what, fix = "these are no paragraphs one behind the other", "Choose the first and the last"
        raise ZineError([Problem("A passage", None, "passage", what, fix)])
    return first, behind[0] if behind else 0


def _taken_back(_: Press, folder: Path, step: Written, who: str) -> None:
    """The file as it was. Raises `ZineError` where it is no longer as it was written then."""
    journal = journal_of(folder)
    found = [post for post in read_manuscript(folder).posts if post.name == step.piece]
    path = Path(found[0].where) if found else folder / "posts" / f"{step.piece}.md"
    content = journal.content(step.before)
    if content is None or journal.state_of(path) != step.after:
        what = "the piece was changed meanwhile, so that nothing was undone"
        fix = "Decide anew; every earlier state is in the history"
        raise ZineError([Problem(step.piece, None, "notes", what, fix)])
    with journal.recorded(who, f"{step.piece}: undone: {step.what}"):
        put_in_place(path, content)


DOORS = (
    Door("GET", "/notes", show_all),
    Door("GET", "/notes/{post}", show),
    Door("POST", "/notes/{post}", decide_on),
    Door("POST", "/notes/{post}/add", add),
    Door("POST", "/notes/{post}/status", say_of_all),
    Door("POST", "/notes/{post}/summary", say_what_is_missed),
    Door("POST", "/notes/{post}/passage", make_passage),
    Door("POST", "/notes/{post}/reviewed", review),
    Door("POST", "/notes/{post}/undo", undo),
)
