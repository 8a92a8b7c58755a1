"""`zine import`: shown first, written on a word, and nothing of anybody's changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exports import JEKYLL, picture, wxr, wxr_item, zipped
from running import zine

LONG = "This sentence has quite enough words to be a paragraph and not a title."
TEXT = f"""\
Sitting Up at Night

Content warning: suicide.

{LONG}

The Long Wait

{LONG} And then the
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("posts.txt").write_text(TEXT)


def said(*words: str) -> str:
    done = zine("import", *words)
    return f"{done.output}{f'exit {done.exit_code}' if done.exit_code else ''}".strip()


def test_what_would_be_done():
    assert (
        said("posts.txt", "--into", "m")
        == """\
sitting-up-at-night: new
  Sitting Up at Night
  17 words, from posts.txt
  the author's notes: suicide
the-long-wait: new
  The Long Wait
  17 words, from posts.txt:7
  look at this: m/posts/the-long-wait.md:5: the post seems to be cut off: it ends with “title. \
And then the”
Nothing was written. To write 2 posts into m: --yes"""
    )
    assert not Path("m").exists()


def test_letters_that_cannot_be_printed_are_to_be_looked_at():
    Path("posts.txt").write_text(f"Signs 🎈 and שלום\n\n{LONG}\n\nAn eye: 𓂀.\n")

    assert said("posts.txt", "--into", "m").splitlines()[3:] == [
        "  look at this: m/posts/signs-and-שלום.md:7: no font here shows “𓂀” (U+13080 EGYPTIAN "
        "HIEROGLYPH D010, line 7), so this cannot be printed. Write it with other letters, or add "
        "a font that has them to layout.toml",
        "Nothing was written. To write 1 post into m: --yes",
    ]


def test_what_is_written():
    assert said("posts.txt", "--into", "m", "--yes").splitlines()[-10:] == [
        "m/posts/sitting-up-at-night.md", "m/posts/the-long-wait.md", "m/zine.toml",
        "2 posts written into m.",
        "Nothing here says its language, so that is “en”, English. To change it:",
        '  zine set language "…" m',
        "Still to be said of it:",
        '  zine set title "…" m', '  zine set authors "…" m', '  zine set description "…" m',
    ]  # fmt: skip
    assert (
        Path("m/posts/sitting-up-at-night.md").read_text()
        == f"""\
---
title: "Sitting Up at Night"
---

Content warning: suicide.

{LONG}
"""
    )
    assert zine("check", "m").exit_code == 0


def test_what_is_there_stays():
    said("posts.txt", "--into", "m", "--yes")
    Path("m/posts/the-long-wait.md").write_text("---\ntitle: Mine\n---\n\nMine.\n")
    Path("posts.txt").write_text(TEXT + f"end.\n\nA Third Thing\n\n{LONG}\n")
    output = said("posts.txt", "--into", "m", "--yes")

    assert [line for line in output.splitlines() if line[0] != " "] == [
        "sitting-up-at-night: there already", "the-long-wait: there, and edited: it stays",
        "a-third-thing: new", "m/posts/a-third-thing.md", "1 post written into m.",
    ]  # fmt: skip
    assert Path("m/posts/the-long-wait.md").read_text() == "---\ntitle: Mine\n---\n\nMine.\n"
    assert '"a-third-thing",' in Path("m/zine.toml").read_text()


def test_an_order_keeps_its_comments():
    recipe = 'title = "T"\ndate = 2026-01-31\n# mine\norder = [\n  "one", # first\n]\n'
    Path("m/posts").mkdir(parents=True)
    Path("m/zine.toml").write_text(recipe)
    Path("m/posts/one.md").write_text("---\ntitle: One\n---\n\nOne.\n")
    said("posts.txt", "--into", "m", "--yes")

    assert "# mine\n" in Path("m/zine.toml").read_text()
    assert json.loads(zine("order", "m", "--json").stdout)["posts"][1]["post"] == (
        "sitting-up-at-night"
    )


