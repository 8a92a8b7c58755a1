"""Paragraphs → signs that a text is not finished, or was true on the day on which it was written.

For posts that come from elsewhere: in a blog, a date stands above each of these, in a zine it does
not. English, as far as words go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zinewright.manuscript.paragraphs import Paragraph
from zinewright.problems import Problem, shown

DATED = re.compile(
    r"\bas of (?:(?:last|this) \w+|yesterday|today|now|writing|\w+ \d{4})\b"
    r"|\b(?:last|this|next) (?:week|weekend|month|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday)\b"
    r"|\b(?:yesterday|tomorrow|tonight|earlier today|later today|in the coming (?:days|weeks))\b"
    r"|\bat the time of writing\b|\b(?:closes|ends|starts) (?:on|this|next|tomorrow)\b",
    re.IGNORECASE,
)
APPEAL = re.compile(
    r"\b(?:please )?sign (?:the|this|our|my) (?:petition|open letter|letter|pledge)\b"
    r"|\b(?:write|e-?mail|tweet) (?:to )?your "
    r"(?:MPs?|local MP|councillors?|representatives?|senators?)\b"
    r"|\b(?:donate|subscribe|share this post|leave a comment|comment below|follow me|join us on|"
    r"register (?:here|now)|book (?:your|a) (?:place|ticket)|buy tickets|"
    r"fill in (?:the|this) survey)\b",
    re.IGNORECASE,
)
DATED_WORDS = (
    "as of", "week", "month", "day", "tomorrow", "tonight", "at the time", "closes", "ends",
    "starts",
)  # fmt: skip
APPEAL_WORDS = (
    "sign ", "write", "mail", "tweet", "donate", "subscribe", "share ", "comment", "follow ",
    "join ", "register ", "book ", "tickets", "fill in",
)  # fmt: skip
"""One of them is in each place that the patterns find, and a text is faster asked for them."""
SHORTCODE = re.compile(
    r"\[/?(?:gallery|caption|embed|audio|video|playlist|contact-form[\w-]*|(?:vc|et_pb|su|fusion|av)_\w+)"
    r"\b[^\]\n]{0,200}\](?!\()|\{%[^%\n]{1,200}%\}|\{\{[<%]?[^{}\n]{1,200}[>%]?\}\}|<!--more-->"
)
VAGUE = re.compile(
    r"(?<!!)\[(?:\*|_)*(click here|here|this link|read more|link)(?:\*|_)*\]\(", re.IGNORECASE
)
BOLD = re.compile(r"(?m)^\*\*([^*\n]{2,80}?)\*\*:?[ \t]*$")
MOST = 3  # places that are named of each kind


def signs(
    text: str, paragraphs: Sequence[Paragraph], where: str, first_line: int = 1
) -> Iterator[Problem]:
    """What somebody should look at in a post from elsewhere, as hints with their lines."""
    for rule, begins, pattern, says, fix in (
        (
            "dated",
            DATED_WORDS,
            DATED,
            "this was said on a day of its own",
            "Say when that was, or leave it out",
        ),
        (
            "appeal",
            APPEAL_WORDS,
            APPEAL,
            "this asks for something that may be over",
            "Look whether it still holds",
        ),
    ):
        found = [
            (paragraph.line_at(match.start()), match[0])
            for paragraph in paragraphs
            if paragraph.kind != "code" and _holds(paragraph.text.lower(), begins)
            for match in pattern.finditer(paragraph.text)
        ]
        yield from _told(found, where, rule, says, fix)
    for rule, pattern, says, fix in (
        ("shortcode", SHORTCODE, "this means nothing outside of the blog", "Take it out"),
        ("link-words", VAGUE, "the words of a link do not say where it leads", "Name the place"),
        (
            "bold-heading",
            BOLD,
            "this looks like a heading and is bold text",
            "Begin it with ## instead",
        ),
    ):
        places = [
            (first_line + text.count("\n", 0, match.start()), match[match.lastindex or 0])
            for match in pattern.finditer(text)
        ]
        yield from _told(places, where, rule, says, fix)


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _told(
    found: Sequence[tuple[int, str]], where: str, rule: str, says: str, fix: str
) -> Iterator[Problem]:
    for line, words in found[:MOST]:
        yield Problem(where, line, rule, f"{says}: “{shown(' '.join(words.split()))}”", fix, "info")
    if len(found) > MOST:
        more = f"{says}, {len(found) - MOST} more times"
        yield Problem(where, found[MOST][0], rule, more, fix, "info")
