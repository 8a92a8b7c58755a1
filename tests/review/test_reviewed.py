"""A review holds for what was reviewed, and of what nobody knows nothing else is said anywhere."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest
from chapters import chapter
from manuscripts import press
from running import Lay, zine

from zinewright.assemble.zine import Choice
from zinewright.body import text_of
from zinewright.editions.content_notes import content_notes_json
from zinewright.manuscript.content_notes import Note, Notes, notes_from
from zinewright.manuscript.edit.notes import say_reviewed
from zinewright.model import Review, Section
from zinewright.press.build import notes_in, prepare
from zinewright.problems import ZineError
from zinewright.review.reviewed import changed_since, record_of, review_of, wanting

DAY, TODAY = datetime.date(2026, 1, 31), datetime.date(2026, 3, 1)
TEXT = "We sat up.\n\n> It was late,\n> and cold.\n\nThen we went."
FACTS = {"summary": "A night.", "notes": notes_from("grief, debt (accepted mention)")}


def reviewed(text=TEXT, **facts):
    """A chapter with a review of what stands in it."""
    made = chapter(text, **FACTS | facts)
    notes = replace(made.notes, reviewed=DAY, reviewed_by="Ada", reviewed_of=record_of(made))
    return replace(made, notes=notes)


def later(text=TEXT, **facts):
    """What a chapter is later, with the review that was made of it before."""
    old = reviewed().notes
    made = chapter(text, **FACTS | facts)
    record = {name: getattr(old, name) for name in ("reviewed", "reviewed_by", "reviewed_of")}
    return replace(made, notes=replace(made.notes, **record))


CHANGES = {
    "nothing": ({}, ()),
    "the wrapping": (
        {"text": "We sat\nup.\n\n\n> It was late, and\n> cold.\n\nThen  we went. "}, (),
    ),
    "lazy lines of a quotation": ({"text": TEXT.replace("\n> and", "\nand")}, ()),
    "a word": ({"text": TEXT.replace("up", "down")}, ("the text",)),
    "a paragraph more": ({"text": f"{TEXT}\n\nI self-harmed."}, ("the text",)),
    "who says it": ({"text": TEXT.replace("> It", "It").replace("> and", "and")}, ("the text",)),
    "an address": ({"text": TEXT.replace("late", "[late](https://example.org)")}, ("the text",)),
    "the title": ({"title": "Two"}, ("the title",)),
    "the summary": ({"summary": "A day."}, ("the summary",)),
    "the order of notes": ({"notes": notes_from("debt (accepted mention), grief")}, ()),
    "another word for a note": ({"notes": notes_from("Grief, debt (accepted mention)")}, ()),
    "a level": ({"notes": notes_from("grief, debt (accepted detail)")}, ("the notes",)),
    "a flag": ({"notes": notes_from("grief (personal), debt (accepted mention)")}, ("the notes",)),
    "a note less": ({"notes": notes_from("grief")}, ("the notes",)),
    "a note dismissed": (
        {"notes": notes_from("grief, debt (accepted mention), racism (dismissed)")}, ("the notes",),
    ),
    "words that are no topic": (
        {"notes": notes_from("grief, debt (accepted mention), greif")}, ("the notes",),
    ),
    "a status": ({"notes": notes_from("none")}, ("the notes",)),
    "a passage": (
        {"text": TEXT.replace("Then", "::: note racism | What was said.\nThen") + "\n:::"},
        ("the text", "the notes"),
    ),
    "two things": ({"title": "Two", "summary": "A day."}, ("the title", "the summary")),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_ends_a_review_and_what_does_not(name):
    facts, changed = CHANGES[name]
    made = later(**facts)

    assert changed_since(made) == changed
    assert bool(wanting(made)) is bool(changed)
    assert review_of(made) == (
        Review(made.notes.status) if changed else Review("noted", DAY, "Ada")
    )


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({}, ""),
        ({"reviewed": None}, "nobody has reviewed the content notes"),
        ({"reviewed_by": ""}, "nobody says who reviewed the content notes"),
        ({"reviewed": TODAY}, ""),
        ({"reviewed": datetime.date(2026, 3, 2)},
         "the content notes are said to be reviewed on 2026-03-02, a day that is still to come"),
        ({"reviewed_of": ""}, "nobody recorded what was reviewed"),
        ({"reviewed_of": "text 3fa9c21b88ab"}, "nobody recorded what was reviewed"),
        ({"reviewed_of": "everything"}, "nobody recorded what was reviewed"),
        ({"status": "unreviewed"}, "nobody has said whether content notes apply"),
    ],
)  # fmt: skip
def test_why_a_review_does_not_count(changes, lacks):
    made = reviewed()

    assert wanting(replace(made, notes=replace(made.notes, **changes)), TODAY) == lacks


def test_two_things_that_changed_are_both_named():
    assert wanting(later(title="Two", summary="A day.", text="X.")) == (
        "the title, the summary and the text changed after the content notes were reviewed"
    )


def test_an_update_on_a_later_day_ends_a_review():
    made = reviewed(updated=datetime.date(2026, 2, 1))

    assert wanting(made) == "the post was updated after its content notes were reviewed"


def test_a_review_of_a_whole_holds_for_an_edition_that_leaves_a_passage_out():
    whole = reviewed("::: note racism | What was said.\nIt was.\n:::\n\nAfter.")
    part = replace(whole, passages=(), whole=whole)

    assert wanting(part) == ""


# --- every way to say something of notes, and what is then said of it

NOTHING = "Nobody has reviewed this piece for content notes yet."
REST = "Nobody has reviewed the rest for content notes yet."
GATE = "nobody has said whether content notes apply"
LOOKED, SILENT, NONE = "nobody has looked yet", "the author chooses not to say", "no notes apply"
PASSAGE = "\n::: note grief | What I lost.\nIt went.\n:::\n"
WAYS = {
    # keys, text, what is printed, the gate if it was reviewed by hand, order, notes
    "missing": ("", "", NOTHING, GATE, LOOKED, LOOKED),
    "empty": ("notes:\n", "", NOTHING, GATE, LOOKED, LOOKED),
    "empty-list": ("notes: []\n", "", NOTHING, GATE, LOOKED, LOOKED),
    "null": ("notes: ~\n", "", NOTHING, GATE, LOOKED, LOOKED),
    "dismissed": ("notes: [grief (dismissed)]\n", "", NOTHING, GATE, LOOKED, LOOKED),
    "suggested": ("notes: [grief (suggested)]\n", "", NOTHING, GATE,
                  f"{LOOKED}; 1 suggested", LOOKED),
    "found": ("", "He died by suicide.\n", NOTHING, GATE, f"{LOOKED}; 2 suggested", LOOKED),
    "unknown": ("notes: greif\n", "", NOTHING, GATE, LOOKED, LOOKED),
    "passage": ("", PASSAGE, REST, f"{GATE} to the rest of the post",
                f"middling; notes: death or grief; of the rest: {LOOKED}", LOOKED),
    "passage-none": ("notes: none\n", PASSAGE, "Nothing else is noted.", "",
                     f"middling; notes: death or grief; of the rest: {NONE}", NONE),
    "unknown-line": ("", "CW: greif\n", NOTHING, GATE, LOOKED, LOOKED),
    "line": ("", "CW: grief\n", "This piece mentions or describes: death or grief.", "",
             "middling; notes: death or grief", "has notes"),
    "line-dismissed": ("notes: [grief (dismissed)]\n", "CW: grief\n", NOTHING, GATE,
                       LOOKED, LOOKED),
    "line-none": ("notes: none\n", "CW: grief\n", "", "", NONE, NONE),
    "none": ("notes: none\n", "", "", "", NONE, NONE),
    "none-dismissed": ("notes: [none, grief (dismissed)]\n", "", "", "", NONE, NONE),
    "unsaid": ("notes: unsaid\n", "", "The author chooses not to say.", "", SILENT, SILENT),
    "noted": ("notes: grief\n", "", "This piece mentions or describes: death or grief.", "",
              "middling; notes: death or grief", "has notes"),
}  # fmt: skip


def _laid(lay: Lay) -> Path:
    """A zine of all these ways, each not reviewed and reviewed (by hand where it is refused)."""
    names = [f"{how}-{name}" for name in WAYS for how in ("fresh", "seen")]
    listed = ", ".join(f'"{name}"' for name in names)
    recipe = f'title = "Small hours"\ndate = 2026-01-31\norder = [{listed}]\n'
    files = {
        f"posts/{how}-{name}.md":
            f"---\ntitle: {how} {name}\nsummary: A night.\n{keys}---\n\n{text}\nWe sat up.\n"
        for name, (keys, text, *_) in WAYS.items() for how in ("fresh", "seen")
    }  # fmt: skip
    folder = lay({"zine.toml": recipe, "posts/one.md": None} | files)
    with press() as ready:
        for post in notes_in(folder, ready):
            if post.chapter.post.name.startswith("seen"):
                path = Path(post.chapter.post.where)
                say_reviewed(path, DAY, "Ada", record_of(post.chapter))
    return folder


def _in_contents(page: Section, post: str) -> str:
    """What the contents say of a post's notes."""
    for entry in page.body.root.iter("li"):
        if f"#{post}" in [link.get("href") for link in entry.iter("a")]:
            return " ".join(text_of(each) for each in entry.iterfind("p[@class='status']"))
    return ""