def test_as_json():
    (first, _) = json.loads(said("posts.txt", "--json"))["posts"]

    assert first == {
        "post": "sitting-up-at-night", "title": "Sitting Up at Night", "state": "new", "words": 17,
        "line": 1, "source": "posts.txt", "notes": ["suicide"], "date": None, "pictures": [],
        "dropped": [], "remarks": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cover", "my-cover"), ("Don’t Wait", "dont-wait"), ("Über Nacht & Tag", "über-nacht-tag"),
        ("!!!", "post"), ("../../etc/passwd", "etc-passwd"),
        ("Word " * 30, "-".join(["word"] * 12)),
    ],
)  # fmt: skip
def test_names_of_files(title, name):
    Path("posts.txt").write_text(f"{title.strip()}\n\n{LONG}\n" if len(title) < 80 else TEXT)
    if len(title) < 80:
        assert said("posts.txt", "--into", "m").splitlines()[0] == f"{name}: new"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["none.txt"], "none.txt: there is no such file. Correct its name. [cannot-read]\nexit 1"),
        (
            ["sound.bin"],
            "sound.bin: nothing here knows what this is. Import an export of WordPress or "
            "Squarespace (WXR), a backup of Blogger, an export of LiveJournal or Dreamwidth (XML), "
            "a feed (RSS or Atom) saved as a file, an export of Ghost (JSON), posts in JSON "
            "(Blogger, JSON Feed, Hashnode, Write.as, Day One), an export of Substack (zip), an "
            "export of Medium (zip), an export of Tumblr (zip), a Word document (docx), an "
            "OpenDocument text (odt), a document in Rich Text Format (RTF), an EPUB, a Google Doc "
            "(web page, zip), an export of Movable Type or TypePad (text), a table of posts (CSV; "
            "of Wix, Beehiiv and others), Markdown, as of Jekyll or Hugo, a web page (HTML), plain "
            "text with one post or several. [import]\nexit 1",
        ),
        (
            ["empty"],
            "empty: the folder holds no files. Name the folder that the posts are in. [import]\n"
            "exit 1",
        ),
        ([], "Error: Missing argument 'SOURCES...'.\nexit 2"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported(words, message):
    Path("empty").mkdir()
    Path("sound.bin").write_bytes(b"\0\1")

    assert said(*words).endswith(message)


def test_everything_wrong_is_said_at_once():
    Path("x.bin").write_bytes(b"\0")

    assert said("none.txt", "x.bin").count("\n") == 2


# --- exports with pictures, links and things that stay behind


def test_pictures_and_links_between_posts_come_along():
    Path("blog.zip").write_bytes(zipped(JEKYLL))

    assert said("blog.zip", "--into", "m", "--yes") == """\
the-long-wait: new
  The long wait
  2026-01-31, 14 words, 1 picture, from blog.zip
  does not come along: an embed, now a link
  does not come along: {{ page.views }}, which the blog’s program fills in
after: new
  After
  2026-02-01, 2 words, from blog.zip
left behind: blog.zip: 1 × not published (draft, or private): --unpublished brings it
left behind: blog.zip: “README.md”, which by its name is no post: import it alone to have it
m/images/letter-442d8f.png
m/posts/the-long-wait.md
m/posts/after.md
m/zine.toml
2 posts written into m.
The zine is called “Night Notes”, as where it comes from.
Still to be said of it:
  zine set description "…" m"""  # fmt: skip
    assert (
        Path("m/posts/the-long-wait.md").read_text()
        == """\
---
title: "The long wait"
author: ["Ada Byrne"]
date: 2026-01-31
lang: en
tags: ["waiting", "letters"]
---

It took [a year](after.md).[^1]

```
wait()
```

![a letter](images/letter-442d8f.png)

Caption: The first

[video at youtube.com](https://www.youtube.com/watch?v=abc123)

[^1]: A leap year.
"""
    )
    assert said("blog.zip", "--into", "m", "--yes").splitlines()[-1] == "0 posts written into m."
    assert zine("check", "m").exit_code == 0


def test_what_stays_behind_as_json():
    Path("night.xml").write_bytes(wxr(wxr_item(), wxr_item("Draft", status="draft")))
    made = json.loads(said("night.xml", "--json"))

    assert [post["title"] for post in made["posts"]] == ["The long wait"]
    assert made["left_behind"] == [
        "night.xml: 1 × not published (draft): --unpublished brings it (line 34)"
    ]  # fmt: skip
    assert len(json.loads(said("night.xml", "--json", "--unpublished"))["posts"]) == 2


@pytest.mark.parametrize(
    "content",
    ['<img src="https://night.example/a.jpg" alt="a letter">', '<img src="a.png">'],
)
def test_a_picture_that_did_not_come_is_a_warning_until_somebody_puts_it_in(content):
    Path("page.html").write_text(f"<h1>One</h1><p>Words, and more of them.</p>{content}")
    Path("a.png").write_bytes(picture())
    said("page.html", "--into", "m", "--yes")

    assert "[placeholder]" in zine("check", "m").output


def test_a_post_without_a_title_is_called_by_its_first_words():
    Path("night.xml").write_bytes(wxr(wxr_item("", slug="")))

    assert said("night.xml").splitlines()[:4] == [
        "it-took-a-year: new", "  It took a year. …", "  2026-01-31, 4 words, from night.xml:18",
        "  does not come along: a title: it had none",
    ]  # fmt: skip
