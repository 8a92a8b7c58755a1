"""WordPress exports → posts: what was published, and what it means."""

from __future__ import annotations

import datetime
import json

import pytest
from exports import wxr, wxr_item

from zinewright.importers.common.arrived import Arrivals, Arrived, Source
from zinewright.importers.services.wordpress import is_wxr, posts_in_wxr
from zinewright.problems import ZineError


def read(*items: str, secure: bool = False, **asked: bool) -> Arrivals:
    source = Source("night.xml", wxr(*items, secure=secure), **asked)
    assert is_wxr(source)
    return posts_in_wxr(source)


def text(content: str, **more) -> str:
    (post,) = read(wxr_item(content=content, **more)).posts
    return post.text


def dropped(content: str, **more) -> tuple[str, ...]:
    (post,) = read(wxr_item(content=content, **more)).posts
    return post.dropped


@pytest.mark.parametrize("secure", [False, True])
def test_a_post_with_all_that_it_can_say(secure):
    item = wxr_item(
        "Fish &amp; chips",
        more='<category domain="category" nicename="food"><![CDATA[Food]]></category>'
        '<category domain="post_tag" nicename="salt"><![CDATA[Salt]]></category>'
        '<category domain="category" nicename="u"><![CDATA[Uncategorized]]></category>',
        metas={"activitypub_content_warning": "food, weight"},
    ).replace("<excerpt:encoded><![CDATA[]]>", "<excerpt:encoded><![CDATA[Short.]]>")

    assert read(item, secure=secure) == Arrivals(
        (
            Arrived(
                title="Fish & chips",
                text="Content warning: food, weight\n\nIt took a year.",
                authors=("Ada Byrne",),
                date=datetime.date(2026, 1, 31),
                language="en-GB",
                address="https://night.example/the-long-wait/",
                tags=("Food", "Salt"),
                summary="Short.",
                line=18,
                also_at=("https://night.example/?p=7",),
            ),
        ),
        title="Night Notes",
        language="en-GB",
    )


def test_what_was_not_published_stays_behind():
    items = [
        wxr_item(status="draft"), wxr_item(status="private"), wxr_item(password="x"),
        wxr_item(status="trash"), wxr_item(kind="page"), wxr_item(kind="attachment"),
        wxr_item(kind="nav_menu_item"),
        wxr_item("Here", more="<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"),
    ]  # fmt: skip
    arrived = read(*items)

    assert [post.title for post in arrived.posts] == ["Here"]
    assert arrived.dropped == (
        "1 × not published (draft): --unpublished brings it (line 18)",
        "1 × not published (private): --unpublished brings it (line 34)",
        "1 × locked with a password: --unpublished brings it (line 50)",
        "1 × thrown away (line 66)",
        "1 × a page: --pages brings it (line 82)",
        "1 × a file of the media library, which an export names and does not hold (line 98)",
        "1 × an item of the kind “nav_menu_item”, which is no post (line 114)",
        "1 × a comment: it is somebody else’s",
    )
    assert len(read(*items, unpublished=True, pages=True).posts) == 5


def test_co_authors_are_named_and_addresses_of_e_mail_never():
    item = wxr_item(
        more='<category domain="author" nicename="cap-bo">x</category>'
        '<category domain="author" nicename="cap-cy@night.example">x</category>'
    )

    assert read(item).posts[0].authors == ("Bo Lind",)
    assert read(wxr_item().replace("[ada]", "[x@y.example]")).posts[0].authors == ()


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ("One.\n\nTwo\nlines.", "One.\n\nTwo\\\nlines."),
        ("<h3>Head</h3>\nWords.\n<blockquote>Said.</blockquote>",
         "## Head\n\nWords.\n\n> Said."),
        ("<ul>\n\t<li>one</li>\n\t<li>two\n<ol>\n\t<li>deep</li>\n</ol>\n</li>\n</ul>",
         "- one\n- two\n    1. deep"),
        ("a <!--more--> b", "a b"),
        ("[[gallery]] shows it", "\\[gallery\\] shows it"),
        ("He said [sic] so", "He said \\[sic\\] so"),
        ("<pre>a\n\n  b</pre>", "```\na\n\n  b\n```"),
    ],
)  # fmt: skip
def test_a_classic_post_has_its_paragraphs(content, markdown):
    assert text(content) == markdown