TOGETHER = {
    LOOKED: "Not reviewed yet.",
    SILENT: "The author chooses not to say.",
    NONE: "No content notes apply.",
}


@pytest.mark.slow
def test_what_is_said_of_notes_is_the_same_everywhere(lay: Lay) -> None:
    folder = _laid(lay)
    with press() as ready:
        made = prepare(folder, ready).zine
        with pytest.raises(ZineError) as caught:
            prepare(folder, ready, Choice(release=True, today=TODAY))
    gates = {
        Path(problem.where).stem: problem.what
        for problem in caught.value.problems if problem.rule == "notes-review"
    }  # fmt: skip
    sections = {section.name: section for section in made.sections}
    told = {post["post"]: post["status"] for post in json.loads(content_notes_json(made))["posts"]}
    order = {row["post"]: row for row in json.loads(zine("order", "m", "--json").stdout)["posts"]}
    in_order = zine("order", "m").stdout
    listed = zine("notes", "m").stdout
    for name, (_, _, printed, gate, ordered, shown) in WAYS.items():
        for how in ("fresh", "seen"):
            post = f"{how}-{name}"
            body = " ".join(sections[post].body.root.itertext())
            alone = "of the rest" in ordered
            known = (TOGETHER[said] for said in TOGETHER if said in ordered and not alone)
            status = next(known, "")
            assert status in _in_contents(sections["contents"], post), post
            assert printed in body or status, post
            assert gates.get(post, "") == (
                gate or ("nobody has reviewed the content notes" if how == "fresh" else "")
            ), post
            assert f"     {how} {name}\n     {ordered}\n" in in_order, post
            assert f"\n{post}: {shown}," in f"\n{listed}", post
            assert (printed in (NOTHING, REST)) is (told[post] == "unreviewed"), post
            assert order[post]["status"] == told[post], post


