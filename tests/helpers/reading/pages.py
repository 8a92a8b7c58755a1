"""The README and the pages in docs/: what they link to, which commands they show and run."""

from __future__ import annotations

import datetime
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import click
from click.testing import CliRunner
from markdown_it import MarkdownIt
from markdown_it.token import Token

from zinewright.cli import main
from zinewright.layout.based_on import layouts_folder, layouts_in
from zinewright.layout.declared import FOLIO_ROOM, TOLD
from zinewright.layout.layout import Layout

ROOT = Path(__file__).parents[3]
DAY = datetime.date(2026, 11, 30)  # that the pages show where a command writes the day
TYPED = re.compile(r"(?<![\w/.-])(?:\./)?zine ((?:[^`\n]|`(?=\w))+)")
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
SECONDS = re.compile(r"\d+\.\d s\.")
READ = MarkdownIt("commonmark").enable("table")


def pages(root: Path = ROOT) -> dict[str, str]:
    """Every page that people read, by its path; first the README, then those that it links to."""
    found = [root / "README.md", *sorted((root / "docs").glob("*.md"))]
    found += [root / "src/README.md", root / "build/README.md"]
    found += sorted((root / ".github").rglob("*.md"))
    texts = {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in found if p.is_file()}
    linked = [target for _, target in links(texts.get("README.md", "")) if target in texts]
    order = dict.fromkeys(["README.md", *linked, *texts])
    return {name: texts[name] for name in order}


def tokens(text: str) -> Iterator[Token]:
    """What Markdown makes of a text: its blocks, each before what stands in it."""
    for token in READ.parse(text):
        yield token
        yield from token.children or ()


def links(text: str) -> Iterator[tuple[int, str]]:
    """The targets of the links and pictures of a text, each with the line of its block."""
    line = 0
    for token in tokens(text):
        line = token.map[0] + 1 if token.map else line
        if target := token.attrs.get("href") or token.attrs.get("src"):
            yield line, str(target)


def anchors(text: str) -> set[str]:
    """The names of a text's headings, as the web sites that show repositories make them."""
    found: list[str] = []
    parsed = READ.parse(text)
    for token, inner in zip(parsed, parsed[1:], strict=False):
        if token.type == "heading_open":
            words = "".join(each.content for each in inner.children or ())
            name = re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")
            found.append(f"{name}-{found.count(name)}" if name in found else name)
    return set(found)


def broken_links(texts: Mapping[str, str], root: Path = ROOT) -> list[str]:
    """The links that lead nowhere: to no file, to no heading, or out of the repository."""
    return [
        f"{name}:{line}: {target}"
        for name, text in texts.items()
        for line, target in links(text)
        if not _leads_somewhere(name, target, texts, root)
    ]


def _leads_somewhere(name: str, target: str, texts: Mapping[str, str], root: Path) -> bool:
    """Whether a link of a page does. An address elsewhere does; nothing is fetched."""
    to = urlsplit(target)
    if to.scheme:
        return to.scheme in ("https", "mailto")
    path = _beside(name, unquote(to.path)) if to.path else name
    if path is None or not (path in texts or (root / path).exists()):
        return False
    return not to.fragment or to.fragment in anchors(texts.get(path, ""))


def _beside(name: str, path: str) -> str | None:
    """Where a link of a page leads to; None outside of the repository."""
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / path).parts:
        if part == ".." and not parts:
            return None
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


PATH = re.compile(r"[\w.-]+(?:/[\w.*-]+)+/?|[\w-]+\.(?:py|toml|css|txt|md|html|json)")


PLACES = ("", "src/zinewright", "tests", "manuscript", "layouts/plain")


def missing_files(text: str, root: Path = ROOT) -> list[str]:
    """The files that a text names as code and that are not there.

    They lie at the top, in the source, the tests, a zine or a layout. Names in capitals stand for
    others, and what lies in .venv is made by the set-up.
    """
    places = [root / place for place in PLACES]
    named = [
        path
        for token in tokens(text) if token.type == "code_inline"
        for path in PATH.findall(token.content.partition("::")[0])
    ]  # fmt: skip
    return [
        path
        for path in dict.fromkeys(named)
        if not re.search(r"[A-Z]{3}|\.venv/", path)
        and not any([*place.glob(path)] for place in places)
    ]


