"""Start: the zine, what stands in the way of a release, and a new zine in three questions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from zinewright.manuscript.edit.settings import set_value, shown_value
from zinewright.manuscript.edit.starter import write_starter
from zinewright.manuscript.recipe import RECIPE
from zinewright.manuscript.toml_files import read_toml
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.studio.journal import journal_of, within_zine
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Visit

FACTS = {
    "title": "Title", "subtitle": "Subtitle", "authors": "Who wrote it (a comma between names)",
    "description": "What it holds, in one or two sentences", "language": "Language, as en-GB",
    "date": "Date, as 2026-01-31", "regions": "Where it is read, as GB (a comma between)",
    "licence": "What others may do with it, as CC BY-SA 4.0",
    "contact": "An address that readers can write to",
    "website": "Where all editions can be had (https://…)",
}  # fmt: skip
"""What can be said of a zine, key by key, in the words of the form."""
MOST_SHOWN = 12


def show(visit: Visit) -> Answer:
    """The zine at a glance; of a folder without one, how to begin."""
    zine = visit.zine.shown()
    if not zine.is_zine:
        return RoomPage("new.html", {"folder": visit.zine.folder.name})
    pages = visit.zine.pages()
    return RoomPage("start.html", {"zine": zine, "pages": pages, "most": MOST_SHOWN})


def begin(visit: Visit) -> Answer:
    """A new zine from the answers to three questions."""
    form = visit.form
    facts = {"title": form["title"].strip(), "authors": _names(form["authors"])}
    language = form["language"].strip() or "en-GB"
    said = {key: fact for key, fact in facts.items() if fact}
    visit.zine.desk.ask(_begun, visit.zine.folder, language, said, visit.who)
    visit.zine.changed()
    return Go("/order", "Your zine is there. Each piece in it says what it is for: write over it.")


def about(visit: Visit) -> Answer:
    """What the zine says of itself, to be changed."""
    values = visit.zine.desk.ask(_facts, visit.zine.folder)
    return RoomPage("about.html", {"facts": FACTS, "values": values})


def change(visit: Visit) -> Answer:
    """Write what was changed into zine.toml, and nothing else."""
    said = visit.form.changed(FACTS)
    changed = visit.zine.desk.ask(_changed, visit.zine.folder, said, visit.who)
    visit.zine.changed()
    named = ", ".join(FACTS[key].partition(",")[0].partition(" (")[0] for key in changed)
    return Go("/about", f"Saved: {named}." if changed else "Nothing was changed.")


def call(visit: Visit) -> Answer:
    """What the person in front of this page is called, for reviews and for the history."""
    name = " ".join(visit.form["name"].split())[:100]
    if not any(map(str.isalpha, name)):
        what, fix = "a name needs letters", "Write what you want to be called"
        raise ZineError([Problem("Your name", None, "value", what, fix)])
    visit.guest.name = name
    return Go("/", f"You are {name} here.")


def _begun(_: Press, folder: Path, language: str, facts: Mapping[str, object], who: str) -> None:
    write_starter(folder, language, facts=facts)
    with journal_of(folder).recorded(who, "began the zine"):
        pass


def _names(said: str) -> list[str]:
    return [name for name in (" ".join(part.split()) for part in said.split(",")) if name]


def _facts(_: Press, folder: Path) -> dict[str, str]:
    read, _lines = read_toml(within_zine(folder, RECIPE))
    return {key: shown_value(read.get(key, "")).removeprefix("–") for key in FACTS}


def _changed(press: Press, folder: Path, said: Mapping[str, str], who: str) -> tuple[str, ...]:
    """Write every fact that is not as it was. Raises `ZineError` with all that is wrong."""
    before = _facts(press, folder)
    changed, wrong = list[str](), list[Problem]()
    with journal_of(folder).recorded(who, "changed what the zine says of itself"):
        for key, words in said.items():
            if " ".join(words.split()) == before[key]:
                continue
            try:
                set_value(folder, key, (words,), datetime.date.today())
                changed.append(key)
            except ZineError as error:
                wrong += error.problems
    if wrong:
        raise ZineError(wrong)
    return tuple(changed)


DOORS = (
    Door("GET", "/", show),
    Door("POST", "/new", begin),
    Door("GET", "/about", about),
    Door("POST", "/about", change),
    Door("POST", "/name", call),
)
