"""The words and forms of warnings in a language, as `stated_notes.toml` has them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zinewright.languages.files import FOLDER, languages

FILE, FIRST = "stated_notes.toml", "en"
Table = dict[str, Any]  # TOML of ours: texts, lists and tables
LISTS = ("heads", "cues", "tells", "advice", "joins")
WORDS = ("around", "whom", "small", "announcing", "loud", "greetings", "advising", "plain", "brief")
ASIDE = r"[^\w#\[({]*"  # what may stand before the first word
SURE = r"[:;：|=→>]|//|/(?=\s|\w)|[–—]|-(?=\s)|[^\w\s'’.,!?;\"“”‘*#)\]@$€-]"  # what a list follows

PARTS = (
    r"(?:[,;:|•·\n/()\[\]#]|&(?!(?<=\b[A-Z]&)[A-Z]\b)|(?<!\d)\+|(?<!\w)w/|\s[–—-]+\s|[–—]"
    r"|\.\.\.|…|(?<![\w-])(?:{joins}|[ct]w(?=[ :.]))(?![\w-])|[^\w\s'’.\"“”‘!?%*+&@$-])+"
)  # what stands between two topics


@dataclass(frozen=True)
class Grammar:
    """Words that stand `around` topics, or say of `whom` they are; short forms with their topics.

    Those of `small` are short forms in small letters, too. The patterns know the beginning of a
    text: `head` opens a warning and nothing else, `inside` finds one behind a few words, `closing`
    one at the end of a line; `cue` opens other things as well. `own` and `telling` are sentences
    about a text, `bare` begins with what the text tells of, and `behind` ends with it; `spared`
    sends some people away from it.

    `parts` are what stands between two topics. Words of `announcing` and `loud` stand before a
    head. A warning that holds nothing but topics, words of `plain`, and advice that is made of
    `advising`, says no more than its notes do.
    """

    around: frozenset[str]
    whom: frozenset[str]
    short: Mapping[str, str]
    small: frozenset[str]
    advice: re.Pattern[str]
    head: re.Pattern[str]
    inside: re.Pattern[str]
    closing: re.Pattern[str]
    cue: re.Pattern[str]
    own: re.Pattern[str]
    telling: re.Pattern[str]
    bare: re.Pattern[str]
    behind: re.Pattern[str]
    spared: re.Pattern[str]
    harmless: re.Pattern[str]
    services: re.Pattern[str]
    announcing: frozenset[str]
    loud: frozenset[str]
    greetings: frozenset[str]
    advising: frozenset[str]
    plain: frozenset[str]
    brief: frozenset[str]
    both: Mapping[str, str]
    parts: re.Pattern[str]


@cache
def grammar() -> Grammar:
    read = _read()
    said = _patterns(read)
    words = {name: frozenset(read[name].split()) for name in WORDS}
    return Grammar(
        around=words["around"],
        whom=words["whom"],
        short=read["short"],
        both={name.casefold(): slug for name, slug in read["both"].items()},
        announcing=words["announcing"],
        loud=words["loud"],
        greetings=words["greetings"],
        advising=words["advising"],
        plain=words["plain"],
        brief=words["brief"],
        small=words["small"],
        parts=_compiled(PARTS.format(joins=said["joins"])),
        advice=_compiled(f"{said['polite']}{said['advice']}"),
        **{name: _compiled(form) for name, form in _forms(said).items()},
    )


def _read() -> Table:
    """The file of English, and what those of other languages add to it.

    Authors of all languages write “TW” and “CN”, and one text may have words of two.
    """
    read = tomllib.loads((FOLDER / FIRST / FILE).read_text("utf-8"))
    for language in languages(FILE):
        if language == FIRST:
            continue
        more = tomllib.loads((FOLDER / language / FILE).read_text("utf-8"))
        for name, said in more.items():
            if isinstance(said, dict):
                read[name] = {**said, **read[name]}
            else:
                read[name] = read[name] + said
    return read


def _patterns(read: Mapping[str, str | list[str]]) -> dict[str, str]:
    """The patterns of the file, in which an apostrophe is either one."""
    plain = {key: text for key, text in read.items() if isinstance(text, str)}
    lists = {key: f"(?:{'|'.join(read[key])})" for key in LISTS}
    return {key: text.replace("’", "['’]") for key, text in (plain | lists).items()}


def _forms(said: Mapping[str, str]) -> dict[str, str]:
    heads, between = said["heads"], rf"(?:[ ,]+{said['between']}\b)*"
    verb = rf"{between}[ ,]*(?P<verb>{said['tells']}){between}[ :]+(?P<said>.+)"
    mid = r"(?P<mid>[ ,:]+(?:for|about|of|re|regarding)\b)"
    return {
        "head": rf"{ASIDE}#?{heads}(?P<many>(?<=[a-z]{{4}}s))?(?!\w)"
        rf"(?P<sep>\s*(?:(?:{SURE})[\s:–—-]*)+|{mid}"
        r"|(?P<loose>[\s.,!*)\]-]+)|\Z)(?P<said>.*)",
        "inside": rf"{ASIDE}(?P<first>(?:[\w'’+-]+[ ,:;!.]+){{1,7}}?){heads}"
        r"(?:\s*(?::|[–—]|//|\()|\s+(?:for|about|of|re)\b|\s+(?:on|to|in|at)\b[^:.]{0,40}:)(?P<said>.+)",
        "closing": rf"{ASIDE}(?P<said>[^.:!?]{{2,200}}?)[ ,–—(#\[-]{{1,4}}{heads}\W*\Z",
        "cue": rf"{ASIDE}{said['greeting']}{said['cues']}"
        rf"(?P<sep>\s*(?:{SURE}|[,!.])+\s*|\s+)(?P<said>.+)",
        "own": rf"{ASIDE}{said['greeting']}{said['own']}{verb}",
        "telling": rf"(?:(?:that|and|as|so|also)[ ,]+)*(?:{said['own']}|{said['other']}){verb}",
        "bare": rf"{ASIDE}(?P<said>(?:{said['led']}|{said['telling']}[ :]).+)",
        "spared": rf"{ASIDE}{said['spared']}",
        "services": rf"(?:the )?{said['services']}",
        "harmless": rf".*(?:{said['harmless']})",
        "behind": rf"{ASIDE}(?P<said>.{{3,200}}?{said['named_behind']})\W*\Z",
    }


def _compiled(said: str) -> re.Pattern[str]:
    return re.compile(said, re.IGNORECASE | re.DOTALL)
