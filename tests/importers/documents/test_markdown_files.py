"""Markdown of other programs, web pages, and folders of both → posts."""

from __future__ import annotations

import base64
import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from exports import HUGO, JEKYLL, WEB_PAGE, picture, zipped

from zinewright.importers import importer_of
from zinewright.importers.common.archive import zipped as archive
from zinewright.importers.common.arrived import Arrivals, Arrived, Image, Source
from zinewright.importers.common.liquid import resolved
from zinewright.importers.documents.markdown_files import posts_in_markdown
from zinewright.importers.documents.web_page import posts_in_web_page
from zinewright.importers.open import gathered, opened
from zinewright.problems import ZineError
from zinewright.prose.commonmark import html_of

DAY = datetime.date(2026, 1, 31)
INSIDE = "https://inside.invalid/"
LETTER = Image("images/letter-442d8f.png", picture)


def source(files) -> Source:
    content = zipped(files)
    return Source("blog", content, archive(content, "blog"))


def markdown(text: str, name: str = "post.md") -> Arrived:
    (post,) = posts_in_markdown(Source(name, text.encode())).posts
    return post


def test_a_blog_of_jekyll():
    given = source(JEKYLL)

    assert importer_of(given).name == "markdown"
    first, second = posts_in_markdown(given).posts
    assert replace(first, also_at=()) == Arrived(
        title="The long wait",
        text=f"It took [a year]({INSIDE}2026-02-01-after).[^1]\n\n```\nwait()\n```\n\n"
        "![a letter](images/letter-442d8f.png)\n\nCaption: The first\n\n"
        "[video at youtube.com](https://www.youtube.com/watch?v=abc123)\n\n[^1]: A leap year.",
        authors=("Ada Byrne",),
        date=DAY,
        language="en",
        tags=("waiting", "letters"),
        dropped=("an embed, now a link", "{{ page.views }}, which the blog’s program fills in"),
        images=(LETTER,),
    )
    assert (second.title, second.text, second.date) == (
        "After", "It *ended*.", datetime.date(2026, 2, 1)
    )  # fmt: skip
    assert f"{INSIDE}2026-02-01-after" in second.also_at
    assert posts_in_markdown(given).dropped == (
        "1 × not published (draft, or private): --unpublished brings it",
        "“README.md”, which by its name is no post: import it alone to have it",
    )  # fmt: skip


def test_a_site_of_hugo():
    given = source(HUGO)
    posts = posts_in_markdown(given).posts

    assert [(post.title, post.date, post.text) for post in posts] == [
        ("About", None, "We wait."),
        ("The long wait", DAY, f"It took [a year]({INSIDE}after.md).\n\n"
         "![a letter](images/letter-442d8f.png)"),
    ]  # fmt: skip
    assert len(posts_in_markdown(replace(given, unpublished=True)).posts) == 3


@pytest.mark.parametrize(
    ("text", "title", "says"),
    [
        ("---\ntitle: One\n---\nText.", "One", "Text."),
        ("---\r\ntitle: One\r\n---\r\nText.", "One", "Text."),
        ('+++\ntitle = "One"\n+++\nText.', "One", "Text."),
        ('{"title": "One"}\nText.', "One", "Text."),
        ("# One\n\nText.", "One", "Text."),
        ("---\ntitle: One\n---\n\n# One\n\nText.", "One", "Text."),
        ("Only *text*.", "Post", "Only *text*."),
        ("a<br>b\\\nc  \nd", "Post", "a\\\nb\\\nc\\\nd"),
        ("1) one\n2) two", "Post", "1. one\n2. two"),
        ("3. three\n4. four", "Post", "3. three\n4. four"),
        ("- a\n  - b\n    - c", "Post", "- a\n    - b\n        - c"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "Post", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        ("<div>\n\n*in*\n\n</div>", "Post", "*in*"),
        ("[^g](http://x.example/)", "Post", "[&#94;g](http://x.example/)"),
        ("~~gone~~ ==x==", "Post", "~~gone~~ ==x=="),
        ("Head\n====\n\nSub\n---", "Post", "## Head\n\n### Sub"),
    ],
)
def test_markdown_as_others_write_it(text, title, says):
    post = markdown(text)

    assert (post.title, post.text) == (title, says)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+++\ntitle = \n+++\nText.",
         r"post.md:2: the front matter cannot be read as TOML \(.+\). Correct it. \[import\]"),
        ("---\ntitle: [\n---\nText.",
         r"post.md:2: the front matter cannot be read: .+. Put the value into quotation marks. "
         r"\[yaml\]"),
    ],
)  # fmt: skip
def test_front_matter_that_cannot_be_read(text, message):
    with pytest.raises(ZineError) as caught:
        markdown(text)

    assert re.fullmatch(message, str(caught.value))


