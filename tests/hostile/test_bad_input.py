"""Bad input, and the whole message that answers it: `bad_*.txt` are the tables."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from running import RECIPE, Lay, zine
from zines import png

TABLES = sorted(Path(__file__).parent.glob("bad_*.txt"))
CASES = dict(
    part.split("\n", 1) for table in TABLES for part in table.read_text("utf-8").split("\n== ")[1:]
)  # name: files and commands
SECONDS = re.compile(r"\d+\.\d s\.")


@pytest.mark.parametrize("name", CASES)
def test_bad_input(name: str, lay: Lay) -> None:
    files, _, said = f"\n{CASES[name]}".partition("\n$ ")
    _lay_out(files, lay)
    expected = [f"$ {part.rstrip()}" for part in said.split("\n$ ")]
    printed = [_printed(part.split("\n", 1)[0]) for part in expected]

    assert printed == expected


def _sky(width: int, height: int) -> bytes:
    """The beginning of a picture, which is all that is read of one that is too large."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (struct.pack(">I", len(part) - 4) + part for part in (header, b"IDAT"))
    ends = (struct.pack(">I", zlib.crc32(part)) for part in (header, b"IDAT"))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(bytes.__add__, chunks, ends))


HUGE = {
    "lists 300 levels deep": (
        {"posts/one.md": "# One\n\n" + "".join(f"{'    ' * n}- a\n" for n in range(300))},
        "m/posts/one.md:302: the text is nested too deeply. Take some levels out. [nesting]",
    ),
    "quotations 5,000 levels deep": (
        {"posts/one.md": "# One\n\nText.\n\n" + ">" * 5_000 + " deep"},
        "m/posts/one.md:5: the text is nested too deeply. Take some levels out. [nesting]",
    ),
    "lists in a line 5,000 levels deep": (
        {"posts/one.md": "# One\n\n" + "1. " * 5_000 + "deep"},
        "m/posts/one.md:3: the text is nested too deeply. Take some levels out. [nesting]",
    ),
    "brackets 5,000 levels deep in the front matter": (
        {"posts/one.md": f"---\ntitle: One\nnotes: {'[' * 5_000}{']' * 5_000}\n---\n"},
        "m/posts/one.md:2: the front matter cannot be read: more brackets, or lists in lists, than "
        "can be read. Take some out. [yaml]",
    ),
    "brackets 5,000 levels deep in the recipe": (
        {"zine.toml": f"title = {'[' * 5_000}{']' * 5_000}\n"},
        "m/zine.toml:1: the file cannot be read: more brackets, or lists in lists, than can be "
        "read. Take some out. [toml]",
    ),
    "a post of 3 MB": (
        {"posts/one.md": "# One\n\n" + "word " * 600_000},
        "m/posts/one.md: the file has 3,000,007 bytes, more than the 2,000,000 that are taken. "
        "Split it into several posts. [size]",
    ),
    "a picture of 20,000 × 20,000 pixels": (
        {"posts/one.md": "# One\n\n![the sky](sky.png)\n", "sky.png": _sky(20_000, 20_000)},
        "m/posts/one.md:3: the picture sky.png has 20000 × 20000 pixels, too many to decode "
        "safely. Save it with at most 7,000 × 7,000 pixels. [picture]",
    ),
    "a whole number of a million digits": (
        {"zine.toml": f"title = {'9' * 1_000_000}\n"},
        "m/zine.toml:1: the number is longer than any that is used here. Write one of a few "
        "digits. [size]",
    ),
    "a number of 3,700 signs that is written in 4,455 digits": (
        {"zine.toml": RECIPE + f"contact = 0x{'f' * 3_700}\nfront_pages = 0x{'f' * 3_700}\n"},
        'm/zine.toml:4: “contact” is not text. Write contact = "…". [value]\n'
        "m/zine.toml:5: “front_pages” cannot be “a number of thousands of digits”. Write "
        "one of: arabic, roman. [value]",
    ),
    "a title of 33,000 words": (
        {"zine.toml": RECIPE.replace("Small hours", "word " * 33_000)},
        "m/zine.toml:1: “title” has 165,000 letters, more than the 10,000 that are taken. Write a "
        "shorter one. [size]",
    ),
    "a title of 301 letters": (
        {"zine.toml": RECIPE.replace("Small hours", "a" * 301)},
        "m/zine.toml:1: “title” has 301 letters, more than the 300 that are taken. Write a shorter "
        "one. [size]",
    ),
    "3,000 authors": (
        {"zine.toml": RECIPE + f"authors = {[f'Author {n}' for n in range(3_000)]}\n"},
        "m/zine.toml:4: there are 3,000 authors, more than the 300 that are taken. Name a "
        "collective, and thank all people in a post. [size]",
    ),
    "an author of a thousand letters": (
        {"zine.toml": RECIPE + f"authors = ['{'word ' * 200}']\n"},
        "m/zine.toml:4: the author “word word word word word word word word word word word word…” "
        'has 1,000 letters. Write at most 200, and names apart, like ["A", "B"]. [size]',
    ),
    "a website without its https://": (
        {"zine.toml": RECIPE + 'website = "example.org/zine"\n'},
        "m/zine.toml:4: “example.org/zine” is no web address. Write website = "
        '"https://example.org/zine". [link-address]',
    ),
    "a website that is none": (
        {"zine.toml": RECIPE + 'website = "on the web"\n'},
        "m/zine.toml:4: “on the web” is no web address. Write website = "
        '"https://…". [link-address]',
    ),
    "a website that is a script": (
        {"zine.toml": RECIPE + 'website = "javascript:x.y"\n'},
        "m/zine.toml:4: “javascript:x.y” is no web address. Write website = "
        '"https://…". [link-address]',
    ),
    "a post with a title of 3,000 words": (
        {"posts/one.md": f"---\ntitle: {'word ' * 3_000}\n---\n\nText.\n"},
        "m/posts/one.md:2: the title has 14,999 letters, more than the 1,000 that are taken. Write "
        "a shorter one. [size]",
    ),
    "a post by 400 people": (
        {"posts/one.md": "---\ntitle: One\nauthor: [" + "Ada, " * 400 + "]\n---\n\nText.\n"},
        "m/posts/one.md:3: “author” names 400, more than the 300 that are taken. Name fewer, or "
        "one that stands for all. [size]",
    ),
    "words without end in a message": (
        {"posts/one.md": f"# One\n\n[{'word ' * 1_000}](two.md)\n"},
        "m/posts/one.md:3: the link “word word word word word word word word word word word word…” "
        "leads to “two.md”, which is no post in the order. Write https://…, the file name of a "
        "post, or # and a heading. [link-target]",
    ),
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_input(name: str, lay: Lay) -> None:
    files, message = HUGE[name]
    lay(files)

    assert zine("check", "m").output == f"{message}\n"


SHOWN = "{{ 7*7 }} {% raise %} <script>alert('1')</script> <b>x</b> &lt;b&gt; ${HOME}"


@pytest.mark.slow
def test_a_post_is_text_and_never_code(lay: Lay) -> None:
    keys = "".join(f'{key}: "{SHOWN}"\n' for key in ("title", "author", "summary", "notes"))
    lay(
        {
            "posts/one.md": f"---\n{keys}lang: fr\n---\n\n{SHOWN}\n\n## {SHOWN}\n\n    {SHOWN}\n",
            "zine.toml": RECIPE.replace("Small hours", SHOWN) + f'subtitle = "{SHOWN}"\n',
        }
    )

    assert zine("build", "m").exit_code == 0
    for words in (_words_of_pdf(), _words_of_epub(), _words_of_text()):
        said = " ".join(words.split())
        assert "49" not in said
        assert said.count("{{ 7*7 }} {% raise %}") >= 5


def test_what_was_built_before_stays(lay: Lay) -> None:
    post = lay({"posts/one.md": "# One\n\nText.\n"}) / "posts/one.md"
    assert zine("build", "m").exit_code == 0
    before = {path.name: path.read_bytes() for path in Path("build/small-hours").iterdir()}
    post.write_text("# One\n\n[nowhere](two.md)\n")

    assert zine("build", "m").exit_code == 1
    assert {path.name: path.read_bytes() for path in Path("build/small-hours").iterdir()} == before


def test_a_warning_does_not_keep_a_zine_from_being_built(lay: Lay) -> None:
    lay({"posts/two.md": "# Two\n"})
    built = zine("build", "m", "--edition", "text")

    assert built.exit_code == 0
    assert (
        "warning: m/zine.toml:3: the post “two” is not in the order, so it is not in the zine. "
        "Take it in: zine move two --last m (or leave it out: zine drop two m). [order]"
    ) in built.stderr.splitlines()
    assert built.stdout == (
        "build/small-hours/small-hours.txt\nbuild/small-hours/content-notes.json\n"
        "build/small-hours/manifest.json\n"
    )


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "99999999999999999"])
def test_a_date_of_the_machine_that_is_none(
    epoch: str, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay({})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert zine("check", "m").output == (
        f"SOURCE_DATE_EPOCH: “{epoch}” is no number of seconds. "
        "Write seconds since 1970, or unset it. [date]\n"
    )


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"bell\x07.md", b"two\nlines.md"])
def test_file_names_that_a_terminal_cannot_show(name: bytes, lay: Lay) -> None:
    folder = lay({})
    (Path(os.fsdecode(os.fsencode(folder / "posts") + b"/" + name))).write_text("# Two\n")
    said = zine("check", "m")
    listed = json.loads(zine("check", "m", "--json").stdout)["problems"]

    assert said.exit_code == 1
    assert len(said.output.splitlines()) == len(listed) == 2
    assert {problem["rule"] for problem in listed} == {"post-name", "order"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_post_that_may_not_be_read(lay: Lay) -> None:
    (lay({}) / "posts/one.md").chmod(0)

    assert zine("check", "m").output == (
        "m/posts/one.md: the file cannot be read (permission denied). "
        "Mend the path or its permissions. [cannot-read]\n"
    )


def test_an_edition_cannot_be_built_into_a_file(lay: Lay) -> None:
    recipe = lay({}) / "zine.toml"
    built = zine("build", "m", "--out", "m/zine.toml", "--edition", "text")

    assert built.exit_code == 1
    assert recipe.read_text() == RECIPE


@pytest.mark.parametrize("command", ["check", "build", "notes", "resources", "import", "new"])
def test_a_path_that_is_too_long_for_one(command: str, lay: Lay) -> None:
    lay({})
    said = zine(command, "a" * 5_000)

    assert said.exit_code == 1
    assert said.output == (
        f"{'a' * 59}…: this is no path (file name too long). Correct it. [cannot-read]\n"
    )


@pytest.mark.parametrize("key", ["", ".", " . "])
def test_a_key_that_names_none(key: str, lay: Lay) -> None:
    lay({})
    said = zine("set", key, "x", "m")

    assert said.exit_code == 2
    assert said.output.endswith("Error: say which key: zine set title VALUE\n")


def test_a_fault_of_ours_is_said_in_a_line(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    lay({})
    monkeypatch.setattr("zinewright.press.build.read_manuscript", lambda *asked: 1 / 0)
    said = zine("check", "m")

    assert said.exit_code == 1
    assert re.fullmatch(
        r"zine: this is a fault of Zinewright, not of yours \(ZeroDivisionError: division by zero, "
        r"at test_bad_input.py:\d+\)\. Please report it with these words and with what you did\. "
        r"\[fault\]\n",
        said.output,
    )


def test_a_fault_of_ours_shows_where_it_is_to_those_who_ask(
    lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay({})
    monkeypatch.setattr("zinewright.press.build.read_manuscript", lambda *asked: 1 / 0)
    monkeypatch.setenv("ZINEWRIGHT_DEBUG", "1")
    said = zine("check", "m")

    assert said.exit_code == 1
    assert said.output.startswith("Traceback (most recent call last):\n")
    assert said.output.endswith("with what you did. [fault]\n")


def _words_of_pdf() -> str:
    with pypdfium2.PdfDocument(next(Path("build").glob("*/*.pdf"))) as pdf:
        return " ".join(page.get_textpage().get_text_bounded() for page in pdf)


def _words_of_text() -> str:
    return next(Path("build").glob("*/*.txt")).read_text("utf-8")


def _words_of_epub() -> str:
    with zipfile.ZipFile(next(Path("build").glob("*/*.epub"))) as packed:
        pages = [packed.read(name) for name in packed.namelist() if name.endswith(".xhtml")]
    return " ".join("".join(etree.fromstring(page).itertext()) for page in pages)


def _lay_out(files: str, lay: Lay) -> None:
    found: dict[str, str | bytes | None] = {}
    links: dict[str, str] = {}
    for part in f"{files}\n".split("\n-- ")[1:]:
        head, _, text = part.partition("\n")
        if " -> " in head:
            name, links[name] = (head.split(" -> ")[0], head.split(" -> ")[1])
        elif head.endswith(" = picture"):
            found[head.removesuffix(" = picture")] = png()
        elif " = zip of " in head:
            packed = head.split(" = zip of ")
            found[packed[0]] = _zipped(f"{packed[1]}/", found)
        elif head.endswith(" (left out)"):
            found[head.removesuffix(" (left out)")] = None
        elif head.endswith(" (escaped)"):
            found[head.removesuffix(" (escaped)")] = _unescaped(text)
        else:
            found[head] = f"{text}\n"
    folder = lay(found)
    for name, target in links.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)


def _zipped(folder: str, files: Mapping[str, str | bytes | None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in files.items():
            if name.startswith(folder) and text is not None:
                packed.writestr(name.removeprefix(folder), text)
    return out.getvalue()


def _unescaped(text: str) -> bytes:
    return text.encode().decode("unicode_escape").encode("latin-1")


def _printed(line: str) -> str:
    program, *words = shlex.split(line.removeprefix("$ "))
    assert program == "zine"
    return f"{line}\n{SECONDS.sub('… s.', zine(*words).output)}".rstrip()
