"""What a person calls a post."""

from __future__ import annotations

import pytest
from running import zine

from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.post_names import post_called, posts_called
from zinewright.problems import ZineError

ORDER = ("welcome", "the-long-night", "the-short-day", "2", "naïve-café")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("welcome", "welcome"),
        ("my-zine/posts/welcome.md", "welcome"),
        ("welcome.md", "welcome"),
        ("1", "welcome"),
        ("2", "2"),  # a name goes before a number
        ("3", "the-short-day"),
        ("the-long", "the-long-night"),
        ("The-Long", "the-long-night"),
        ("naïve", "naïve-café"),
        ("the", None),
        ("0", None),
        ("6", None),
        ("², ", None),
        ("", None),
        ("nobody", None),
    ],
)
def test_what_is_meant(said, name):
    assert post_called(said, ORDER) == name


def test_each_once_in_the_order_in_which_they_are_named():
    assert posts_called(["3", "wel", "the-short-day"], ORDER, "zine.toml") == (
        "the-short-day",
        "welcome",
    )


def test_every_word_that_names_none_is_told_of_at_once():
    with pytest.raises(ZineError) as caught:
        posts_called(["the", "welcom3", "9"], ORDER, "my-zine/zine.toml")

    assert str(caught.value) == (
        "my-zine/zine.toml: “the” could be the-long-night or the-short-day. "
        "Write more of its name, or its number in the order. [no-such-post]\n"
        "my-zine/zine.toml: there is no post “welcom3” in the order (did you mean welcome?). "
        "Write its name, the beginning of it, or its number; zine order my-zine shows them all. "
        "[no-such-post]\n"
        "my-zine/zine.toml: there is no post number 9 in the order. "
        "Choose 1 to 5; zine order my-zine shows them all. [no-such-post]"
    )


def test_accents_may_be_written_apart_from_their_letters(lay):
    """As in the names of files that some systems write, and in what is typed on others (NFD)."""
    apart, together = "cafe\u0301", "caf\u00e9"
    folder = lay({
        "zine.toml": f'title = "T"\ndate = 2026-01-31\norder = ["{together}", "{apart}-two"]\n',
        f"posts/{apart}.md": f"---\ntitle: One\nnotes: none\n---\n\nTo [two]({apart}-two.md).\n",
        f"posts/{together}-two.md": "---\ntitle: Two\nnotes: none\n---\n\nText.\n",
        "posts/one.md": None,
    })  # fmt: skip
    read = read_manuscript(folder)

    assert [post.name for post in read.posts] == [together, f"{together}-two"]
    assert read.problems == ()
    assert zine("move", f"{apart}-two", "--first", "m").exit_code == 0
    assert read_manuscript(folder).recipe.order == (f"{together}-two", together)
    assert zine("check", "m", "--quick").exit_code == 0


def test_two_files_that_differ_in_code_points_alone_are_told_of(lay):
    folder = lay({
        "posts/caf\u00e9.md": "---\ntitle: One\n---\n\nText.\n",
        "posts/cafe\u0301.md": "---\ntitle: Two\n---\n\nText.\n",
    })  # fmt: skip

    assert [p.what for p in read_manuscript(folder).problems if p.rule == "post-name"] == [
        "“café” is the name of another post, too, in other code points"
    ]
