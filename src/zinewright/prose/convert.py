"""Markdown → checked XHTML, with the notes, links and passages that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from zinewright.bidi import isolate_in, settle_in
from zinewright.body import Body, BodyError, Fault, faults_in, parsed, serialized
from zinewright.digests import digest_of
from zinewright.manuscript.paragraphs import Paragraph, paragraphs_of
from zinewright.manuscript.posts import Post
from zinewright.problems import Level, Problem, shown
from zinewright.prose.normalize import Footnote, Jump, Mended, Passage

NOT_TEXT = re.compile(r"\s*(?:\[\^|\*\[|:::|[-*+#>|]|\d+[.)]|!\[|Caption:|    )")
BEHIND_TEXT = re.compile(r"\n {0,3}(?:(?:[-*+>]|#{1,6}|1[.)]) |:::|```|~~~)")  # needs no empty line
BLOCK = re.compile(r"^(?:[^\S\n]*+\S[^\n]*+(?:\n|\Z))+", re.MULTILINE)
NESTING = re.compile(r"(?:[ \t>*+-]|\d+\.)*")
HELD = re.compile(
    r"^[ \t>]*+:::[ \t]*(?:poem|pull)\s*?\n(?:(?![ \t>]*:::).*\n)*+[ \t>]*:::", re.MULTILINE
)  # no sentence has to end there
PIECE = re.compile(r"\S[^\n\[|\\]*")  # what takes time to read, rather than letters
MOST_PIECES, MOST_LETTERS = 10_000, 2_000_000
BRACKET = re.compile(r"\\.|[\[\]]|\n[^\S\n]*+\n")  # a paragraph ends what is open
MOST_BRACKETS = 50
LESS = "Take some levels out"
MANY_WORDS = 12
_pairs = partial(zip, strict=True)


@dataclass(frozen=True)
class Prose:
    """The text of a post as XHTML (no h1), and what was found in it.

    `links` are words and address of every link out of the zine, `jumps` the links inside it;
    `pictures` are names with the line of the post's file that asks first; `ids` those of the text;
    `paragraphs` its words and those of its notes, for those who read it for its meaning; `alts`
    what stands in place of its pictures for those who cannot see them. `sized` are the pictures for
    which a size is said: name, size, and line; `tables` are its tables, by words that stand in
    them, with how many letters have to stand side by side, and the line.
    """

    xhtml: str
    footnotes: tuple[Footnote, ...]
    passages: tuple[Passage, ...]
    links: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, int | None], ...]
    problems: tuple[Problem, ...]
    words: int = 0
    jumps: tuple[Jump, ...] = ()
    ids: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    alts: tuple[Paragraph, ...] = ()
    sized: tuple[tuple[str, str, int], ...] = ()
    tables: tuple[tuple[str, int, int], ...] = ()


def prose(post: Post, posts: frozenset[str], language: str) -> Prose:
    """The text of a post. `posts` are the names that it may link to.

    Everything that is wrong comes back as problems with the line in the post's file; a text with
    errors is no `Body`.
    """
    if too_long := _too_long(post):
        return Prose("", (), (), (), (), (too_long,))
    try:
        mended = _mended(post, posts, language)
    except BodyError as error:
        return _nothing(post, error.faults[0])
    except RecursionError:
        return _nothing(post, Fault("nesting", "the text is nested too deeply", LESS))
    xhtml = serialized(mended.root)
    return Prose(
        xhtml,
        tuple(replace(n, line=_line(post, n.line, f"[^{n.name}]:")) for n in mended.footnotes),
        tuple(replace(each, line=_line(post, each.line, ":::")) for each in mended.passages),
        tuple(mended.links),
        _pictures(post, mended), _problems(post, mended),
        0 if mended.faults else Body(xhtml, first_heading=2).words,
        tuple(replace(jump, line=_line(post, jump.line, jump.address)) for jump in mended.jumps),
        tuple(str(el.get("id")) for el in mended.root.iter() if el.get("id")),
        paragraphs_of(mended.root, mended.items, post.text, post.first_line),
        tuple(_alts(post, mended)),
        tuple((name, size, _line(post, line, name)) for name, size, line in mended.sized),
        tuple((words, least, _line(post, line, "|")) for words, least, line in mended.tables),
    )  # fmt: skip


def _mended(post: Post, posts: frozenset[str], language: str) -> Mended:
    from zinewright.prose.dialect import converted, tell_lines  # with two readers of Markdown

    root = parsed(converted(post.text, language))
    tell_lines(root, post.first_line)
    settle_in(root)
    isolate_in(root)
    mended = Mended(post, posts, root, language)
    for part in (root, *mended.items):
        mended.faults += faults_in(part, first_heading=2)
    return mended


def _pictures(post: Post, mended: Mended) -> tuple[tuple[str, int | None], ...]:
    first: dict[str, int] = {}
    for source, line in mended.pictures:
        first.setdefault(source, _line(post, line, source))
    return tuple(first.items())


def _alts(post: Post, mended: Mended) -> Iterator[Paragraph]:
    for words, (source, line) in _pairs(mended.alts, mended.pictures):
        if text := " ".join(words.split()):
            yield Paragraph(text, ((0, _line(post, line, source)),), "caption")


def _problems(post: Post, mended: Mended) -> tuple[Problem, ...]:
    found = [_problem(post, fault, "error") for fault in mended.faults]
    found += [_problem(post, hint, "warning") for hint in mended.hints]
    return (*found, *cut_off(post))


def _problem(post: Post, fault: Fault, level: Level) -> Problem:
    line = _line(post, fault.line, fault.sign)
    digest = digest_of(fault.what) if level == "warning" else ""
    return Problem(post.where, line, fault.rule, fault.what, fault.fix, level, digest)


def _too_long(post: Post) -> Problem | None:
    """What is said of a text that would take minutes to read: none that a person wrote."""
    if line := _too_deep(post):
        what = f"there are more than {MOST_BRACKETS} brackets that are open"
        fix = "Close them, or write \\[ where a bracket is meant as one"
        return Problem(post.where, line, "nesting", what, fix)
    pieces = len(PIECE.findall(post.text))
    if pieces <= MOST_PIECES and len(post.text) <= MOST_LETTERS:
        return None
    what = (
        f"the post is longer than a chapter can be ({len(post.text):,} letters of at most "
        f"{MOST_LETTERS:,}; {pieces:,} lines, marks and cells of at most {MOST_PIECES:,})"
    )
    return Problem(post.where, post.first_line, "size", what, "Make several posts of it")


def _too_deep(post: Post) -> int | None:
    """The line on which more brackets are open than links and their words need; Python-Markdown
    looks for the end of each.
    """
    depth = 0
    for found in BRACKET.finditer(post.text):
        sign = found[0]
        depth = max(0, depth + (sign == "[") - (sign == "]")) if sign[0] in "[]\\" else 0
        if depth > MOST_BRACKETS:
            return post.first_line + post.text.count("\n", 0, found.start())
    return None


def _nothing(post: Post, fault: Fault) -> Prose:
    """What is left of a text that cannot be read; the line is that with the most marks."""
    depths = [len(NESTING.match(line)[0]) for line in post.text.split("\n")]  # type: ignore[index]
    line = post.first_line + depths.index(max(depths))
    problem = Problem(post.where, line, fault.rule, fault.what, fault.fix)
    return Prose("", (), (), (), (), (problem,))


def cut_off(post: Post) -> tuple[Problem, ...]:
    """A hint where the last paragraph stops in the middle of a word or of a sentence."""
    whole = HELD.sub(lambda held: re.sub("(?m)^", ":::", held[0]), post.text)
    blocks = [block for block in BLOCK.finditer(whole) if not NOT_TEXT.match(block[0])]
    if not blocks:
        return ()
    text = BEHIND_TEXT.split(blocks[-1][0])[0]
    last = " ".join(text.split())
    dots = re.search(r"\w(?:\.\.\.|…)\]?\Z", last)
    runs_on = len(last.split()) >= MANY_WORDS and re.search(r"[\w,;–-]\Z", last)
    if not dots and not runs_on:
        return ()
    end = blocks[-1].start() + len(text.rstrip())
    line = post.first_line + whole[:end].count("\n")
    what = f"the post seems to be cut off: it ends with “{shown(' '.join(last.split()[-4:]))}”"
    fix = "Put the rest in, or end the sentence"
    return (Problem(post.where, line, "cut-off", what, fix, "warning", digest_of(last)),)


# --- the lines of a post's file


def _line(post: Post, line: int, sign: str) -> int:
    """The first line from `line` to the end of its paragraph that holds a sign, or `line` itself.

    Where no line is known (0), the first one that holds the sign, or that of the text.
    """
    lines = post.text.split("\n")
    for number in range(max(line - post.first_line, 0), len(lines)):
        if sign and sign in lines[number]:
            return post.first_line + number
        if line and not lines[number].strip():
            break
    return line or post.first_line
