"""Posts of other services, as blogs embed them → Markdown without links in links."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from zinewright.body import parsed
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.services.wordpress_text import as_html
from zinewright.manuscript.posts import Post
from zinewright.prose.convert import prose

LINK = '<a href="https://t.co/x">https://t.co/x</a>'
EMBEDDED = {
    "a tweet": (
        f'<blockquote class="twitter-tweet"><p lang="en" dir="ltr">We waited {LINK}</p>&mdash; Ada '
        '<a href="https://twitter.com/ada/status/1">31 January</a></blockquote>'
        '<script src="https://platform.twitter.com/widgets.js"></script>',
        "> We waited [https://t.co/x](https://t.co/x)\n>\n"
        "> — Ada [31 January](https://twitter.com/ada/status/1)",
    ),
    "a tweet that is nothing but an address": (
        f'<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{LINK}</p></blockquote>',
        "> [https://t.co/x](https://t.co/x)",
    ),
    "a tweet in no language": (
        f'<blockquote class="twitter-tweet"><p lang="und" dir="ltr">{LINK}</p></blockquote>',
        "> [https://t.co/x](https://t.co/x)",
    ),
    "a tweet in another language": (
        f'<blockquote class="twitter-tweet"><p lang="fr">On attend {LINK} et https://a.example/b '
        "encore</p></blockquote>",
        "> [On attend]{lang=fr} [https://t.co/x](https://t.co/x) [et]{lang=fr} "
        "https://a.example/b [encore]{lang=fr}",
    ),
    "a link in another language": (
        '<p lang="fr"><a href="https://a.example/">voir</a></p>',
        "[[voir]{lang=fr}](https://a.example/)",
    ),
    "a toot": (
        '<blockquote class="mastodon-embed"><a href="https://m.example/@ada/1"><div>Post by @ada'
        "</div><div>View on Mastodon</div></a></blockquote>",
        "> Post by @ada\n>\n> [View on Mastodon](https://m.example/@ada/1)",
    ),
    "a toot in a frame": (
        '<iframe src="https://m.example/@ada/1/embed" class="mastodon-embed"></iframe>',
        "[embed at m.example](https://m.example/@ada/1/embed)",
    ),
    "Instagram": (
        '<blockquote class="instagram-media"><a href="https://instagram.com/p/x/"><div>View '
        'this post</div></a><p><a href="https://instagram.com/p/x/">By Ada</a></p></blockquote>',
        "> [View this post](https://instagram.com/p/x/)\n>\n> [By Ada](https://instagram.com/p/x/)",
    ),
    "Bluesky": (
        '<blockquote class="bluesky-embed"><p lang="en">We waited<br><br><a href="https://bsky.app/p'
        '/1">[image or embed]</a></p>&mdash; Ada</blockquote>',
        "> We waited\\\n> [\\[image or embed\\]](https://bsky.app/p/1)\n>\n> — Ada",
    ),
    "Facebook": (
        '<div class="fb-post"><blockquote><p>Words</p>By <a href="https://facebook.com/ada">Ada</a>'
        "</blockquote></div>",
        "> Words\n>\n> By [Ada](https://facebook.com/ada)",
    ),
    "TikTok": (
        '<blockquote class="tiktok-embed"><section><a href="https://www.tiktok.com/@ada">@ada</a> '
        'Waiting <a href="https://www.tiktok.com/tag/care">#care</a></section></blockquote>',
        "> [@ada](https://www.tiktok.com/@ada) Waiting [#care](https://www.tiktok.com/tag/care)",
    ),
    "YouTube": (
        '<iframe src="https://www.youtube.com/embed/x" title="Waiting"></iframe>',
        "[Waiting](https://www.youtube.com/embed/x)",
    ),
    "a tweet of Substack": (
        '<div class="tweet"><a href="https://twitter.com/ada/status/1"><span>Ada</span> @ada</a>'
        "<p>We waited https://t.co/x</p></div>",
        "[Ada @ada](https://twitter.com/ada/status/1)\n\nWe waited https://t.co/x",
    ),
    "a block of WordPress": (
        '<!-- wp:embed --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
        "https://twitter.com/ada/status/1\n</div></figure><!-- /wp:embed -->",
        "[embed at twitter.com](https://twitter.com/ada/status/1)",
    ),
    "a line of its own in WordPress": (
        "Look:\n\nhttps://twitter.com/ada/status/1\n\nMore",
        "Look:\n\n[embed at twitter.com](https://twitter.com/ada/status/1)\n\nMore",
    ),
}


@pytest.mark.parametrize("name", EMBEDDED)
@pytest.mark.parametrize("language", ["en-GB", "en", "en-US"])
def test_what_is_embedded_arrives_as_text_and_links(name, language):
    content, meant = EMBEDDED[name]
    text = as_html(content, {}, {})[0] if "WordPress" in name else content
    made = Converted(text, HtmlReading("https://blog.example/", language))

    assert made.text == meant
    assert re.search(r"\{lang=en", made.text) is None


@pytest.mark.parametrize("name", EMBEDDED)
def test_what_is_embedded_can_be_read(name):
    """In no language: then even the zine's own is written, and left out when it is read."""
    made = Converted(EMBEDDED[name][0], HtmlReading("https://blog.example/"))
    found = prose(Post("one", "one.md", "One", made.text), frozenset({"one"}), "en-GB")

    assert [p.rule for p in found.problems if p.rule != "link-words"] == []
    assert parsed(found.xhtml).findall(".//a//a") == []
    assert 'lang="en' not in etree.tostring(parsed(found.xhtml), encoding="unicode")
