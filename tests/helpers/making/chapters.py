"""A chapter of a post with one thing or another, and the words for it."""

from __future__ import annotations

from zinewright.languages.words import words_for
from zinewright.manuscript.content_notes import Note, Notes
from zinewright.manuscript.posts import Post
from zinewright.prose.chapter import chapter_of

WORDS = words_for("en")
NOTED = Notes("noted", (Note("grief"), Note("debt")))


def chapter(text="Text.", zine_language="en", **facts):
    name, title = facts.pop("name", "one"), facts.pop("title", "One")
    post = Post(name, f"m/posts/{name}.md", title, text, **facts)
    return chapter_of(post, frozenset({"one", "two"}), zine_language)
