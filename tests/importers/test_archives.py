"""Exports that are archives, documents and books → posts, with their pictures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

import pytest
from exports import (
    GOOGLE_PAGE,
    MEDIUM_PAGE,
    W,
    ebook,
    ghost,
    ghost_post,
    google_doc,
    medium,
    picture,
    substack,
    word,
    word_picture,
    zipped,
)  # fmt: skip
from imported import read, source

from zinewright.importers.common.arrived import Arrivals, Arrived, Image, Source
from zinewright.problems import ZineError

DAY = datetime.date(2026, 1, 31)
NOTED = "It took a year.[^1]"
LETTER = Image("images/image1-442d8f.png", picture)


# --- Ghost


@pytest.mark.parametrize("wrapped", [True, False])
def test_ghost(wrapped):
    rows = [
        ghost_post(), ghost_post(status="draft"), ghost_post(visibility="members"),
        ghost_post(type="page"), ghost_post(status="sent"),
    ]  # fmt: skip

    assert read("ghost", Source("g.json", ghost(*rows, wrapped=wrapped))) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text="It took a year.",
                authors=("Ada Byrne",),
                date=DAY,
                language="en",
                tags=("waiting",),
                summary="A year.",
                also_at=("/the-long-wait/",),
            ),
        ),
        (
            "1 × not published (draft): --unpublished brings it",
            "1 × for members alone: --unpublished brings it",
            "1 × a page: --pages brings it",
            "1 × not published (sent): --unpublished brings it",
        ),
        title="Night Notes",
        language="en",
    )


def test_a_post_of_ghost_without_html_says_so():
    (post,) = read("ghost", Source("g.json", ghost(ghost_post(html=None)))).posts

    assert post.dropped == ("its text: the export holds none as HTML",)


@pytest.mark.parametrize("content", [b'{"db": [{"data": 1}], "posts": []}', b'{"db": "posts"}'])
def test_a_broken_export_of_ghost(content):
    content = content.replace(b'"posts"}', b'[{"posts"')
    with pytest.raises(ZineError) as caught:
        read("ghost", Source("g.json", content))

    assert str(caught.value) == (
        "g.json: the export of Ghost cannot be read. Export it again, and import that file. "
        "[import]"
    )


# --- Substack and Medium


def test_substack():
    assert read("substack", source(substack())) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text=f"{NOTED}\n\n[^1]: A leap year.",
                date=DAY,
                summary="A year",
                also_at=(
                    "https://inside.invalid/posts/11.the-long-wait.html",
                    "/p/the-long-wait",
                ),
            ),
        ),
        (
            "1 × for paying readers alone: --unpublished brings it",
            "1 × not published (draft): --unpublished brings it",
            "1 × a thread, which is no post",
        ),
    )


def test_posts_of_substack_for_those_who_pay_come_when_asked_for():
    posts = read("substack", replace(source(substack()), unpublished=True)).posts

    assert [post.title for post in posts] == ["Draft", "The long wait", "Paid"]


def test_medium():
    assert read("medium", source(medium())) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text="It took **a year**.\n\n\\[insert picture: a letter\\] "
                "([cdn.example](https://cdn.example/1.jpeg))\n\nThe first one",
                authors=("Ada Byrne",),
                date=DAY,
                address="https://medium.example/the-long-wait",
                summary="A year of letters.",
                dropped=("a picture that is not in the export: https://cdn.example/1.jpeg",),
                also_at=("https://inside.invalid/posts/2026-01-31_The-long-wait-1a2b.html",),
            ),
        ),
        (
            "1 × “Thanks for this, it helped. I wait, too.”, a response to somebody, it seems: "
            "--unpublished brings it",
            "1 × not published (draft): --unpublished brings it",
        ),
    )


# --- Google Docs


def test_a_google_doc():
    assert read("google-docs", source(google_doc())) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text="It took **a year** and *more*: "
                "[the letters](https://night.example/a) [^1]\n\n"
                "- One\n    - Inside\n- Two\n\n"
                "![a letter](images/image1-442d8f.png)\n\n[^1]: A leap year.",
                dropped=("a reviewer’s comment",),
                images=(LETTER,),
            ),
        )
    )


def test_a_google_doc_without_a_title_is_called_by_its_file():
    page = GOOGLE_PAGE.replace("title", "plain")
    (post,) = read("google-docs", source(zipped({"My doc.html": page}))).posts

    assert (post.title, post.text.partition("\n")[0]) == ("My doc", "The long wait")


# --- Word


def test_a_word_document():
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>First</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Below</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r><w:t>Said.</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Last</w:t></w:r></w:p>'
        f"{word_picture('a letter')}"
        '<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>The first</w:t></w:r></w:p>'
        "<w:p><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Came.</w:t></w:r></w:ins></w:p>"
    )

    assert read("word", source(word(body), "my wait.docx")) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text="It took **a year**.[^1]\n\n## First\n\n### Below\n\n> Said.\n\n## Last\n\n"
                "![a letter](images/image1-442d8f.png)\n\nCaption: The first\n\nCame.\n\n"
                "[^1]: A leap year.",
                date=DAY,
                dropped=("what was struck out in tracked changes",),
                images=(LETTER,),
            ),
        )
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (word(**{"word/document.xml": f"<w:document {W}><w:body/></w:document>"}),
         "x: the document has no words. Leave it out. [import]"),
        (word(**{"word/document.xml": "<w:document"}),
         "x: the document is broken (ExpatError). Save it in Word again. [import]"),
        (word(**{"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><w:document/>'}),
         "x: the document defines entities, which no Word document does. Save it in Word again. "
         "[import]"),
        (word(**{"word/document.xml": " " * 30_000_001}),
         "x: the document has more than 30 MB of text. Make several documents of it. [import]"),
    ],
)  # fmt: skip
def test_documents_that_cannot_be_read(content, message):
    with pytest.raises(ZineError) as caught:
        read("word", source(content))

    assert str(caught.value) == message


# --- EPUB


def test_an_ebook():
    about: Mapping[str, object] = {
        "authors": ("Ada Byrne",), "date": DAY, "language": "en", "licence": "CC0",
    }  # fmt: skip

    assert read("ebook", source(ebook())) == Arrivals(
        (
            Arrived(
                "Two",
                "![a letter](images/p-442d8f.png)\n\nWords.",
                images=(Image("images/p-442d8f.png", picture),),
                also_at=("https://inside.invalid/OPS/two.xhtml",),
                **about,
            ),
            Arrived(
                "One",
                f"{NOTED}\n\nSee [two](https://inside.invalid/OPS/two.xhtml).\n\n"
                "[^1]: A leap year.",
                also_at=("https://inside.invalid/OPS/one.xhtml",),
                **about,
            ),
        ),
        (
            "2 × a page that a zine makes itself: cover, title, contents",
            "1 × a page of notes, which stand in the chapters that cite them",
        ),
        title="Nights",
        language="en",
    )


LOCKED = (
    '<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
    "</encryption>"
)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"META-INF/encryption.xml": LOCKED},
         "x: the book is locked (DRM). Ask its publisher for a free copy. [import]"),
        ({"META-INF/container.xml": "<container/>"},
         "x: the book has no package document. Look whether it is whole. [import]"),
        ({"OPS/one.xhtml": "", "OPS/two.xhtml": "<p> </p>", "OPS/notes.xhtml": ""},
         "x: no page of the book has words. Look whether it is whole. [import]"),
    ],
)  # fmt: skip
def test_books_that_cannot_be_read(more, message):
    with pytest.raises(ZineError) as caught:
        read("ebook", source(ebook(**more)))

    assert str(caught.value) == message


def test_medium_page_names_nobody_by_an_address():
    page = MEDIUM_PAGE.replace("Ada Byrne", "ada@night.example")
    (post,) = read("medium", source(zipped({"posts/2026-01-31_a.html": page}))).posts

    assert post.authors == ()
