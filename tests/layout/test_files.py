"""A layout's folder, of a stranger too: its files, read once, and nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from zines import section, zine

from zinewright.layout.based_on import layouts_folder
from zinewright.layout.files import MOST_BYTES, leading_elsewhere, texts_in
from zinewright.layout.layout import Layout, plain
from zinewright.problems import ZineError

FIX = "Correct the layout, or take the one that comes with Zinewright"


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    """A layout of somebody, and a secret beside it."""
    (tmp_path / "secret.html").write_text("root:x:0:0")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "one.html").write_text("root:x:0:0")
    return Path(shutil.copytree(layouts_folder() / "plain", tmp_path / "layout"))


def said(layout: Path) -> str:
    with pytest.raises(ZineError) as caught:
        texts_in(layout)
    return str(caught.value).replace(str(layout), "layout")


def test_the_files_of_a_layout(layout):
    (layout / "parts").mkdir()
    (layout / "parts" / "head.html").write_text("<b>{{ section.title }}</b>\r\n")
    (layout / "font.ttf").write_bytes(b"\0\1\0\0\xff")
    (layout / ".hidden.html").symlink_to("/etc/passwd")

    assert sorted(texts_in(layout)) == [
        "blocks.html", "cover.svg", "epub.css", "large-print.css", "layout.toml",
        "parts/head.html", "plan.css", "pocket.css", "print.css", "section.html", "web.css",
    ]  # fmt: skip
    assert texts_in(layout)["parts/head.html"] == "<b>{{ section.title }}</b>\n"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("section.html", "../secret.html"),
        ("more.html", "../secret.html"),
        ("print.css", "/etc/passwd"),
        ("parts", "../secrets"),
        ("loop", "."),
        ("nothing.css", "not-there"),
        ("inside.css", "print.css"),
    ],
)
def test_links_are_not_followed(layout, name, target):
    (layout / name).unlink(missing_ok=True)
    (layout / name).symlink_to(target)

    assert said(layout) == f"layout/{name}: this is a link. Put the file itself there. [layout]"
    with pytest.raises(ZineError):
        Layout(layout).page(section("a"), zine(section("a")))


def test_what_is_no_plain_file_is_not_waited_for(layout):
    (layout / "print.css").unlink()
    os.mkfifo(layout / "print.css")

    assert said(layout) == "layout/print.css: this is no plain file. Put a file there. [layout]"


def test_a_layout_is_bounded(layout):
    (layout / "print.css").write_text(" " * (MOST_BYTES + 1))
    assert said(layout) == f"layout/print.css: the file has more than 1 MB. {FIX}. [layout]"

    (layout / "print.css").write_bytes(b"\xff")
    assert said(layout) == (
        f"layout: the layout cannot be read (it is not text in utf-8). {FIX}. [layout]"
    )

    shutil.rmtree(layout)
    assert said(layout) == (
        f"layout: the layout cannot be read (no such file or directory). {FIX}. [layout]"
    )

    layout.mkdir()
    for number in range(201):
        (layout / f"{number}.txt").touch()
    assert "there are more than 200 files" in said(layout)


def test_the_files_of_a_layout_are_read_once(layout):
    here = Layout(layout)
    before = here.style("print.css"), here.page(section("a"), zine(section("a")))
    (layout / "print.css").write_text("changed")
    (layout / "section.html").unlink()
    (layout / "section.html").symlink_to("/etc/passwd")

    assert (here.style("print.css"), here.page(section("a"), zine(section("a")))) == before


def test_a_file_that_a_layout_lacks_is_named(layout):
    (layout / "print.css").unlink()
    with pytest.raises(ZineError) as caught:
        Layout(layout).style("print.css")

    assert str(caught.value) == (
        f"{layout}/print.css: the layout has no such file. Write it, or let layout.toml say "
        'based_on = "plain". [layout]'
    )


def test_our_own_layout_may_be_made_of_links(layout, monkeypatch):
    """As some installers lay the files of packages."""
    linked = layout.parent / "layouts" / "plain"
    linked.mkdir(parents=True)
    for path in layout.iterdir():
        (linked / path.name).symlink_to(path)
    for module in ("based_on", "layout"):
        monkeypatch.setattr(f"zinewright.layout.{module}.layouts_folder", lambda: linked.parent)

    assert plain().texts == texts_in(layout)


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("a {}\n@import 'other.css';", [(2, "@import")]),
        ("@\\69mport 'http://x';", [(1, "@import")]),
        ("a { b: url(http://x) }", [(1, "url(http://x")]),
        ("a { b: u\\72 l( '//x' ) }", [(1, "url( '//x'")]),
        ("a { b: url(\n\nfile:///etc/passwd) }", [(1, "url( file:///etc/passwd")]),
        ('a { b: image-set("http://x" 1x) }', [(1, "image-set(")]),
        ("a { b: src('http://x') }", [(1, "src(")]),
        ("a{}</style><script>", [(1, "</")]),
        ("@font-face { src: url(x.woff) }", [(1, "url(x.woff")]),
        ('a { b: url("zine:picture/cover.svg") 0 0; c: url(#d); e: url(data:image/png;base64,AA) }',
         []),
        ("a::before { content: 'url'; src: local(x) } @media (width < 30em) { b {} }", []),
    ],
)  # fmt: skip
def test_a_style_leads_nowhere_else(style, found):
    assert list(leading_elsewhere(style)) == found


def test_a_style_that_leads_elsewhere_is_named_with_its_line(layout):
    (layout / "web.css").write_text("a {}\n@import url(http://evil.example/x.css);\n")

    assert said(layout) == (
        "layout/web.css:2: the style leads elsewhere: “@import”. "
        f"{FIX}. [layout]\n"
        "layout/web.css:2: the style leads elsewhere: “url(http://evil.example/x.css”. "
        f"{FIX}. [layout]"
    )


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>x()</script>", "<script>"),
        ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
        ('<rect onclick="x()"/>', "onclick="),
        ('<image href="http://x/"/>', "a link to “http://x/”"),
        ('<use href="file:///etc/passwd#a"/>', "a link to “file:///etc/passwd#a”"),
        ('<rect style="fill: url(http://x)"/>', "“url(http://x”"),
        ('<rect fill="url(http://x)"/>', "“url(http://x”"),
        ("<style>@import 'x'</style>", "“@import”"),
        ('<g xml:base="http://x"/>', "base="),
        ("<?xml-stylesheet href='http://x'?>", "instructions or entities"),
        ("<animate/>", "<animate>"),
    ],
)
def test_a_drawing_can_do_nothing_but_be_seen(layout, inside, what):
    (layout / "cover.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    with pytest.raises(ZineError) as caught:
        Layout(layout).cover(zine(section("a")), words=True)

    assert str(caught.value).startswith(
        f"{layout}/cover.svg: the drawing may not hold {what}. {FIX}. [layout]"
    )


def test_a_drawing_without_entities(layout):
    (layout / "cover.svg").write_text(
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'
    )
    with pytest.raises(ZineError) as caught:
        Layout(layout).cover(zine(section("a")), words=True)
    assert "a DOCTYPE" in str(caught.value)
    assert "root:" not in str(caught.value)
