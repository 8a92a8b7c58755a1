"""Headings → what they are called in addresses: by their words, or as their authors name them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from zinewright.body import HEADINGS, Element, text_of

TAKEN = re.compile(r"(?:fn|fnref|passage)-\d|(?:title|note)\Z")
OWN_NAME = re.compile(
    r"[ \t]+\{:?[ \t]*#([\w.:-]{1,100})(?:[ \t]+[.\w=\"'-]{1,100}){0,9}[ \t]*\}[ \t]*\Z"
)


def heading_names(root: Element) -> Iterator[tuple[Element, str]]:
    """Each heading with its name, in the order of the text; no two have the same.

    A name of an author’s own, as in `## Words {#name}`, is taken out of the words of its heading.
    """
    headings = list(root.iter(*HEADINGS))
    own = {heading: name for heading in headings if (name := _own_name(heading))}
    firsts = {name: heading for heading, name in reversed(own.items())}
    used = dict.fromkeys(firsts, 1)
    for heading in headings:
        if firsts.get(own.get(heading, "")) is heading:
            yield heading, own[heading]
            continue
        words = own.get(heading) or name_of(text_of(heading)) or "part"
        if TAKEN.match(words):
            words = f"part-{words}"
        name = words
        while name in used:  # the next number behind the last one
            used[words] = used.get(words, 1) + 1
            name = f"{words}-{used[words]}"
        used[name] = 1
        yield heading, name


def _own_name(heading: Element) -> str:
    """The name that an author gives a heading, "" for none."""
    last = heading[-1] if len(heading) else None
    said = (heading.text if last is None else last.tail) or ""
    found = OWN_NAME.search(said)
    name = unicodedata.normalize("NFC", found[1]) if found else ""
    if not found or TAKEN.match(name) or not text_of(heading)[: -len(found[0])].strip():
        return ""
    if last is None:
        heading.text = said[: found.start()]
    else:
        last.tail = said[: found.start()]
    return name


def name_of(words: str) -> str:
    """What a heading is called in addresses: its words in small letters, with hyphens between.

    Accents and vowel signs stay with their letters, whichever way they were typed.
    """
    known = unicodedata.normalize("NFC", words).lower()
    kept = (x for x in known if x in "-_" or x.isspace() or unicodedata.category(x)[0] in "LMN")
    return re.sub(r"[-\s]+", "-", "".join(kept).strip())
