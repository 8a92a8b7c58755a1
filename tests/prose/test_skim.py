"""Paragraphs at a glance, beside the same paragraphs as they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from zinewright.manuscript.posts import Post, read_post
from zinewright.prose.chapter import chapter_of
from zinewright.prose.skim import glanced

EXAMPLE = sorted((Path(__file__).parents[2] / "manuscript" / "posts").glob("*.md"))


def test_paragraphs_and_their_lines():
    text = """\
## A *head*

One **line**
and [another](https://example.org/)[^1] of ~~it~~ `this`.

- item \\*one\\*
- item two

> said

```
code
```

![a hat](images/hat.png)

Caption: A hat.

[^1]: The note.
"""

    assert [(p.line, p.kind, p.text) for p in glanced(text, 10)] == [
        (10, "heading", "A head"), (12, "paragraph", "One line and another of it this."),
        (15, "item", "item *one*"), (16, "item", "item two"), (18, "paragraph", "said"),
        (24, "paragraph", "a hat"), (26, "caption", "A hat."), (28, "note", "The note."),
    ]  # fmt: skip


def test_lists_and_code_are_where_they_are_read():
    text = """\
It began in
1986. A cold year,
- so they say
  1. and more
  2. again

- An item

  ```python
  code()
  ```
> ~~~
> more
> ~~~
Words

    code()

1986. A list
"""
    seen = [(p.line, p.kind, p.text) for p in glanced(text)]
    chapter = chapter_of(Post("one", "one.md", "One", text), frozenset(), "en")

    assert seen == [
        (1, "paragraph", "It began in 1986. A cold year,"), (3, "item", "so they say"),
        (4, "item", "and more"), (5, "item", "again"), (7, "item", "An item"),
        (15, "paragraph", "Words"), (19, "item", "A list"),
    ]  # fmt: skip
    read = [(p.line, p.text) for p in chapter.prose.paragraphs if p.kind != "code"]
    assert read == [(line, said) for line, _, said in seen]


@pytest.mark.parametrize("path", EXAMPLE, ids=lambda path: path.stem)
def test_the_example_is_seen_as_it_is_read(path):
    post = read_post(path, path.name)
    names = frozenset(each.stem for each in EXAMPLE)
    chapter = chapter_of(Post(post.name, path.name, post.title, post.text), names, "en")
    read = [" ".join(p.text.split()) for p in chapter.prose.paragraphs if p.kind == "paragraph"]
    seen = {plainly(p.text) for p in glanced(post.text)}

    missing = [text for text in read if plainly(text) not in seen]
    assert len(missing) <= len(read) // 20, missing


def plainly(text: str) -> str:
    signs = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}
    text = text.translate({ord(sign): typed for sign, typed in signs.items()})
    return " ".join(text.replace("--", "-").split())
