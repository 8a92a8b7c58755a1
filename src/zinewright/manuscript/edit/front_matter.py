"""What a form says of a post, and its text → the file of the post, everything else kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zinewright.manuscript.edit.notes import scalar, with_value
from zinewright.manuscript.posts import FENCE
from zinewright.manuscript.text_files import read_matter
from zinewright.problems import Problem, ZineError

HEADING = re.compile(r"\s*# (.*)")
LISTED = ("author", "tags", "resources")  # keys that take several, with commas between


def parted(text: str) -> tuple[str, str, str]:
    """The file of a post (`\\n` at line ends) as what stands between the two lines of `---`, those
    lines with what they hold, and the text behind; the three of a file without are "", "", all.
    """
    lines = text.split("\n")
    closed = [n for n, line in enumerate(lines[1:], 1) if FENCE.match(line)]
    if not FENCE.match(lines[0]) or not closed:
        return "", "", text
    head = "\n".join(lines[: closed[0] + 1]) + "\n"
    return "\n".join(lines[1 : closed[0]]), head, text[len(head) :]


def facts_of(text: str, keys: Iterable[str]) -> tuple[dict[str, str], str]:
    """What the front matter says under some keys, as a form shows it, and the text behind it.

    A title that stands as the first heading of the text stays there, and is one of the facts.
    """
    front, _, body = parted(text)
    values = read_matter(front, "").values
    facts = {key: _in_a_line(values.get(key, "")) for key in keys}
    if "title" in facts and not facts["title"] and (found := HEADING.match(body)):
        facts["title"] = found[1].strip()
    return facts, body


def with_facts(text: str, facts: Mapping[str, str], body: str) -> str:
    """A post with other facts and another text; a fact that is as it was stays as it is written.

    Raises `ZineError` where the front matter cannot be written without harm.
    """
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    old, old_body = facts_of(text, facts)
    front, head, _ = parted(text)
    changed = {key: said for key, value in facts.items()
               if (said := " ".join(value.split())) != old[key]}  # fmt: skip
    if "title" in changed and "title" not in read_matter(front, "").values:
        title = changed["title"]
        if (found := HEADING.match(body)) and found[1].strip() == old["title"]:
            body = f"{body[: found.start(1)]}{title}{body[found.end(1) :]}"
            del changed["title"]
    if not changed:
        return f"{head}{body}" if body != old_body else text
    for key, value in changed.items():
        front = with_value(front, key, _written(key, value))
    if wrong := read_matter(front, "").problems:
        what = f"this could not be written above the text: {wrong[0].what}"
        fix = "Open the file in an editor, and mend what stands between its two lines of ---"
        raise ZineError([Problem("The form", None, "yaml", what, fix)])
    return f"---\n{front}\n---\n{body}"


def _in_a_line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(" ".join(str(item).split()) for item in value)
    return " ".join(str(value).split()) if isinstance(value, str) else ""


def _written(key: str, value: str) -> str:
    """A value as YAML has it: several names as a list, a day as it is, nothing as nothing."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    if key in LISTED and len(names) > 1:
        return f"[{', '.join(map(scalar, names))}]"
    return scalar(value) if value else ""
