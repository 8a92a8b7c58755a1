"""Pieces: the text of each, with what is known of it, beside its pages as they will be printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from zinewright.manuscript.edit.front_matter import facts_of, with_facts
from zinewright.manuscript.edit.order import file_of
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.posts import KINDS
from zinewright.press.jobs import Press
from zinewright.press.preview import preview
from zinewright.problems import Problem, ZineError
from zinewright.studio.journal import digest_of_text, journal_of
from zinewright.studio.saving import Settled, save, text_of
from zinewright.studio.shown import PieceShown, ToDo, things_of
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Sent, Visit

FACTS = {
    "title": "Title", "author": "Who wrote it", "date": "When, as 2026-01-31",
    "summary": "What a reader misses by skipping it, in one sentence", "lang": "Language, as en-GB",
    "source": "Where it stood first (https://…)", "licence": "Licence",
    "kind": "Where it stands", "tags": "Tags, with commas between; printed nowhere",
    "resources": "Places of support in it, with commas between; printed nowhere",
}  # fmt: skip
"""What stands above the text of a piece, in the words of the form."""
PLACES = {
    "foreword": "Before the others, as a foreword", "chapter": "Among the others, as a chapter",
    "afterword": "Behind the others, as an afterword",
}  # fmt: skip
MARKS = (
    ("strong", "Strong", "Ctrl+B", "Control+B"),
    ("emphasis", "Emphasis", "Ctrl+I", "Control+I"),
    ("link", "Link", "Ctrl+K", "Control+K"),
    ("heading", "Heading", "Ctrl+Shift+1", "Control+Shift+1"),
    ("list", "List", "Ctrl+Shift+8", "Control+Shift+8"),
    ("quotation", "Quotation", "Ctrl+Shift+9", "Control+Shift+9"),
    ("poem", "Poem", "Ctrl+Shift+7", "Control+Shift+7"),
    ("note", "Note", "Ctrl+Shift+2", "Control+Shift+2"),
    ("picture", "Picture", "", ""),
    ("pull", "Pull quote", "", ""),
    ("passage", "Passage", "Ctrl+Shift+6", "Control+Shift+6"),
    ("divider", "Divider", "", ""),
)
"""What can be put into a text: its name, what it is called, its keys for eyes and for programs."""


def show_all(visit: Visit) -> Answer:
    """Every piece, in the order, and those that are left out."""
    return RoomPage("pieces.html", {"zine": visit.zine.shown(), "pages": visit.zine.pages()})


def show(visit: Visit) -> Answer:
    """One piece, to be written in."""
    piece = _piece(visit)
    text, digest = visit.zine.desk.ask(_read, visit.zine.folder, piece.name)
    facts, body = _facts(text)
    zine = visit.zine.shown()
    names = [each.name for each in zine.pieces]
    place = names.index(piece.name) if piece.name in names else None
    things = [each for each in (*zine.errors, *zine.things) if each.post == piece.name]
    return RoomPage(
        "piece.html",
        {
            "zine": zine, "piece": piece, "facts": FACTS, "values": facts, "text": body,
            "places": PLACES, "marks": MARKS, "presence": visit.zine.events.in_piece(piece.name),
            "is_in": piece.name in names,
            "base": digest, "things": things, "line": visit.query.get("line", ""),
            "before": zine.pieces[place - 1] if place else None,
            "behind": zine.pieces[place + 1] if place is not None and place + 1 < len(names)
            else None,
            "body_line": text.count("\n") - body.count("\n") + 1,
        },
    )  # fmt: skip


def write(visit: Visit) -> Answer:
    """Save a piece as it was left, with what others changed meanwhile."""
    piece, form = _piece(visit), visit.form
    said = {key: form[key] for key in FACTS if any(name == key for name, _ in form.fields)}
    settled = visit.zine.desk.ask(
        _saved, visit.zine.folder, piece.name, form["base"], said, form["text"], visit.who
    )
    visit.zine.changed()
    here = f"/pieces/{piece.name}"
    if form["answer"] == "json":
        return _in_short(settled, f"{here}/choose?other={settled.other}")
    if settled.how == "kept":
        return Go(f"{here}/choose?other={settled.other}")
    both = " Somebody else changed it meanwhile: the words of both are in it."
    return Go(here, f"Saved.{both if settled.how == 'merged' else ''}")


def _in_short(settled: Settled, choose: str) -> Sent:
    """What became of a text, for a page that goes on being written in."""
    facts, body = _facts(settled.text)
    said = {
        "how": settled.how, "base": settled.digest, "values": {**facts, "text": body},
        "choose": choose if settled.how == "kept" else "",
    }  # fmt: skip
    return Sent(json.dumps(said).encode(), "application/json")


def _facts(text: str) -> tuple[dict[str, str], str]:
    facts, body = facts_of(text, FACTS)
    kind = facts["kind"]
    return {**facts, "kind": kind if kind in KINDS else "chapter"}, body


def choose(visit: Visit) -> Answer:
    """Two texts that cannot both be in the file: one is chosen, or both are put together."""
    piece = _piece(visit)
    text, digest = visit.zine.desk.ask(_read, visit.zine.folder, piece.name)
    mine = visit.zine.desk.ask(_kept, visit.zine.folder, visit.query.get("other", ""))
    return RoomPage("choose.html", {"piece": piece, "theirs": text, "mine": mine, "base": digest})


def write_whole(visit: Visit) -> Answer:
    """Save the whole file of a piece, as it was chosen."""
    piece, form = _piece(visit), visit.form
    settled = visit.zine.desk.ask(
        _saved_whole, visit.zine.folder, piece.name, form["base"], form["whole"], visit.who
    )
    visit.zine.changed()
    here = f"/pieces/{piece.name}"
    if settled.how == "kept":
        return Go(f"{here}/choose?other={settled.other}")
    return Go(here, "Saved as you chose. The other words are in the history.")


def show_pages(visit: Visit) -> Answer:
    """The pages of a piece as they would be printed now: their numbers, and where each lies."""
    piece = _piece(visit)
    pages, wrong = visit.zine.press.ask(_pages, visit.zine.folder, piece.name)
    shown = [(folio, line, visit.zine.keep_picture(drawn)) for folio, line, drawn in pages]
    return RoomPage("pages.html", {"piece": piece, "pages": shown, "things": wrong})


def picture(visit: Visit) -> Answer:
    """A page as a picture, by the digest of it."""
    content = visit.zine.picture(visit.names["digest"])
    if content is None:
        raise ZineError([Problem("page", None, "cannot-read", "this page is gone", "Go back")])
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return Sent(content, kind, is_kept=True)


def _piece(visit: Visit) -> PieceShown:
    """The piece that an address names. Raises `ZineError` where there is none."""
    name = visit.names["post"]
    piece = visit.zine.shown().piece(name)
    if piece is None:
        what, fix = f"there is no piece “{name}”", "Choose one of those that there are"
        raise ZineError([Problem("pieces", None, "no-such-post", what, fix)])
    return piece


# --- on the desk


def _read(_: Press, folder: Path, name: str) -> tuple[str, str]:
    """The text of a piece, and the digest of its file, which is kept from now on."""
    journal_of(folder).look()
    path = file_of(folder, name)
    content = path.read_bytes() if path.is_file() else b""
    return text_of(content), digest_of_text(content)


def _saved(
    _: Press, folder: Path, name: str, base: str, said: Mapping[str, str], text: str, who: str
) -> Settled:
    """Save what was changed in a form: the facts that are otherwise, and the text."""
    journal, path = journal_of(folder), file_of(folder, name)
    journal.look()
    began = journal.content(base)
    if began is None:
        began, base = path.read_bytes() if path.is_file() else b"", ""
    before = text_of(began)
    if said.get("kind") == "chapter" and not facts_of(before, ("kind",))[0]["kind"]:
        said = {key: value for key, value in said.items() if key != "kind"}  # what says none is one
    return save(journal, path, base, with_facts(before, said, text), who)


def _saved_whole(_: Press, folder: Path, name: str, base: str, text: str, who: str) -> Settled:
    journal = journal_of(folder)
    journal.look()
    return save(journal, file_of(folder, name), base, text, who)


def _kept(_: Press, folder: Path, digest: str) -> str:
    content = journal_of(folder).content(digest)
    return text_of(content) if content is not None else ""


def _pages(
    press: Press, folder: Path, name: str
) -> tuple[Sequence[tuple[str, int, bytes]], tuple[ToDo, ...]]:
    """The number of each page, the line with which it begins, and its picture; or what is wrong."""
    press.take_up(folder)
    manuscript = read_manuscript(folder, press.keep)
    try:
        made = preview(manuscript, name, press)
    except ZineError as error:
        return (), things_of(error.problems, manuscript)
    return tuple(zip(made.folios, made.lines, made.pictures, strict=True)), ()


DOORS = (
    Door("GET", "/pieces", show_all),
    Door("GET", "/pieces/{post}", show),
    Door("POST", "/pieces/{post}", write),
    Door("GET", "/pieces/{post}/choose", choose),
    Door("POST", "/pieces/{post}/whole", write_whole),
    Door("GET", "/pieces/{post}/pages", show_pages),
    Door("GET", "/pictures/{digest}", picture),
)
