"""Markdown → the blocks that CommonMark 0.31 finds in it; strangers' Markdown → HTML.

The only module that knows markdown-it. Inside of paragraphs, posts are read by `dialect.py`: here
is found what is a paragraph, a list, a quotation, code. Some kinds of blocks come from elsewhere:
tables, notes, meanings of terms, long forms of abbreviations, the marks of passages, poems and pull
quotes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

DEEPEST = 100  # blocks in one another
HEADING = re.compile(r"(#{1,6})(?!#)(?:(?<!\A#)|(?=\s|\Z))(.*)")
MARK = re.compile(r":::")
HELD = re.compile(r":::[ \t]*(poem|pull)\s*\Z")
ENDS_HELD = re.compile(r":::\s*\Z")
MOST_INDENT = 20  # spaces before a line of a poem
LONG_FORM = re.compile(r"\*\[([^\]\\]*[^\]\\\s][^\]\\]*)\] ?:[ \t]*(\S.*)")
NOTE = re.compile(r"\[\^([^\]]+)\]:")
MEANING = re.compile(r":(?=[ \t]{1,3}\S)")
DELIMITERS = re.compile(r"[|:\- ]*-[|:\- ]*\Z")
ENDS_PARAGRAPHS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text; its first line counts from 0.

    `kind` is paragraph, words (a paragraph of a list without empty lines), h1 to h6, pre, hr,
    blockquote, ul, ol, li, table, dd, note, abbr, mark, pull or poem, whose blocks are its stanzas.
    `text` is what stands in it in Markdown, `name` that of a note, an abbreviation's short form, or
    the first number of a list. `odd`: it stands right behind a list, indented as if it were a part
    of it, and is none.
    """

    kind: str
    line: int
    text: str = ""
    blocks: tuple[Block, ...] = ()
    name: str = ""
    odd: bool = False


@dataclass(frozen=True)
class Blocks:
    """The blocks of a text, and the addresses and titles that it gives names to."""

    blocks: tuple[Block, ...]
    references: dict[str, tuple[str, str]]


def html_of(text: str) -> str:
    """The HTML of a text. What is in it is a stranger’s, HTML included."""
    return str(_strangers().render(text))


@cache
def _strangers() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    return reader.use(footnote_plugin).use(deflist_plugin)


def blocks_of(text: str, is_table: Callable[[str], bool]) -> Blocks:
    """The blocks of a text; `is_table` says whether lines are a table.

    Raises `RecursionError` where there are too many of them in one another.
    """
    reader = _reader()
    found: dict[str, Any] = {"is_table": is_table}  # where markdown-it puts what it finds
    tokens: list[Token] = []
    reader.block.parse(text, reader, found, tokens)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise RecursionError("what stands deeper is not read")
    references = {
        name.lower(): (said["href"], said["title"])
        for name, said in found.get("references", {}).items()
    }
    return Blocks(tuple(_nested(iter(tokens), text.split("\n"))), references)


@cache
def _reader() -> MarkdownIt:
    """Finds blocks; addresses stay as they are written, and are looked at by others."""
    reader = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).disable("html_block")
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    ruler = reader.block.ruler
    ruler.at("heading", _heading, ENDS_PARAGRAPHS)
    for name, rule in (
        ("held", _held),
        ("mark", partial(_line_of_ours, "mark", MARK)),
        ("abbr", partial(_line_of_ours, "abbr", LONG_FORM)),
        ("table", _table), ("note", _note), ("dd", _meaning),
    ):  # fmt: skip
        ruler.before("fence", name, rule, ENDS_PARAGRAPHS)
    return reader


# --- rules: each is asked of a line, and moves on behind what it takes


def _of_line(state: StateBlock, line: int) -> str:
    """What stands on a line, its indent left out; nothing where it is code by its indent."""
    if state.is_code_block(line):
        return ""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _pushed(
    state: StateBlock, kind: str, nesting: Literal[0, 1], start: int, text: str = ""
) -> Token:
    token = state.push(kind, "", nesting)
    token.map, token.content = [start, start + 1], text
    return token


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark 4.2, and from the second level on without a space behind its signs."""
    found = HEADING.match(_of_line(state, start))
    if not found:
        return False
    if not silent:
        words = re.sub(r"(?:\A|[ \t]+)#+\Z", "", found[2].strip())
        _pushed(state, f"h{len(found[1])}", 0, start, words)
        state.line = start + 1
    return True


def _line_of_ours(
    kind: str, sign: re.Pattern[str], state: StateBlock, start: int, end: int, silent: bool
) -> bool:
    said = _of_line(state, start)
    if not sign.match(said):
        return False
    if not silent:
        _pushed(state, kind, 0, start, said.strip())
        state.line = start + 1
    return True


def _held(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What holds its lines as they are written, up to the mark that ends it."""
    found = HELD.match(_of_line(state, start))
    if not found:
        return False
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return False
        if MARK.match(said := _of_line(state, line)):
            if ENDS_HELD.match(said) and not silent:
                lines = state.getLines(start + 1, line, state.blkIndent, False)
                _pushed(state, found[1], 0, start, lines)
                state.line = line + 1
            return bool(ENDS_HELD.match(said))
    return False


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end or "|" not in (head := _of_line(state, start)):
        return False
    below = _of_line(state, start + 1).rstrip()
    if not DELIMITERS.match(below) or state.sCount[start + 1] < state.blkIndent:
        return False
    lines = [head, below]
    if not state.env["is_table"]("\n".join(lines)):
        return False
    if not silent:
        lines += _rows(state, start + 2, end)
        _pushed(state, "table", 0, start, "\n".join(lines))
        state.line = start + len(lines)
    return True


