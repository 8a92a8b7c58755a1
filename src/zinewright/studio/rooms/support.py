"""Support: who is listed and why, what is to be compared again, and who can be added."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

from zinewright.body import is_address
from zinewright.manuscript.edit.resources import (
    Check,
    add_entries,
    entries_called,
    record_check,
    with_entries,
)
from zinewright.manuscript.folder import RESOURCES, read_manuscript, read_sound
from zinewright.manuscript.text_files import rewrite
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.studio.journal import journal_of
from zinewright.studio.saving import put_in_place
from zinewright.studio.support_shown import support_shown
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Visit

KINDS = {
    "topic": "for a topic", "crisis": "to talk to now", "peer": "people who have been there",
    "directory": "a list of others", "emergency": "emergency",
}  # fmt: skip
LONGEST_SHORT = 6  # digits of a number that works in one country alone
WAYS = {"voice": "by telephone", "sms": "by text message", "web": "on a page", "email": "by email"}


def show(visit: Visit) -> Answer:
    """All entries; those that are due first."""
    found = visit.zine.desk.ask(support_shown, visit.zine.folder, datetime.date.today())
    return RoomPage(
        "support.html",
        {"support": found, "kinds": KINDS, "ways": WAYS, "zine": visit.zine.shown()},
    )


def compare(visit: Visit) -> Answer:
    """That the person in front of the page compared an entry with its own page today."""
    form, by = visit.form, " ".join(visit.form["by"].split())
    if not any(map(str.isalpha, by)):
        what, fix = "nobody is named", "Write who compared it"
        raise ZineError([Problem("Support", None, "resource-unchecked", what, fix)])
    visit.guest.name = by
    name = visit.zine.desk.ask(
        _compared, visit.zine.folder, form["id"], form["compared"], by, datetime.date.today()
    )
    visit.zine.changed()
    return Go("/support", f"{name}: compared today by {by}.")


def add(visit: Visit) -> Answer:
    """Copy entries of the starting directory."""
    names = visit.form.each("id")
    if not names:
        return Go("/support", "Tick those that you want to add.")
    added = visit.zine.desk.ask(_added, visit.zine.folder, names, visit.who)
    visit.zine.changed()
    count = "1 place" if len(added) == 1 else f"{len(added)} places"
    return Go("/support", f"{count} added. Nobody has compared what was added with its page.")


def write_by_hand(visit: Visit) -> Answer:
    """An entry in the words of the person in front of the page."""
    fields = ("name", "kind", "regions", "topics", "url", "way", "display", "hours")
    said = {key: " ".join(visit.form[key].split()) for key in fields}
    if wrong := list(_wanting(said)):
        raise ZineError(wrong)
    visit.zine.desk.ask(_written, visit.zine.folder, said, visit.who)
    visit.zine.changed()
    return Go("/support", f"{said['name']} is added. Compare it with its page before a release.")


def _wanting(said: dict[str, str]) -> list[Problem]:
    """What an entry needs that was not written."""
    needs = {"name": "its name", "regions": "where it is reached", "display": "how it is reached"}
    found = [
        Problem("By hand", None, "value", f"{what} is missing", "Write it")
        for key, what in needs.items() if not said[key]
    ]  # fmt: skip
    if said["url"] and not (said["url"].startswith("http") and is_address(said["url"])):
        what, fix = f"“{said['url']}” is no web address", "Write it with https://"
        found.append(Problem("By hand", None, "value", what, fix))
    if said["kind"] not in KINDS or said["way"] not in WAYS:
        found.append(Problem("By hand", None, "value", "its kind is not known", "Choose one"))
    return found


# --- on the desk


def _compared(
    _: Press, folder: Path, name: str, compared: str, by: str, today: datetime.date
) -> str:
    """Record a check of what was shown, and of nothing else."""
    manuscript = read_sound(folder)
    (entry,) = entries_called(manuscript, [name])
    if entry.compared != compared:
        what, fix = f"{entry.name} was changed since it was shown", "Look at it again"
        raise ZineError([Problem("Support", None, "resource-unchecked", what, fix)])
    if not entry.url:
        what, fix = f"{entry.name} names no page to compare it with", "Write its url first"
        raise ZineError([Problem("Support", None, "resource-unchecked", what, fix)])
    of = entry.compared_by(today, by, entry.url, "asked")
    with journal_of(folder).recorded(by, f"compared {entry.id} with its page"):
        record_check(manuscript, entry.id, Check(today, by, entry.url, of, "asked"))
    return entry.name


def _added(_: Press, folder: Path, names: tuple[str, ...], who: str) -> tuple[str, ...]:
    with journal_of(folder).recorded(who, f"added {', '.join(names)}"):
        return add_entries(read_sound(folder), names)


def _written(_: Press, folder: Path, said: dict[str, str], who: str) -> None:
    """An entry at the end of the file, if the file can be read with it; else as it was."""
    manuscript = read_sound(folder)
    taken = {each.id for each in manuscript.resources}
    path = folder / RESOURCES
    before = path.read_bytes() if path.exists() else b""
    text = _entry(_id_for(said["name"], taken), said, manuscript.recipe.regions)
    with journal_of(folder).recorded(who, f"wrote {said['name']}"):
        rewrite(path, lambda old: with_entries(old, [text]), "the new entry")
        wrong = [
            each for each in read_manuscript(folder).problems
            if each.where == str(path) and each.level == "error"
        ]  # fmt: skip
        if wrong:
            put_in_place(path, before)
            raise ZineError(wrong)


def _id_for(name: str, taken: set[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-") or "place"
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def _entry(name: str, said: dict[str, str], regions: tuple[str, ...]) -> str:
    """An entry as TOML has it."""
    where = _listed(said["regions"]) or list(regions)
    number = re.sub(r"[^\d+]", "", said["display"])
    is_call = said["way"] in ("voice", "sms")
    way = {"type": said["way"], "display": said["display"]}
    if is_call and number.startswith("+"):
        way["e164"] = number
    elif is_call and len(number) <= LONGEST_SHORT:
        way |= {"short_code": number, "dial_region": where[0].partition("-")[0]}
    if said["way"] in ("web", "email"):
        way["href"] = said["display"] if said["way"] == "web" else f"mailto:{said['display']}"
    if said["hours"]:
        way["hours"] = said["hours"]
    facts: dict[str, object] = {
        "id": name, "name": said["name"], "kind": said["kind"], "regions": where,
        "topics": _listed(said["topics"]), "url": said["url"],
    }  # fmt: skip
    lines = [f"{key} = {_toml(value)}" for key, value in facts.items() if value]
    ways = [f"{key} = {_toml(value)}" for key, value in way.items()]
    return "\n".join(["[[resource]]", *lines, "", "[[resource.channels]]", *ways, ""])


def _listed(said: str) -> list[str]:
    return [part.strip() for part in said.split(",") if part.strip()]


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # texts and lists are written alike in both


DOORS = (
    Door("GET", "/support", show),
    Door("POST", "/support/compared", compare),
    Door("POST", "/support/add", add),
    Door("POST", "/support/new", write_by_hand),
)
