"""A text without what is wrapped round a warning: typed tags, hashtags, brackets."""

from __future__ import annotations

import re

from zinewright.languages.vocabulary import Vocabulary

CLOSED = {"[": "]", "(": ")", "{": "}"}
TAG = re.compile(r"#([tc]w)[-_/]?([^\W_]{2,40})", re.IGNORECASE)
MARKUP = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]{0,200})?/?>")


def without_markup(text: str) -> str:
    """A text of the same length without the tags that somebody typed in it."""
    return MARKUP.sub(lambda tag: _sign_of(tag[1].lower(), tag[0]).ljust(len(tag[0])), text)


def _sign_of(name: str, tag: str) -> str:
    if name in ("br", "li", "p", "div") or name == "summary" and not tag.startswith("</"):
        return ";" if name in ("br", "li") else ""
    return ":" if name == "summary" else ""


def untagged(text: str, vocabulary: Vocabulary) -> str:
    """A text in which “#twsuicide” is “#tw #suicide”."""

    def apart(tag: re.Match[str]) -> str:
        return f"#{tag[1]} #{tag[2]}" if tag[2].lower() in vocabulary.squeezed else tag[0]

    return TAG.sub(apart, text)


def unwrapped(text: str) -> tuple[str, str]:
    """What stands in brackets at the beginning of a text, and what stands behind them."""
    opening = re.match(r"[^\w#\[({]*([\[({])", text)
    if not opening:
        return text, ""
    depth, close = 0, CLOSED[opening[1]]
    for place in range(opening.end() - 1, len(text)):
        depth += (text[place] == opening[1]) - (text[place] == close)
        if depth == 0:
            return text[opening.end() : place], text[place + 1 :].strip(" .:–—-*_")
    return text[opening.end() :], ""
