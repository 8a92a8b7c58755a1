"""Sizes, from nothing to far too much: each builds into pages that hold all of it."""

from __future__ import annotations

import io
import json
import textwrap
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from running import RECIPE, Content, Lay, zine

LONG = "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetzesentwurfsvorlagen"
LINE = "A sentence that is about as long as sentences are, with a comma and with an end. "
ARABIC = "كانت ليلة طويلة، ولم ينم أحد في البيت. "
COLUMNS = [f"C{number}" for number in range(20)]


def picture(form: str, width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(made, form)
    return made.getvalue()


def post(text: str, **front: str) -> str:
    keys = "".join(f"{key}: {value}\n" for key, value in ({"title": "One"} | front).items())
    return f"---\n{keys}notes: none\n---\n\n{text}\n"


def table(head: list[str], *rows: list[str]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# What goes in, the most pages that it may take, and words that must be on them.
SIZES: dict[str, tuple[Mapping[str, Content], int, list[str]]] = {
    "one post": ({"posts/one.md": post(LINE * 3)}, 6, ["A sentence that"]),
    "an empty post": ({"posts/one.md": post("")}, 6, ["One"]),
    "titles of 200 characters": (
        {
            "posts/one.md": post(LINE, title="Long title " * 18 + "!!"),
            "zine.toml": RECIPE.replace("Small hours", "Long title " * 18 + "??"),
        },
        6,
        ["title !!", "title ??"],
    ),
    "a post in Arabic in an English zine": (
        {"posts/one.md": post(ARABIC * 20 + "\n\n- واحد\n\n1. اثنان", lang="ar", title="الليل")},
        6,
        ["الليل", "أحد", "واحد"],
    ),
    "a word of 80 letters everywhere": (
        {
            "posts/one.md": post(
                f"{LONG}\n\n## {LONG}\n\n- {LONG}\n    1. {LONG}\n\n> {LONG}\n\n`{LONG}`\n\n"
                f"    {LONG}{LONG}\n\n{table(['a', LONG], [LONG, 'b'])}\n\nCaption: {LONG}\n\n"
                f"{LONG}\n: {LONG}\n\n[{LONG}](#{LONG.lower()})[^1]\n\n[^1]: {LONG}",
                title=LONG,
                author=LONG,
                summary=LONG,
            ),
            "zine.toml": RECIPE.replace("Small hours", LONG),
        },
        9,
        ["vorlagen"],
    ),
    "a table with 20 columns": (
        {"posts/one.md": post(table(COLUMNS, *[[LONG[:30], "word", "12345", *COLUMNS[3:]]] * 12))},
        14,  # below one another, since no page has room for them
        ["C19", "Rind"],
    ),
    "symbols": (
        {
            "posts/one.md": post(
                "Yes ✓ no ✗, → ⇒ ½ € ∞ ≤ ÷ ° µ № ™ † ☐ ★ ☎ 🎉 ✊ ♥, e\u0301, a\u200bb\u00adc."
            )
        },
        6,
        ["Yes", "🎉", "½ €", "é"],
    ),
    "a note on every paragraph": (
        {
            "posts/one.md": post(
                "\n\n".join(f"{LINE}[^{n}]" for n in range(60))
                + "\n\n"
                + "\n".join(f"[^{n}]: The note {n}." for n in range(60))
            )
        },
        16,
        ["The note 0.", "The note 59."],
    ),
    "no resources": ({"posts/one.md": post(LINE), "resources.toml": "# none\n"}, 6, ["an end."]),
    "lists and quotations in each other": (
        {
            "posts/one.md": post(
                "".join(f"{'    ' * n}- level {n}\n" for n in range(12))
                + "\n"
                + "".join(f"{'> ' * n}quoted {n}\n{'> ' * n}>\n" for n in range(1, 8))
            )
        },
        7,
        ["level 11", "quoted 7"],
    ),
    "pictures that are thin": (
        {
            "posts/one.md": post(
                "![tall](t.png)\n\n![wide](w.png)\n\n![dot](d.png)\n\nIn ![tall](t.png) a line."
            ),
            "t.png": picture("PNG", 2, 3000),
            "w.png": picture("PNG", 3000, 2),
            "d.png": picture("PNG", 1, 1),
        },
        7,
        ["a line."],
    ),
}


@pytest.mark.parametrize("size", SIZES)
def test_every_size_builds(size: str, lay: Lay) -> None:
    files, pages, words = SIZES[size]
    lay(files)
    built = zine("build", "m", "--edition", "reading", "--jobs", "1")

    assert built.exit_code == 0, built.output
    with pypdfium2.PdfDocument(next(Path("build").glob("*/*.pdf"))) as pdf:
        read = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
        assert [word for word in words if squeezed(word) not in read] == []
        assert outside(pdf) == []
        assert 4 <= len(pdf) <= pages


def squeezed(text: str) -> str:
    """A text without its spaces, since a line may end anywhere."""
    return "".join(unicodedata.normalize("NFC", text).split())


def outside(pdf: pypdfium2.PdfDocument) -> list[str]:
    """The characters that are not wholly on their page, each with the page's number."""
    found = []
    for number, page in enumerate(pdf, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            if left < 0 or bottom < 0 or right > width or top > height:
                found.append(f"page {number}: {text.get_text_range(place, 1)!r}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_of_8000_by_8000_pixels(form: str, lay: Lay) -> None:
    lay({"posts/one.md": post("![sky](sky.png)"), "sky.png": picture(form, 8_000, 8_000)})

    assert zine("build", "m").exit_code == 0
    sizes = {path.suffix: path.stat().st_size for path in Path("build/small-hours").iterdir()}
    assert sizes[".pdf"] < 1_000_000
    assert sizes[".epub"] < 1_000_000


@pytest.mark.slow
def test_300_posts(lay: Lay) -> None:
    names = [f"post-{number:03}" for number in range(300)]
    order = textwrap.indent(",\n".join(f'"{name}"' for name in names), "  ")
    posts = {
        f"posts/{name}.md": post(f"{LINE * 12}[^1]\n\n[^1]: Of {name}.", title=f"On {name}")
        for name in names
    }
    recipe = RECIPE.replace('["one"]', f"[\n{order}\n]")
    lay({"zine.toml": recipe, "posts/one.md": None} | posts)
    built = zine("build", "m", "--jobs", "2")
    listed = json.loads(zine("order", "m", "--json").stdout)["posts"]

    assert built.exit_code == 0, built.output
    assert [row["post"] for row in listed] == names
    with pypdfium2.PdfDocument(Path("build/small-hours/small-hours-reading.pdf")) as pdf:
        last = listed[-1]["first_page"]
        assert pdf[last - 1].get_textpage().get_text_range().startswith("On post-299")
        assert str(last) in pdf[last - listed[-1]["pages"]].get_textpage().get_text_range()
        assert outside(pdf) == []