def _rows(state: StateBlock, start: int, end: int) -> Iterator[str]:
    """The lines of a table from its third on: up to one that holds no line between cells."""
    rules = [rule for rule in state.md.block.ruler.getRules("blockquote") if rule is not _table]
    for line in range(start, end):
        said = _of_line(state, line).rstrip()
        if "|" not in said or state.sCount[line] < state.blkIndent:
            break
        if any(rule(state, line, end, True) for rule in rules):
            break
        yield said


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = NOTE.match(_of_line(state, start))
    if not found:
        return False
    if not silent:
        token = _pushed(state, "note_open", 1, start, found[1])
        _inside(state, start, found.end(), state.blkIndent + 4)
        _closed(state, token)
    return True


def _meaning(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What a term means; the term is the paragraph before it."""
    found = MEANING.match(_of_line(state, start))
    if not found:
        return False
    if silent:
        return True
    before = state.tokens[-1] if state.tokens else None
    if before is None or before.level != state.level:
        return False
    if before.type not in ("paragraph_close", "dd_close"):
        return False
    apart, tight = start > 0 and state.isEmpty(start - 1), state.tight
    token = _pushed(state, "dd_open", 1, start)
    _inside(state, start, found.end(), state.blkIndent + 2)
    token.hidden = state.tight and not (apart and before.type == "paragraph_close")
    state.tight = tight
    _closed(state, token)
    return True


def _inside(state: StateBlock, start: int, length: int, indent: int) -> None:
    """Read what stands behind a mark, and the lines below that are indented so far."""
    marked = state.bMarks[start] + state.tShift[start] + length
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent
    behind = state.src[marked : state.eMarks[start]]
    state.bMarks[start], state.tShift[start] = marked, len(behind) - len(behind.lstrip(" \t"))
    state.sCount[start], state.blkIndent, state.tight = indent, indent, True
    state.md.block.tokenize(state, start, state.lineMax)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent = kept
    state.line = max(state.line, start + 1)


def _closed(state: StateBlock, opened: Token) -> None:
    state.push(opened.type.replace("_open", "_close"), "", -1)


# --- tokens → blocks

KINDS = {
    "paragraph": "paragraph", "heading": "heading", "blockquote": "blockquote", "note": "note",
    "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "dd": "dd",
    "code_block": "pre", "fence": "pre",
}  # fmt: skip


def _nested(tokens: Iterator[Token], lines: Sequence[str] = ()) -> Iterator[Block]:
    """The blocks up to the end of the one that has been opened last; `lines` are those of all."""
    list_end = -1
    for token in tokens:
        if token.nesting < 0:
            return
        start, end = token.map or (0, 0)
        odd = start == list_end and bool(lines) and lines[start][:2] == "  "
        list_end = end if token.type.endswith("_list_open") else -1
        yield replace(_block(token, tokens), odd=True) if odd else _block(token, tokens)


def _block(token: Token, tokens: Iterator[Token]) -> Block:
    """The block that begins with a token; what stands in it is taken out of those that follow."""
    kind, line = KINDS.get(token.type.removesuffix("_open"), token.type), (token.map or [0])[0]
    if token.type in ("paragraph_open", "heading_open"):
        text = next(tokens).content
        next(tokens)
        kind = token.tag if kind == "heading" else "words" if token.hidden else kind
        return Block(kind, line, text)
    if kind == "abbr":
        name, said = LONG_FORM.match(token.content).groups()  # type: ignore[union-attr]
        return Block(kind, line, said, name=name.strip())
    if kind == "poem":
        return Block(kind, line, "", tuple(_stanzas(token.content, line + 1)))
    if not token.nesting:
        return Block(kind, line, token.content)
    inside = tuple(_nested(tokens))
    if kind == "dd" and token.hidden:
        inside = tuple(_tight(block) for block in inside)
    name = str(token.attrs.get("start", "1")) if kind == "ol" else token.content
    return Block(kind, line, "", inside, name)


def _stanzas(text: str, first: int) -> Iterator[Block]:
    """The stanzas of a poem that begins on a line; no-break spaces indent their lines."""
    lines = textwrap.dedent(text.replace("\t", "    ")).split("\n")
    stanza: list[str] = []
    for number, line in enumerate([*lines, ""], first):
        if words := line.strip():
            indent = min(len(line) - len(line.lstrip()), MOST_INDENT)
            stanza.append("\xa0" * indent + words.removesuffix("\\").rstrip())
        elif stanza:
            yield Block("paragraph", number - len(stanza), "\n".join(stanza))
            stanza = []


def _tight(block: Block) -> Block:
    return Block("words", block.line, block.text) if block.kind == "paragraph" else block
