"""A small zine in German, from its files to its pages: no word of another language is in it."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import etree
from running import laid

from zinewright.cli import main
from zinewright.languages.files import FOLDER
from zinewright.languages.words import languages, words_for
from zinewright.manuscript.edit.starter import write_starter

FILES = {
    "zine.toml": """\
title = 'Nach dem "Danach"'
authors = ["Ümit Öztürk", "Ada Groß", "Jo Weiß"]
description = "Drei Texte über die Zeit danach."
language = "de"
licence = "CC BY-SA 4.0"
regions = ["DE", "AT"]
notes = "full"
contact = "post@example.org"
publisher = "Kollektiv Fährte"
date = 2026-11-30
identifier = "urn:uuid:11111111-2222-4333-8444-555555555555"
order = ["vorwort", "flieder", "in-english"]
""",
    "posts/vorwort.md": """\
---
title: Vorwort
author: Ada Groß
date: 2026-11-01
kind: foreword
notes: none
---

Sie sagte: "Ich hab's gewusst." Und dann: "Er meinte 'später', nicht 'nie'." Das war's... ja.
""",
    "posts/flieder.md": """\
---
title: Der "Flieder" im Mai
author: Ümit Öztürk
date: 2026-05-02
updated: 2026-06-03
source: https://example.org/flieder
summary: Jemand erinnert sich an einen Garten.
notes: [Trauer]
---

Triggerwarnung: Suizidgedanken und SVV

Im Mai blühte der Flieder.[^1] ~~Nie wieder.~~

::: note Suizidversuche | Eine Nacht, und wie sie endete.
Am Morgen hielt jemand meine Hand.
:::

