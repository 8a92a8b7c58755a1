"""A paragraph of Markdown → the first formula of TeX in it, which nothing here would set."""

from __future__ import annotations

import re

NO_TEXT = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|https?://\S+", re.DOTALL)
ENVIRONMENT = re.compile(r"\\begin\{[a-z]{2,20}\*?\}")
DISPLAYED = re.compile(r"(?<![\\$])\$\$(?!\$)([^$]{1,2000})(?<!\\)\$\$(?!\$)()")
INLINE = re.compile(r"(?<![\\$\w])\$(?=[^\s$])([^$]{0,300}[^\s$\\])\$(?![\w$])()")
BRACKETED = re.compile(
    r"(?:\\\\)?\\\[(.{1,2000}?)(?:\\\\)?\\\]|(?:\\\\)?\\\((.{1,300}?)(?:\\\\)?\\\)", re.DOTALL
)
ESCAPED = re.compile(r"\\([!-#%-/:-@\[-`{-~])")  # all but a dollar
COMMAND = re.compile(r"\\[A-Za-z]+")
RAISED = re.compile(r"[\w)}\]]\s?[\^_]\s?[\w{(\\+*-]")
RELATED = re.compile(r"[=<>+*/|-]")
WORD = re.compile(r"[^\W\d_]{3,}")
FUNCTION = re.compile(r"\A[A-Za-z](?:\([^()]{1,20}\)|['′])?(?:\s?,\s?[A-Za-z])*\Z|\A\d+[A-Za-z]\Z")
CURRENCY = re.compile(r"[€£¥]")


def formula_in(text: str) -> tuple[int, str] | None:
    """The first formula and on which line of the text it begins, from 0; none where prices are."""
    if "$" not in text and "\\" not in text:
        return None
    for said in (text, ESCAPED.sub(r"\1", text)):  # as written by hand, and as by an import
        bare = NO_TEXT.sub(lambda found: " " * len(found[0]), said)
        if found := ENVIRONMENT.search(bare) or _first(bare):
            return said[: found.start()].count("\n"), said[found.start() : found.end()]
    return None


def _first(text: str) -> re.Match[str] | None:
    for sign in (DISPLAYED, INLINE, BRACKETED):
        for found in sign.finditer(text):
            easily = sign is not BRACKETED or found[2] is not None
            if _is_mathematical((found[1] or found[2]).strip(), easily):
                return found
    return None


def _is_mathematical(inside: str, easily: bool) -> bool:
    """Whether what stands between two signs can be a formula; a letter alone is one `easily`."""
    if COMMAND.search(inside) or RAISED.search(inside):
        return True
    if WORD.search(inside) or CURRENCY.search(inside) or not re.search(r"[^\W\d_]", inside):
        return False
    return bool(RELATED.search(inside)) or (easily and bool(FUNCTION.match(inside)))
