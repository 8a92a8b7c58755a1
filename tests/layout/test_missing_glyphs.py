"""Letters that no face shows: named with their lines, and in the way of print alone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from running import RECIPE, Lay, zine

from zinewright.layout import fallback_fonts as faces
from zinewright.layout import missing_glyphs as glyphs
from zinewright.layout.fallback_fonts import families
from zinewright.layout.layout import Layout
from zinewright.layout.missing_glyphs import problems_of


@pytest.fixture
def without_cjk(monkeypatch):
    """A machine on which the extra is not installed."""
    nowhere = ("zinewright_nowhere_regular:Regular.otf", "zinewright_nowhere_bold:Bold.otf")
    monkeypatch.setattr(faces, "CJK", nowhere)
    monkeypatch.setattr(glyphs, "CJK", nowhere)
    families.cache_clear()
    yield
    families.cache_clear()


def said_of(text: str, letters: str | None = None) -> list[str]:
    return [str(p) for p in problems_of(sorted(letters or set(text) - {"\n"}), text, "posts/a.md")]


def test_each_letter_is_named_with_its_lines_and_each_script_once():
    assert said_of("𓂀𓃭\nབ\n𓂀") == [
        "posts/a.md:2: no font here shows “བ” (U+0F56 TIBETAN LETTER BA, line 2), so this cannot "
        "be printed. Write it with other letters, or add a font that has them to layout.toml. "
        "[glyphs]",
        "posts/a.md:1: no font here shows “𓂀” (U+13080 EGYPTIAN HIEROGLYPH D010, lines 1, 3), “𓃭” "
        "(U+130ED EGYPTIAN HIEROGLYPH E023, line 1), so this cannot be printed. Write it with "
        "other letters, or add a font that has them to layout.toml. [glyphs]",
    ]


def test_letters_without_a_name_are_named_by_their_numbers():
    [said] = said_of("\ue000\u0378")

    assert "“͸” (U+0378 no letter that is known by name, line 1), “\ue000” (U+E000 no" in said


def test_many_letters_of_a_script_are_one_problem(without_cjk):
    text = "".join(chr(0x4E00 + n) for n in range(400))
    [said] = said_of(text)

    assert said.startswith("posts/a.md:1: no font here shows “一” (U+4E00, line 1), “丁” (U+4E01")
    assert said.endswith(
        " and 376 more, so this cannot be printed. Install the letters of Chinese, Japanese and "
        "Korean: .venv/bin/pip install zinewright-nowhere-regular zinewright-nowhere-bold. [glyphs]"
    )
    assert len(said) < 1800


def test_an_installed_program_asks_for_the_extra(without_cjk, monkeypatch, tmp_path):
    (tmp_path / "_layouts").mkdir()
    monkeypatch.setattr(glyphs, "__file__", str(tmp_path / "layout" / "missing_glyphs.py"))
    [said] = said_of("漢")

    assert "Korean: pip install 'zinewright[cjk]'. [glyphs]" in said


ODD = "---\ntitle: Signs 𓂀\nnotes: none\n---\n\nText.\n\n- བ\n"
SAID = """\
m/posts/one.md:2: no font here shows “𓂀” (U+13080 EGYPTIAN HIEROGLYPH D010, line 2), so this \
cannot be printed. Write it with other letters, or add a font that has them to layout.toml. [glyphs]
m/posts/one.md:8: no font here shows “བ” (U+0F56 TIBETAN LETTER BA, line 8), so this cannot be \
printed. Write it with other letters, or add a font that has them to layout.toml. [glyphs]
"""


@pytest.fixture
def odd(lay: Lay) -> Path:
    return lay({"posts/one.md": ODD})


def test_what_has_no_face_stops_print_and_nothing_else(odd):
    built = zine("build", "m")
    made = json.loads(Path("build/small-hours/manifest.json").read_text("utf-8"))

    assert built.exit_code == 1
    assert built.stdout.split() == [
        f"build/small-hours/{name}"
        for name in ("small-hours.epub", "small-hours.html", "small-hours.txt",
                     "content-notes.json", "manifest.json")
    ]  # fmt: skip
    assert sorted(built.stderr.splitlines()[:2]) == sorted(SAID.splitlines())
    assert built.stderr.splitlines()[-1] == (
        "2 errors: without reading, large-print, booklet and pocket, which cannot be printed as "
        "the text stands; all others were built."
    )
    assert [edition["edition"] for edition in made["editions"]] == ["epub", "web", "text"]
    assert "Signs 𓂀" in Path("build/small-hours/small-hours.txt").read_text("utf-8")
    with zipfile.ZipFile("build/small-hours/small-hours.epub") as book:
        assert any("བ" in book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.parametrize("more", [(), ("--quick",)], ids=["whole", "quick"])
def test_a_check_says_it(odd, more):
    checked = zine("check", "m", *more)

    assert checked.exit_code == 1
    assert sorted(line for line in checked.stdout.splitlines() if "[glyphs]" in line) == sorted(
        SAID.splitlines()
    )
    assert "Nothing is wrong" not in checked.output


def test_what_is_built_without_pages_says_so(odd):
    zine("build", "m")
    text = " ".join(Path("build/small-hours/small-hours.txt").read_text("utf-8").split())

    assert "It has no pages for print, since no font here shows some of its letters." in text
    assert "EPUB, an ebook:" in text
    assert not any(named in text for named in ("PDF", "Booklet", "Pocket"))


def test_who_asks_for_no_pages_is_warned(odd):
    built = zine("build", "m", "--edition", "text")

    assert built.exit_code == 0
    assert sorted(line for line in built.stderr.splitlines() if "[glyphs]" in line) == sorted(
        f"warning: {line}" for line in SAID.splitlines()
    )


def test_where_nothing_can_be_made_nothing_is(odd):
    built = zine("build", "m", "--edition", "reading")

    assert built.exit_code == 1
    assert built.stderr.splitlines()[-1] == "2 errors: nothing was built."
    assert not Path("build/small-hours").exists()


def test_the_order_is_shown_without_pages(odd):
    shown = zine("order", "m")

    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0] == "  1  page   –      2 words  one"
    assert shown.stderr == "Its pages cannot be counted. To see why: zine check m\n"
    assert json.loads(zine("order", "m", "--json").stdout)["posts"][0]["first_page"] is None


def test_nothing_is_planned_on_paper(odd):
    planned = zine("plan", "m", "--copies", "3")

    assert planned.exit_code == 1
    assert [line for line in planned.stderr.splitlines() if "[glyphs]" in line]


def test_a_release_needs_all_its_editions(odd):
    released = zine("release", "m")

    assert released.exit_code == 1
    assert not Path("build/small-hours-release").exists()


def test_letters_of_the_recipe_are_said_of_it(lay):
    lay({"posts/one.md": "# One\n\nText.\n", "zine.toml": RECIPE.replace("Small hours", "བ hours")})
    said = zine("check", "m", "--quick").stdout

    assert said.startswith(
        "m/zine.toml:1: no font here shows “བ” (U+0F56 TIBETAN LETTER BA, line 1)"
    )


SCRIPTS = (
    "שלום", "नमस्ते", "สวัสดี", "გამარჯობა", "বাংলা", "ሰላም", "Բարեւ", "ਪੰਜਾਬੀ", "Κόσμε", "Привет",
)  # fmt: skip


@pytest.mark.slow
def test_titles_and_names_in_ten_scripts_with_emoji(lay):
    title, family = " ".join(SCRIPTS), "👨\u200d👩\u200d👧"
    lay(
        {
            "posts/one.md": f"---\ntitle: {title} {family}\nauthor: სახელი 👩🏽\n"
            f"summary: ✓ {title}\n---\n\n{title}\n",
            "zine.toml": RECIPE.replace("Small hours", f"{title} {family}"),
        }
    )

    assert zine("build", "m").exit_code == 0
    [path] = Path("build").glob("*/*-reading.pdf")
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert str(pdf.docinfo["/Title"]) == f"{title} {family}"
        assert f"{title} {family}" in [item.title for item in outline.root]
    seen = pypdfium2.PdfDocument(path)
    said = [page.get_textpage().get_text_range() for page in seen]
    whole = [page for page in said if all(script in page for script in SCRIPTS[3:])]

    assert len(whole) >= 3  # the cover, the contents, the post
    assert sum(family in page for page in said) >= 3


def test_a_section_that_cannot_be_typeset_stops_print_and_nothing_else(lay, monkeypatch):
    lay({"posts/one.md": "# One\n\nText.\n"})
    complaint = ".lead { color: nowhere } body { font-size: 10pigs }"
    real = Layout.page_style
    monkeypatch.setattr(
        "zinewright.layout.layout.Layout.page_style",
        lambda layout, name, *told: (
            real(layout, name, *told) + (complaint if name == "print.css" else "")
        ),
    )
    built = zine("build", "m")

    assert built.exit_code == 1
    assert "[typeset]" in built.stderr
    assert "without reading, large-print, booklet and pocket" in built.stderr.splitlines()[-1]
    assert [path.suffix for path in sorted(Path("build/small-hours").iterdir())] == [
        ".json", ".json", ".epub", ".html", ".txt",
    ]  # fmt: skip


@pytest.mark.slow
def test_marks_stand_on_their_letters_and_are_said_with_them(lay):
    name = "Ad\u00e9b\u00e1y\u1ecd\u0300"
    lay({"posts/one.md": f"---\ntitle: Of {name}\nnotes: none\n---\n\nTo {name} *{name}*.\n"})

    assert zine("build", "m", "--edition", "reading").exit_code == 0
    [path] = Path("build").glob("*/*-reading.pdf")
    said = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    assert any(f"To {name} {name}." in page and f"Of {name}" in page for page in said)