# --- commands that they show


def commands(group: click.Group = main, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its whole name, and those of its own: “notes”, “notes accept” …"""
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")


def unknown_options(texts: Mapping[str, str]) -> list[str]:
    """Options that no command has: of the command that is named, or of any where none is.

    Where no command is named, it may be a property of the styles of layouts.
    """
    every = {option for _, command in commands() for option in _options(command)} | properties()
    wrong = []
    for name, text in texts.items():
        for code in _codes(text):
            named = [(_options_of(words), words) for words in TYPED.findall(code)]
            for known, said in named or [(every, code)]:
                wrong += [
                    f"{name}: {option} in “{said.strip()}”"
                    for option in OPTION.findall(said) if option not in known and option[1:2] == "-"
                ]  # fmt: skip
    return wrong


def properties() -> set[str]:
    """The custom properties of the layouts, and those that styles are told."""
    told = {FOLIO_ROOM, *(name for values in TOLD.values() for name in values)}
    texts = [
        text for at in layouts_in(layouts_folder()).values() for text in Layout(at).texts.values()
    ]
    own = {name for text in texts for name in re.findall(r"--([\w-]+):", text)}
    return {f"--{name}" for name in told | own}


def _codes(text: str) -> Iterator[str]:
    """What stands in a text as code; of what a command prints, the command alone."""
    for token in tokens(text):
        if token.type == "code_inline":
            yield token.content.replace("\n", " ")
        elif token.type == "fence" and token.info == "console":
            yield from re.findall(r"(?m)^\$ (.*)", token.content)
        elif token.type == "fence" and token.info in ("", "sh"):
            yield from token.content.splitlines()


def _options_of(words: str) -> set[str]:
    """The options of the command that some words begin with; where none is known, those of all."""
    known = dict(commands())
    names = [" ".join(words.split()[:count]) for count in (2, 1)]
    named = next((known[name] for name in names if name in known), None)
    if named is None:
        return {option for command in known.values() for option in _options(command)}
    extra = _options(next(iter(named.commands.values()))) if isinstance(named, click.Group) else ()
    return {*_options(named), *extra}


def _options(command: click.Command) -> set[str]:
    with click.Context(command) as context:
        found = command.get_params(context)
    every = {opt for each in found for opt in (*each.opts, *each.secondary_opts)}
    return {*every, "--help"}


# --- what they say that commands print


class Shown(NamedTuple):
    """A command in a page, and what the page says that it prints."""

    page: str
    command: str
    output: str


def shown(texts: Mapping[str, str]) -> Iterator[Shown]:
    """The commands in all blocks called “console”, in the order of reading."""
    for page, text in texts.items():
        for token in tokens(text):
            if token.type == "fence" and token.info == "console":
                for part in re.split(r"^\$ ", token.content, flags=re.MULTILINE)[1:]:
                    command, _, output = part.partition("\n")
                    yield Shown(page, command, timeless(output))


def unshown(texts: Mapping[str, str]) -> Iterator[str]:
    """The commands in all blocks called “sh”, of which nothing is said that they print."""
    for text in texts.values():
        for token in tokens(text):
            if token.type == "fence" and token.info == "sh":
                yield from token.content.splitlines()


def printed(said: Shown) -> Shown:
    """The same command with what it really prints, run here."""
    program, *words = shlex.split(said.command)
    assert program == "./zine", said
    today = datetime.date.today().isoformat()
    output = CliRunner().invoke(main, words).output.replace(today, DAY.isoformat())
    return said._replace(output=timeless(output))


def timeless(output: str) -> str:
    """What a command prints without what depends on the machine: seconds, and its progress."""
    lines = [line for line in output.splitlines() if not line.startswith("Typeset ")]
    return SECONDS.sub("… s.", "\n".join(lines)).strip()
