"""What a folder or an archive holds beside its posts: read, or named with what to do about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import service_exports as made
from exports import (
    HUGO,
    JEKYLL,
    blogger,
    blogger_takeout,
    ebook,
    google_doc,
    medium,
    picture,
    substack,
    word,
    zipped,
)
from running import zine

from zinewright.importers.common.left_behind import left_behind

LONG = "This sentence has quite enough words to be a paragraph and not a title."
PAGE = f"<html><body><h1>A page</h1><p>{LONG}</p></body></html>"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def brought(files: dict[str, bytes | str], *words: str) -> tuple[list[str], list[str]]:
    """The titles that come of a folder, and what is said to be left behind."""
    for path, content in files.items():
        place = Path("blog") / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = json.loads(zine("import", "blog", "--json", *words).stdout)
    behind = [what.removeprefix("blog: ") for what in found["left_behind"]]
    return [post["title"] for post in found["posts"]], behind


def test_a_folder_of_all_sorts():
    titles, behind = brought({
        "one.md": f"# One\n\n{LONG}", "two.html": PAGE, "three.txt": f"A Night\n\n{LONG}",
        "four.docx": word(), "five.odt": made.odt(), "six.rtf": made.rtf(), "seven.epub": ebook(),
        "eight.mdx": "# Eight\n\nimport A from 'a'\n\nWords <B c={1}>in</B> {d}.",
        "nine.json": made.JSON_FEED, "ten.rst": "Ten\n===\n", "eleven.textile": "h1. Eleven",
        "twelve.adoc": "= Twelve", "notes.org": "* Notes", "old.doc": b"\xd0\xcf\x11\xe0",
        "a.wpd": "x",
        "b.pages": "x", "README.md": "# Read me", "search.md": "# Search", "x.png": picture(),
        "style.css": "p {}",
    })  # fmt: skip

    assert titles == [
        "Eight", "One", "The long wait", "The long wait", "Only words. …",
        "The long wait", "Two", "One", "The long wait", "A Night", "A page",
    ]  # fmt: skip
    assert behind[:4] == [
        "“README.md”, which by its name is no post: import it alone to have it",
        "“search.md”, which by its name is no post: import it alone to have it",
        "blog/seven.epub: 2 × a page that a zine makes itself: cover, title, contents",
        "blog/seven.epub: 1 × a page of notes, which stand in the chapters that cite them",
    ]
    assert behind[4:] == [
        "“a.wpd”, “b.pages”, “old.doc”, 3 files of a word processor that nothing has read: save "
        "them as docx in a word processor, and import that",
        "“eleven.textile”, a file of Textile that nothing has read: save it as Markdown or docx, "
        "as pandoc does, and import that",
        "“notes.org”, a file of Org that nothing has read: save it as Markdown or docx, as pandoc "
        "does, and import that",
        "“ten.rst”, a file of reStructuredText that nothing has read: save it as Markdown or docx, "
        "as pandoc does, and import that",
        "“twelve.adoc”, a file of AsciiDoc that nothing has read: save it as Markdown or docx, as "
        "pandoc does, and import that",
        "“style.css”, which is no kind of post",
        "1 × a picture that no post shows",
    ]


def test_a_site_is_read_where_its_posts_are_and_the_rest_is_named():
    titles, behind = brought({
        **JEKYLL, "_posts/2026-03-01-in-html.html": f"---\ntitle: In HTML\n---\n<p>{LONG}</p>",
        "_posts/2026-03-02-in-textile.textile": "---\ntitle: T\n---\nh1. T", "about.md": "# About",
        "index.html": PAGE, "_layouts/default.html": "<html>{{ content }}</html>",
        "search.md": "---\ntitle: S\n---\n", "404.md": "# 404\n", "robots.txt": "User-agent: *",
        "letter.docx": word(),
    })  # fmt: skip

    assert titles == ["The long wait", "After", "In HTML"]
    assert behind == [
        "1 × not published (draft, or private): --unpublished brings it",
        "“404.md”, which by its name is no post: import it alone to have it",
        "“README.md”, which by its name is no post: import it alone to have it",
        "“about.md”, a page: --pages brings it",
        "“search.md”, which by its name is no post: import it alone to have it",
        "“_posts/2026-03-02-in-textile.textile”, a file of Textile that nothing has read: save it "
        "as Markdown or docx, as pandoc does, and import that",
        "“index.html”, a file of the web (HTML) that nothing has read: to bring it, import it by "
        "name",
        "“letter.docx”, a file of text that nothing has read: to bring it, import it by name",
        "“robots.txt”, a file of plain text that nothing has read: to bring it, import it by name",
        "1 × a file of the site’s own program",
    ]


def test_the_pages_of_a_site_come_when_asked_for():
    titles, behind = brought({**JEKYLL, "about.md": f"# About\n\n{LONG}"}, "--pages")

    assert titles == ["About", "The long wait", "After"]
    assert not [what for what in behind if "about" in what]


@pytest.mark.parametrize(
    ("content", "behind"),
    [
        (substack(), ["“email_list.night.csv”, which is no kind of post"]),
        (medium(), ["“README.html”, “profile/profile.html”, 2 files of the web (HTML) that nothing "
                    "has read: to bring them, import them by name"]),
        (google_doc(), []), (word(), []), (ebook(), []), (made.odt(), []),
        (zipped(HUGO), []),
        (made.tumblr(), []), (made.tumblr(packed=True), []),
    ],
    ids=["substack", "medium", "google", "word", "ebook", "odt", "hugo", "tumblr", "tumblr-packed"],
)  # fmt: skip
def test_archives_of_services(content, behind):
    Path("x.zip").write_bytes(content)
    found = json.loads(zine("import", "x.zip", "--json").stdout)["left_behind"]

    said = [what.removeprefix("x.zip: ") for what in found]
    assert [what for what in said if not what[0].isdecimal()] == behind


def test_a_takeout_of_google():
    folder = "Takeout/Blogger/Blogs/Night Notes"
    titles, behind = brought({
        "Takeout/archive_browser.html": PAGE,
        f"{folder}/feed.atom": blogger(blogger_takeout("POST", "From a box")),
        f"{folder}/settings.csv": "a,b\n1,2\n",
    })  # fmt: skip

    assert titles == ["From a box"]
    assert behind == [
        "“Takeout/archive_browser.html”, a file of the web (HTML) that nothing has read: to bring "
        "it, import it by name",
        f"“{folder}/settings.csv”, which is no kind of post",
    ]


def test_many_are_grouped():
    (said,) = left_behind(f"a/{number:02}.rst" for number in range(30))

    assert said.startswith("“a/00.rst”, “a/01.rst”, ")
    assert "“a/09.rst” and 20 more, 30 files of reStructuredText" in said
    (said,) = left_behind(f"a/{number:02}.bin" for number in range(30))
    assert said == "30 files that are no kind of post (.bin)"


def test_a_text_in_another_markup_is_read_as_it_stands_and_told():
    Path("night.rst").write_text(f"A Night\n=======\n\n{LONG}\n")
    output = zine("import", "night.rst").output

    assert "look at this: its marks are those of reStructuredText, and stay as they are: " in output


def test_a_broken_file_among_others_is_named_and_the_others_come():
    titles, behind = brought({"one.md": f"# One\n\n{LONG}", "two.docx": zipped({
        "word/document.xml": "<w:document"})})  # fmt: skip

    assert titles == ["One"]
    assert behind == ["blog/two.docx: the document is broken (ExpatError): save it in Word again"]


def test_a_page_without_words_does_not_stop_the_others():
    titles, behind = brought({"a.html": PAGE, "b.html": "<html><nav>Home</nav></html>"})

    assert titles == ["A page"]
    assert behind == ["“b.html”: the page has no words that could be a post"]


@pytest.mark.parametrize(
    ("text", "says", "dropped"),
    [
        ("import A from './a'\nimport {B} from 'b'\n\n# T\n\nWords.", "Words.",
         ["“import A from './a'”, which the site’s program fills in",
          "“import {B} from 'b'”, which the site’s program fills in"]),
        ("# T\n\nimport taxes are high here.", "import taxes are high here.", []),
        ("# T\n\nexport const a = {\n  b: 1\n}\n\nWords.", "Words.",
         ["“export const a = {\n  b: 1\n}”, which the site’s program fills in"]),
        ("# T\n\n<Note kind={x}>Mind **this**.</Note>{/* not this */}", "Mind **this**.", []),
        ("# T\n\nIt is {props.day} {'now'}.", "It is  now.",
         ["“{props.day}”, which the site’s program fills in"]),
        ("# T\n\n```js\nimport a from 'a'\n{b}\n```\n\n`{c}`",
         "```\nimport a from 'a'\n{b}\n```\n\n`{c}`", []),
    ],
)  # fmt: skip
def test_mdx(text, says, dropped):
    Path("post.mdx").write_text(text)
    zine("import", "post.mdx", "--into", "m", "--yes")
    said = json.loads(zine("import", "post.mdx", "--json").stdout)["posts"][0]

    assert Path("m/posts/t.md").read_text().split("---\n\n")[1].strip() == " ".join(
        says.split("  ")
    )
    assert said["dropped"] == dropped
