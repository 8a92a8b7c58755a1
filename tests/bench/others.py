"""What other tools are given to make a PDF of the same posts, and the commands that make it."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zinewright.assemble.zine import assemble
from zinewright.layout.fonts import fontconfig
from zinewright.layout.layout import NEXT, plain
from zinewright.manuscript.folder import read_manuscript
from zinewright.model import Section, Zine

# What binding does to sections set apart: page numbers, and the running head of one side.
BOUND = """
body { string-set: none }
.piece { break-before: page; string-set: head attr(data-head), zine-head attr(data-zine) }
.piece.title-page { page: cover }
.slot::after { content: target-counter(attr(data-of), page) }
@page {
  @bottom-left-corner { content: counter(page) }
  @bottom-right-corner { content: counter(page) }
}
@page :left { @bottom-right { content: none } @bottom-right-corner { content: none } }
@page :right { @bottom-left { content: none } @bottom-left-corner { content: none } }
@page cover { @bottom-left-corner { content: none } @bottom-right-corner { content: none } }
"""
TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=sys.argv[3:])
"""


@dataclass(frozen=True)
class Tool:
    """The commands of a tool, which leave a PDF; `lacks` names what is not installed."""

    name: str
    made: Path
    commands: tuple[list[str], ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    lacks: str = ""


def tools(folder: Path, work: Path) -> Iterator[Tool]:
    """Every other tool, with its input ready in the folder `work`."""
    yield weasyprint(folder, work)
    yield pandoc_and_typst(folder, work)


def weasyprint(folder: Path, work: Path) -> Tool:
    """WeasyPrint's own command on one document: same text, same style, same fonts, PDF/UA-1."""
    manuscript = read_manuscript(folder)
    zine, _ = assemble(manuscript, manuscript.picture)
    layout, made = plain(), work / "piece.pdf"
    pieces = "".join(_piece(layout.page(section, zine), zine, section) for section in zine.sections)
    head = f'<html lang="{zine.language}"><meta charset="utf-8"><title>{zine.title}</title>'
    style = layout.page_style("print.css").replace("zine:picture/", "") + BOUND
    (work / "piece.html").write_text(f"<!DOCTYPE html>{head}<body>{pieces}", "utf-8")
    (work / "piece.css").write_text(style, "utf-8")
    (work / "cover.svg").write_text(layout.cover(zine, words=False), "utf-8")
    (work / "fonts.conf").write_text(fontconfig(layout.fonts, work), "utf-8")
    command = [
        sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1",
        "--base-url", f"{work}/", "--stylesheet", str(work / "piece.css"),
        str(work / "piece.html"), str(made),
    ]  # fmt: skip
    environment = {"FONTCONFIG_FILE": str(work / "fonts.conf")}
    return Tool("WeasyPrint, in one piece", made, (command,), environment)


def _piece(page: str, zine: Zine, section: Section) -> str:
    """A section's own page as a part of one document, with links that arrive inside it."""
    body = page[page.index("<body") : page.index("</body>")]
    body = body.replace(NEXT, zine.follower(section))
    body = re.sub(r'<body class="', '<div class="piece ', body)
    body = body.replace('href="zine:', 'href="#').replace('src="zine:picture/', 'src="')
    body = re.sub(r'(class="slot" data-of=")([^"]*">)0123456789', r"\1#\2", body)
    return f"{body}</div>"


def pandoc_and_typst(folder: Path, work: Path) -> Tool:
    """pandoc's Typst of the posts, set by Typst; no content notes, no contents, no appendix."""
    name, made = "pandoc and Typst", work / "typst.pdf"
    for package in ("pypandoc", "typst"):
        if importlib.util.find_spec(package) is None:
            return Tool(name, made, lacks=package)
    import pypandoc

    posts = [_with_title(path, work) for path in sorted((folder / "posts").glob("*.md"))]
    pandoc = [
        pypandoc.get_pandoc_path(), "--from", "markdown-citations", "--to", "typst", "--standalone",
        "--file-scope", "--variable", "papersize=a5",
        "--variable", "mainfont=Atkinson Hyperlegible",
        "--output", str(work / "posts.typ"), *posts,
    ]  # fmt: skip
    fonts = sorted({str(font.path.parent) for font in plain().fonts})
    typst = [sys.executable, "-c", TYPST, str(work / "posts.typ"), str(made), *fonts]
    return Tool(name, made, (pandoc, typst), {"PYTHONPATH": os.pathsep.join(sys.path)})


def _with_title(path: Path, work: Path) -> str:
    """A post whose title is a heading, since pandoc has one title for all of its files."""
    _, matter, text = path.read_text("utf-8").split("---\n", 2)
    title = re.search(r"^title: (.*)$", matter, re.MULTILINE)
    assert title
    copy = work / path.name
    copy.write_text(f"# {title[1]}\n{text}", "utf-8")
    return str(copy)