Danach wurde es leichter. Mehr steht [auf der Seite des Gartens](https://example.org/garten).

![Ein Zweig.](images/zweig.png)

[^1]: So steht es in der Satzung.
""",
    "posts/in-english.md": """\
---
title: A "letter" home
author: Jo Weiß
lang: en
date: 2026-04-02
notes: unsaid
---

It was 'fine'.
""",
    "resources.toml": """\
[[resource]]
id = "erfundene-stelle"
name = "Erfundene Stelle"
kind = "crisis"
regions = ["DE"]
url = "https://example.org/stelle"

[[resource.channels]]
type = "voice"
display = "030 23125 000"
e164 = "+493023125000"
hours = "9 bis 17 Uhr"
tz = "Europe/Berlin"
languages = ["de", "tr", "gsg"]
""",
}
EDITIONS = ("reading", "epub", "text", "web", "pocket")
SHARED = {"PDF", "EPUB", "QR", "Links", "Link", "Text", "Post", "Name"}  # words of both languages


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from zines import png

    folder = tmp_path_factory.mktemp("german")
    laid(folder / "m", {**FILES, "posts/one.md": None, "images/zweig.png": png()})
    chosen = [word for name in EDITIONS for word in ("--edition", name)]
    said = CliRunner().invoke(main, ["build", str(folder / "m"), "--out", str(folder), *chosen])
    assert said.exit_code == 0, said.output
    return folder


def file(folder: Path, ending: str) -> bytes:
    (path,) = folder.glob(f"*{ending}")
    return path.read_bytes()


def literals(texts: Iterable[str]) -> Iterator[str]:
    """What stands in texts without the parts that are filled in."""
    for text in texts:
        yield from (literal.strip(" ,.;:()[]“”") for literal, *_ in Formatter().parse(text))


def of_english() -> Iterator[str]:
    words, topics = (
        tomllib.loads((FOLDER / "en" / f"{name}.toml").read_text("utf-8"))
        for name in ("words", "topics")
    )
    yield from (t for key, t in words.items() if isinstance(t, str) and "alt-says" not in key)
    yield from (topic["label"] for topic in topics["topics"].values())
    yield from topics["groups"].values()


GERMAN = "\n".join(literals(words_for("de").texts.values()))


def stands_in(words: str, text: str) -> bool:
    return words in text and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


PHRASES = {
    text for text in literals(of_english()) if len(text) > 2 and not stands_in(text, GERMAN)
} - SHARED


def english_in(text: str) -> list[str]:
    """The texts of English that stand in a text as words of their own."""
    return sorted(each for each in PHRASES if stands_in(each, text))


@pytest.mark.slow
def test_the_whole_zine_as_text(made: Path) -> None:
    expected = Path(__file__).with_name("german.txt").read_text("utf-8")
    assert file(made, ".txt").decode() == expected


@pytest.mark.slow
def test_no_word_of_english_is_generated(made: Path) -> None:
    """Neither in what is read nor in what stands beside it: names, labels, metadata.

    What a piece in English says in English, its author wrote; it holds none of these.
    """
    assert english_in(file(made, ".txt").decode()) == []
    page = etree.HTML(file(made, ".html"))
    for style in [*page.iter("style", "script")]:
        style.getparent().remove(style)
    assert english_in(_said(page)) == []
    with zipfile.ZipFile(io.BytesIO(file(made, ".epub"))) as book:
        files = [name for name in book.namelist() if name.endswith((".xhtml", ".opf"))]
        names = [name for name in files if "english" not in name]
        said = {name: english_in(_said(etree.fromstring(book.read(name)))) for name in names}
    assert said == dict.fromkeys(names, [])
    for name in ("reading", "pocket"):
        with pypdfium2.PdfDocument(file(made, f"{name}.pdf")) as pdf:
            printed = " ".join(page.get_textpage().get_text_range() for page in pdf)
        assert english_in(printed) == [], name


def _said(root: etree._Element) -> str:
    """The texts of a document, and of its attributes that are for people."""
    for term in root.iterfind(".//{*}meta"):
        if term.get("property") in ("term", "cn:topic"):
            term.text = ""  # the slug of a topic, for programs
    said = [text for text in root.itertext() if text.strip()]
    for element in root.iter(etree.Element):
        said += [element.get(key, "") for key in ("alt", "aria-label", "title", "content")]
    return "\n".join(said)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seite 1\nContents\nFlieder", ["Contents"]),
        ("Zurück zum Text, page 7", ["page"]),
        ("Support with this: Anlaufstellen", ["Support with this", "with"]),
        ("Tod oder Trauer, suicidal thoughts", ["suicidal thoughts"]),
        ("Inhalt. Anlaufstellen.", []),
    ],
)
def test_a_word_of_english_is_found(text: str, found: list[str]) -> None:
    assert english_in(text) == found


@pytest.mark.slow
def test_the_language_of_every_file_is_german(made: Path) -> None:
    for name in ("reading", "pocket"):
        with pikepdf.open(io.BytesIO(file(made, f"{name}.pdf"))) as pdf:
            assert str(pdf.Root.Lang) == "de"
    assert etree.HTML(file(made, ".html")).get("lang") == "de"
    with zipfile.ZipFile(io.BytesIO(file(made, ".epub"))) as book:
        package = etree.fromstring(book.read("EPUB/content.opf"))
        piece = etree.fromstring(book.read("EPUB/in-english.xhtml"))
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert [e.text for e in package.iter("{http://purl.org/dc/elements/1.1/}language")] == [
        "de",
        "en",
    ]
    # what is said in the piece in English is marked as German
    notice = piece.find(".//{*}section[@class='notice']")
    assert (piece.get("lang"), notice.get("lang")) == ("en", "de")


@pytest.mark.parametrize("language", languages())
def test_a_zine_to_start_from_says_nothing_else(language: str, tmp_path: Path) -> None:
    """It builds; and a release would stop at each of its words that are to be replaced."""
    write_starter(tmp_path / "m", language)
    said = CliRunner().invoke(main, ["check", str(tmp_path / "m")])

    assert (said.exit_code, said.stdout) == (0, "")
    recipe = tomllib.loads((tmp_path / "m" / "zine.toml").read_text("utf-8"))
    assert recipe["language"] == language
    assert recipe["title"] == {"en": "A new zine", "de": "Ein neues Zine"}[language]


def test_a_language_without_words_is_told_of_once(tmp_path: Path) -> None:
    """Its zine has English words, marked as English; no heading falls back in silence."""
    recipe = FILES["zine.toml"].replace('"de"', '"cy"').replace(', "in-english"', "")
    files = {**FILES, "zine.toml": recipe, "posts/one.md": None, "posts/in-english.md": None}
    laid(tmp_path / "m", {**files, "posts/flieder.md": "---\ntitle: Un\nnotes: none\n---\n\nUn."})
    said = CliRunner().invoke(
        main, ["build", str(tmp_path / "m"), "--out", str(tmp_path / "out"), "--edition", "web"]
    )

    assert [line for line in said.stderr.splitlines() if "Welsh" in line] == [
        "There are no words in Welsh (cy) here, only in German (de) and English (en): what "
        "Zinewright says in this zine is in English, and marked as English.",
        "Texts in Welsh (cy) are not read for content notes or safe messaging.",
    ]
    page = etree.HTML(file(tmp_path / "out", ".html"))
    assert (page.get("lang"), page.find(".//section[@id='contents']").get("lang")) == ("cy", "en")