@pytest.mark.parametrize("name", [name for name, way in WAYS.items() if way[3]])
def test_a_review_of_a_post_of_which_nothing_is_known_is_refused(name: str, lay: Lay) -> None:
    keys, text, *_ = WAYS[name]
    whole = f"---\ntitle: One\n{keys}---\n\n{text}\nWe sat up.\n"
    folder = lay({"posts/one.md": whole})
    done = zine("notes", "reviewed", "one", "--by", "Ada", "m")

    assert (done.exit_code, done.stdout) == (1, "")
    assert (folder / "posts/one.md").read_text("utf-8") == whole
    if name not in ("suggested", "found", "unknown", "unknown-line"):
        assert "zine notes none one m" in done.stderr
        assert "zine notes unsaid one m" in done.stderr


def test_a_review_on_a_day_to_come_gates_even_in_a_zine_of_a_later_day(lay: Lay, monkeypatch):
    folder = lay({"zine.toml": 'title = "Small hours"\ndate = 2027-06-01\norder = ["one"]\n'})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    with press() as ready:
        (post,) = notes_in(folder, ready)
        say_reviewed(folder / "posts/one.md", datetime.date(2027, 5, 1), "Ada",
                     record_of(post.chapter))  # fmt: skip
        with pytest.raises(ZineError) as caught:
            prepare(folder, ready, Choice(release=True, today=TODAY))

    assert [p.what for p in caught.value.problems if p.rule == "notes-review"] == [
        "the content notes are said to be reviewed on 2027-05-01, a day that is still to come"
    ]


def test_notes_of_one_reviewed_chapter_are_those_that_were_told():
    notes = Notes("noted", (Note("death-grief"),))

    assert record_of(chapter(notes=notes)) == record_of(chapter(notes=notes_from("grief")))


@pytest.mark.parametrize("status", ["none", "unsaid"])
def test_a_warning_in_the_text_beside_notes_that_say_nothing(status: str, lay: Lay) -> None:
    lay({"posts/one.md": f"---\ntitle: One\nnotes: {status}\n---\n\nTW: grief\n\nWe sat up.\n"})

    assert zine("check", "m", "--quick").stdout == (
        f"warning: m/posts/one.md:6: the text warns of “grief”, and the notes say: {status}. Write "
        "the notes: zine notes set one death-grief m; or take the warning out of the text. "
        "[notes]\n"
    )