@pytest.mark.parametrize(
    ("text", "says", "dropped"),
    [
        ("{% raw %}{{ kept }}{% endraw %}", "{{ kept }}", ()),
        ("`{{ code }}` stays", "`{{ code }}` stays", ()),
        ("[a]({{ site.baseurl }}/b)", "[a](/b)", ()),
        ("[a]({{ '/b' | relative_url }})", "[a](/b)", ()),
        ("x{: .class}", "x", ()),
        ("{% comment %}gone{% endcomment %}x", "x", ()),
        ("{{< vimeo 12345 >}}", '\n\n<iframe src="https://vimeo.com/12345"></iframe>\n\n', ()),
        ("{{% notice tip %}}Words{{% /notice %}}", "Words",
         ("the shortcode “notice”, which the blog’s program fills in",)),
        ("{% for x in y %}", "", ("{% for %}, which the blog’s program fills in",)),
    ],
)  # fmt: skip
def test_what_templates_say(text, says, dropped):
    assert resolved(text) == (says, dropped)


def test_markdown_of_others_is_read_without_running_it():
    assert html_of("[a](javascript:alert(1)) **b**") == (
        "<p>[a](javascript:alert(1)) <strong>b</strong></p>\n"
    )


def test_a_saved_page(tmp_path: Path):
    (tmp_path / "The long wait.html").write_text(WEB_PAGE)
    (tmp_path / "The long wait_files").mkdir()
    (tmp_path / "The long wait_files" / "letter.png").write_bytes(picture())
    given = opened(tmp_path / "The long wait.html")

    assert importer_of(given).name == "web-page"
    assert posts_in_web_page(given) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text="31 January\n\nIt took a year.\n\n![a letter](images/letter-442d8f.png)",
                authors=("Ada Byrne",),
                date=DAY,
                language="en-GB",
                address="https://night.example/wait",
                summary="A year.",
                dropped=("“script”, which does nothing on paper",),
                images=(LETTER,),
                also_at=(f"{INSIDE}The%20long%20wait.html",),
            ),
        )
    )


def test_a_page_without_a_main_part_is_read_whole():
    (post,) = posts_in_web_page(
        Source("x.html", b"<title>One</title><p>First.<p>Second.<footer>Third</footer>")
    ).posts

    assert (post.title, post.text) == ("One", "First.\n\nSecond.")


def test_a_page_without_words():
    with pytest.raises(ZineError) as caught:
        posts_in_web_page(Source("x.html", b"<html><nav>Home</nav></html>"))

    assert str(caught.value) == (
        "x.html: the page has no words that could be a post. Leave it out. [import]"
    )


# --- folders and archives of several kinds


def test_an_archive_of_all_sorts_is_read_file_by_file(tmp_path: Path):
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({
        "a/letter.txt": "A Night\n\nIt was long.", "b/blog.zip": zipped(JEKYLL),
        "c/x.bin": b"\0\1", "c/notes": "no ending", "c/p.json": "{}",
    }))  # fmt: skip
    found = list(gathered([path]))

    assert [(given.name.removeprefix(f"{path}/"), [p.title for p in arrived.posts], arrived.dropped)
            for given, arrived in found] == [
        ("a/letter.txt", ["A Night"], ()),
        ("b/blog.zip", ["The long wait", "After"],
         ("1 × not published (draft, or private): --unpublished brings it",
          "“README.md”, which by its name is no post: import it alone to have it")),
        (str(path), [],
         tuple(f"“c/{name}”, which is no kind of post" for name in ("notes", "p.json", "x.bin"))),
    ]  # fmt: skip


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "secret.md").write_text("# Secret\n\nNo.")
    folder = tmp_path / "blog"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n\nYes.")
    (folder / "two.md").symlink_to(tmp_path / "secret.md")
    (folder / "more").symlink_to(tmp_path)
    ((_, arrived),) = gathered([folder])

    assert [post.title for post in arrived.posts] == ["One"]
    assert arrived.dropped == (
        "“more”, a link to elsewhere", "“two.md”, which is no plain file",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b"\0", "nothing here knows what this is"),
        (b"PK\x03\x04broken", "the archive is broken"),
    ],
)
def test_what_nothing_knows(tmp_path: Path, content, what):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(ZineError) as caught:
        list(gathered([tmp_path / "x"]))

    assert f"x: {what}. " in str(caught.value)


def test_a_picture_inside_its_address_comes_along():
    kept = base64.b64encode(picture()).decode()
    page = f'<h1>One</h1><p>Words.</p><img alt="a" src="data:image/png;base64,{kept}">'
    broken = '<img alt="b" src="data:image/png;base64,iVBORw0KGgo="><img src="data:text/html,x">'
    (post,) = posts_in_web_page(Source("x.html", f"{page}{broken}".encode())).posts

    assert post.text == (
        "Words.\n\n![a](images/png-442d8f.png)\\[insert picture: b\\]\\[insert picture\\]"
    )
    assert post.images == (Image("images/png-442d8f.png", picture),)
    assert post.dropped == ("2 × a picture that is not in the export",)


@pytest.mark.parametrize("depth", [40, 5_000])
def test_what_is_nested_too_deeply_is_told_of(depth):
    page = f"<h1>One</h1><p>Words.</p>{'<div>' * depth}deep"
    (post,) = posts_in_web_page(Source("x.html", page.encode())).posts
    lost = "all that comes behind a place that is nested too deeply"

    assert post.dropped == ((lost,) if depth == 5_000 else ())