def test_blocks_are_read_as_they_are():
    content = (
        '<!-- wp:heading {"level":2} --><h2>Head</h2><!-- /wp:heading -->\n\n'
        "<!-- wp:paragraph -->\n<p>One<br>two</p>\n<!-- /wp:paragraph -->\n"
        '<!-- wp:quote --><blockquote class="wp-block-quote"><p>Said.</p><cite>Ada</cite>'
        "</blockquote><!-- /wp:quote -->\n"
        '<!-- wp:embed {"url":"https://youtu.be/abc"} --><figure class="wp-block-embed"><div '
        'class="wp-block-embed__wrapper">\nhttps://youtu.be/abc\n</div></figure>'
        "<!-- /wp:embed -->\n"
        '<!-- wp:latest-posts {"postsToShow":3} /-->'
    )
    (post,) = read(wxr_item(content=content)).posts

    assert post.text == (
        "## Head\n\nOne\\\ntwo\n\n> Said.\n>\n> *Ada*\n\n[video at youtu.be](https://youtu.be/abc)"
    )
    assert post.dropped == (
        "an embed, now a link",
        "the block “latest-posts”, which WordPress fills when it is shown",
    )


ATTACHED = wxr_item(
    "letter", kind="attachment", number=9, metas={"_wp_attachment_image_alt": "a brown letter"},
    more="<wp:attachment_url>https://night.example/letter.jpg</wp:attachment_url>",
)  # fmt: skip
PLACE = "\\[insert picture: a brown letter\\] ([night.example](https://night.example/letter.jpg))"


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ('<img class="wp-image-9" src="https://night.example/letter.jpg" alt="">', PLACE),
        ('[gallery ids="9,404"]', PLACE),
        ('[caption id="x" width="9"]<img class="wp-image-9" src="https://night.example/letter.jpg" '
         'alt="" /> The first one[/caption]', f"{PLACE}\n\nThe first one"),
        ('[caption caption="By &lt;b&gt;post&lt;/b&gt;"]<img class="wp-image-9" '
         'src="https://night.example/letter.jpg" />[/caption]', f"{PLACE}\n\nBy **post**"),
    ],
)  # fmt: skip
def test_pictures_have_the_words_of_the_media_library(content, markdown):
    (post,) = read(ATTACHED, wxr_item(content=content)).posts

    assert post.text == markdown
    assert post.dropped == (
        "a picture that is not in the export: https://night.example/letter.jpg",
    )


def test_footnotes_are_taken_from_where_the_editor_keeps_them():
    notes = json.dumps([{"id": "a-1", "content": "A <em>leap</em> year."}])
    content = (
        '<!-- wp:paragraph --><p>A year<sup data-fn="a-1" class="fn"><a href="#a-1" '
        'id="a-1-link">1</a></sup>.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->'
    )
    (post,) = read(wxr_item(content=content, metas={"footnotes": notes})).posts

    assert post.text == "A year[^1].\n\n[^1]: A *leap* year."
    assert post.dropped == ()


@pytest.mark.parametrize("kept", ["", "{", "[1]", '{"a": 1}', '[{"id": 1}]', "[" * 100_000])
def test_footnotes_that_are_none(kept):
    assert text("A year.", metas={"footnotes": kept}) == "A year."


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("[contact-form-7 id='1']",
         "the shortcode [contact-form-7], which means nothing outside of WordPress"),
        ('[vc_row el_class="x"]Words[/vc_row]',
         "the shortcode [vc_row], which means nothing outside of WordPress"),
        ("[audio https://night.example/a.mp3]", "an audio, now a link"),
        ("<script>alert(1)</script>", "“script”, which does nothing on paper"),
        ('<iframe src="https://maps.example/x"></iframe>', "an embed, now a link"),
    ],
)  # fmt: skip
def test_what_means_nothing_elsewhere_is_named(content, what):
    assert dropped(content) == (what,)


def test_an_export_without_posts_says_so():
    with pytest.raises(ZineError) as caught:
        posts_in_wxr(Source("night.xml", wxr()))

    assert str(caught.value) == (
        "night.xml: the export holds nothing that can be read. Export it from WordPress again. "
        "[import]"
    )


def test_a_file_that_ends_too_early_is_read_as_far_as_it_goes():
    whole = wxr(wxr_item("One"), wxr_item("Two"), wxr_item("Three"))
    arrived = posts_in_wxr(Source("night.xml", whole[: whole.rindex(b"<title>Three")]))

    assert [post.title for post in arrived.posts] == ["One", "Two"]
    assert arrived.dropped[-1] == "the file is broken in places, and was read as far as it goes"
