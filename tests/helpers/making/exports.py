"""Small exports of every kind, as the programs write them; posts of our own in them."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

from PIL import Image as Pillow


@cache
def picture(form: str = "PNG", size: tuple[int, int] = (4, 3), turned: int = 0) -> bytes:
    """A picture; `turned` is its orientation in Exif, which comes with a place in GPS."""
    made = io.BytesIO()
    image = Pillow.new("RGB", size, (200, 30, 30))
    exif = Pillow.Exif()
    if turned:
        exif[0x0112] = turned
        exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    image.save(made, form, exif=exif)
    return made.getvalue()


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return made.getvalue()


# --- WordPress


def wxr(*items: str, secure: bool = False, language: str = "en-GB", more: str = "") -> bytes:
    """A WXR 1.2 export; its namespaces were changed to https for some months."""
    http = "https" if secure else "http"
    return f"""\
<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
  xmlns:excerpt="{http}://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="{http}://wordpress.org/export/1.2/">
<channel>
  <title>Night Notes</title>
  <link>https://night.example</link>
  <language>{language}</language>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:author><wp:author_login><![CDATA[ada]]></wp:author_login>
    <wp:author_email><![CDATA[ada@night.example]]></wp:author_email>
    <wp:author_display_name><![CDATA[Ada Byrne]]></wp:author_display_name></wp:author>
  <wp:author><wp:author_login><![CDATA[bo]]></wp:author_login>
    <wp:author_display_name><![CDATA[Bo Lind]]></wp:author_display_name></wp:author>
  {more}{"".join(items)}
</channel>
</rss>
""".encode()


def wxr_item(
    title: str = "The long wait", content: str = "<p>It took a year.</p>", *, number: int = 7,
    kind: str = "post", status: str = "publish", password: str = "", more: str = "",
    metas: Mapping[str, str] | None = None, slug: str = "the-long-wait",
) -> str:  # fmt: skip
    kept = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        for key, value in (metas or {}).items()
    )
    return f"""
  <item>
    <title>{title}</title>
    <link>https://night.example/{slug}/</link>
    <pubDate>Sat, 31 Jan 2026 10:00:00 +0000</pubDate>
    <dc:creator><![CDATA[ada]]></dc:creator>
    <guid isPermaLink="false">https://night.example/?p={number}</guid>
    <content:encoded><![CDATA[{content}]]></content:encoded>
    <excerpt:encoded><![CDATA[]]></excerpt:encoded>
    <wp:post_id>{number}</wp:post_id>
    <wp:post_date>2026-01-31 10:00:00</wp:post_date>
    <wp:post_name>{slug}</wp:post_name>
    <wp:status>{status}</wp:status>
    <wp:post_type>{kind}</wp:post_type>
    <wp:post_password>{password}</wp:post_password>
    {more}{kept}
  </item>"""


# --- feeds

RSS = """\
<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
  <title>Night Notes</title>
  <language>en-gb</language>
  <item>
    <title>Fish &amp;amp; chips</title>
    <link>https://night.example/fish</link>
    <author>ada@night.example (Ada Byrne)</author>
    <category>food</category>
    <pubDate>Sat, 31 Jan 2026 10:00:00 GMT</pubDate>
    <description>Short.</description>
    <content:encoded><![CDATA[<p>All, <a href="/salt">with salt</a>.</p>]]></content:encoded>
  </item>
  <item>
    <title>Only the head</title>
    <guid>https://night.example/head</guid>
    <description>&lt;p&gt;It begins […]&lt;/p&gt;</description>
  </item>
</channel>
</rss>
""".encode()

ATOM = """\
<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <title>Notes</title>
  <author><name>Zoé</name></author>
  <entry>
    <title type="html">Le &lt;em&gt;long&lt;/em&gt; chemin</title>
    <link rel="self" href="https://notes.example/self"/>
    <link href="https://notes.example/chemin"/>
    <published>2026-02-01T08:00:00Z</published>
    <rights>CC BY 4.0</rights>
    <category term="nuit" label="La nuit"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <b>pas</b>.</p></div>
    </content>
  </entry>
</feed>
""".encode()


def blogger(*entries: str) -> bytes:
    return f"""\
<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'
  xmlns:blogger='http://schemas.google.com/blogger/2018'>
<title>Night Notes</title>
<link rel='alternate' href='https://night.example/'/>
<generator uri='http://www.blogger.com'>Blogger</generator>
{"".join(entries)}
</feed>
""".encode()


def blogger_old(kind: str, title: str, more: str = "") -> str:
    return f"""
<entry>
  <id>tag:blogger.com,1999:blog-1.post-2</id>
  <published>2026-01-31T10:00:00.000Z</published>
  <category scheme='http://schemas.google.com/g/2005#kind'
    term='http://schemas.google.com/blogger/2008/kind#{kind}'/>
  <category scheme='http://www.blogger.com/atom/ns#' term='waiting'/>
  <title type='text'>{title}</title>
  <content type='html'>&lt;div&gt;One.&lt;br /&gt;&lt;br /&gt;Two.&lt;/div&gt;</content>
  <link rel='alternate' type='text/html' href='https://night.example/2026/01/a.html'/>
  <author><name>Ada Byrne</name><email>noreply@blogger.com</email></author>{more}
</entry>"""


def blogger_takeout(kind: str, title: str, status: str = "LIVE") -> str:
    return f"""
<entry>
  <id>tag:blogger.com,1999:blog-1.post-3</id>
  <blogger:type>{kind}</blogger:type>
  <blogger:status>{status}</blogger:status>
  <author><name>Ada Byrne</name></author>
  <title>{title}</title>
  <content type='html'>&lt;p&gt;From a box.&lt;/p&gt;</content>
  <blogger:created>2026-02-01T10:00:00Z</blogger:created>
  <published>2026-02-01T10:00:00Z</published>
  <blogger:filename>/2026/02/b.html</blogger:filename>
</entry>"""


# --- Ghost


def ghost(*posts: Mapping[str, object], wrapped: bool = True) -> bytes:
    data = {
        "posts": list(posts),
        "users": [{"id": "1", "name": "Ada Byrne", "email": "ada@night.example"}],
        "tags": [{"id": "5", "name": "waiting"}, {"id": "6", "name": "#hidden"}],
        "posts_tags": [{"post_id": "7", "tag_id": "6"}, {"post_id": "7", "tag_id": "5"}],
        "posts_authors": [{"post_id": "7", "author_id": "1", "sort_order": 0}],
        "settings": [
            {"key": "title", "value": "Night Notes"},
            {"key": "locale", "value": "en"},
            {"key": "password", "value": "secret"},
        ],
        "members": [{"email": "reader@night.example"}],
    }
    made = {"meta": {"version": "5.82"}, "data": data}
    return json.dumps({"db": [made]} if wrapped else made).encode()


def ghost_post(**more: object) -> dict[str, object]:
    return {
        "id": "7", "title": "The long wait", "slug": "the-long-wait", "type": "post",
        "html": "<p>It took a year.</p>", "status": "published", "visibility": "public",
        "published_at": "2026-01-31T10:00:00.000Z", "custom_excerpt": "A year.",
    } | more  # fmt: skip


# --- archives


def substack(**more: bytes | str) -> bytes:
    return zipped({
        "posts.csv": (
            "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,"
            "subtitle,podcast_url\r\n"
            "11.the-long-wait,2026-01-31T10:00:00.000Z,true,,,newsletter,everyone,The long wait,"
            "A year,\r\n"
            "12.paid,2026-02-01T10:00:00.000Z,true,,,newsletter,only_paid,Paid,,\r\n"
            "13.draft,,false,,,newsletter,everyone,Draft,,\r\n"
            "14.thread,2026-02-01T10:00:00.000Z,true,,,thread,everyone,Thread,,\r\n"
        ),
        "posts/11.the-long-wait.html": (
            '<p>It took a year.<a class="footnote-anchor" id="footnote-anchor-1" '
            'href="#footnote-1">1</a></p>'
            '<div class="subscription-widget-wrap"><form><input></form></div>'
            '<p class="button-wrapper"><a href="https://x.example/subscribe">Subscribe</a></p>'
            '<div class="footnote"><a class="footnote-number" id="footnote-1" '
            'href="#footnote-anchor-1">1</a><div class="footnote-content"><p>A leap year.</p></div>'
            "</div>"
        ),
        "posts/12.paid.html": "<p>For those who pay.</p>",
        "posts/13.draft.html": "<p>Not yet.</p>",
        "posts/14.thread.html": "<p>Chat.</p>",
        "email_list.night.csv": "email\r\nreader@night.example\r\n",
        **more,
    })  # fmt: skip


MEDIUM_PAGE = """\
<!DOCTYPE html><html><head><title>The long wait</title></head><body>
<article class="h-entry"><header><h1 class="p-name">The long wait</h1></header>
<section data-field="subtitle" class="p-summary">A year of letters.</section>
<section data-field="body" class="e-content"><section class="section">
<div class="section-divider"><hr class="section-divider"></div>
<div class="section-content"><div class="section-inner">
<h3 class="graf graf--h3 graf--title">The long wait</h3>
<h4 class="graf graf--h4 graf--subtitle">A year of letters.</h4>
<p class="graf graf--p">It took <strong class="markup--strong">a year</strong>.</p>
<figure class="graf graf--figure"><img src="https://cdn.example/1.jpeg" alt="a letter">
<figcaption class="imageCaption">The first one</figcaption></figure>
</div></div></section></section>
<footer><p>By <a href="https://medium.example/@ada" class="p-author h-card">Ada Byrne</a> on
<a href="https://medium.example/p/1"><time class="dt-published" datetime="2026-01-31T10:00:00.000Z">
January 31, 2026</time></a>.</p>
<p><a href="https://medium.example/the-long-wait" class="p-canonical">Canonical link</a></p>
</footer></article></body></html>
"""


MEDIUM_RESPONSE = """\
<!DOCTYPE html><html><head><title>Thanks for this, it helped.</title></head><body>
<article class="h-entry"><header><h1 class="p-name">Thanks for this, it helped.</h1></header>
<section data-field="body" class="e-content"><section class="section section--body">
<p name="1a2b" class="graf graf--p graf--leading">Thanks for this, it helped. I wait, too.</p>
</section></section></article></body></html>
"""


def medium() -> bytes:
    return zipped({
        "README.html": "<p>Your archive.</p>",
        "posts/2026-01-31_The-long-wait-1a2b.html": MEDIUM_PAGE,
        "posts/draft_Not-yet-3c4d.html": MEDIUM_PAGE.replace("The long wait", "Not yet"),
        "posts/2026-02-02_Thanks-5e6f.html": MEDIUM_RESPONSE,
        "profile/profile.html": "<p>ada@night.example</p>",
    })  # fmt: skip


GOOGLE_PAGE = """\
<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">
<style type="text/css">@import url(https://themes.googleusercontent.com/fonts/css?kit=x);
.lst-kix_abc-0 > li:before{content:"\\0025cf  "}ol{margin:0}
.c1{font-weight:700}.c2{font-style:italic}.c3{color:#000000;font-weight:400}.title{font-size:26pt}
</style></head><body class="c9 doc-content">
<p class="c9 title" id="h.1"><span class="c3">The long wait</span></p>
<p class="c9"><span class="c3">It took </span><span class="c1">a year</span><span class="c3"> and
</span><span class="c2">more</span><span class="c3">: </span><span class="c4"><a class="c5"
href="https://www.google.com/url?q=https://night.example/a&amp;sa=D">the letters</a></span>
<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>
</p>
<ul class="c6 lst-kix_abc-0 start"><li class="c7 li-bullet-0"><span>One</span></li></ul>
<ul class="c6 lst-kix_abc-1 start"><li class="c8 li-bullet-0"><span>Inside</span></li></ul>
<ul class="c6 lst-kix_abc-0"><li class="c7 li-bullet-0"><span>Two</span></li></ul>
<p class="c9"><span><img alt="a letter" src="images/image1.png" style="width: 10px"></span></p>
<hr class="c10"><div><p class="c9"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span class="c3">
A leap year.</span></p></div>
<div class="c11"><p class="c9"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span class="c3">Really?
</span></p></div>
</body></html>
"""


def google_doc() -> bytes:
    return zipped({"Thelongwait.html": GOOGLE_PAGE, "images/image1.png": picture()})


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def word(body: str = "", **more: bytes | str) -> bytes:
    """A document of Word; `body` is what stands behind its title and its first paragraph."""
    text = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The long wait</w:t></w:r></w:p>'
        '<w:p><w:r><w:t xml:space="preserve">It took </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
        "<w:t>a year</w:t></w:r><w:r><w:t>.</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
        for style, name in (
            ("Title", "Title"), ("Heading1", "heading 1"), ("Heading2", "heading 2"),
            ("Quote", "Quote"), ("Caption", "Caption"),
        )
    )  # fmt: skip
    return zipped({
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{R}/styles" '
            f'Target="styles.xml"/><Relationship Id="rId2" Type="{R}/footnotes" '
            f'Target="footnotes.xml"/><Relationship Id="rId3" Type="{R}/image" '
            'Target="media/image1.png"/></Relationships>'
        ),
        "word/document.xml": (
            f'<w:document {W} xmlns:r="{R}"><w:body>{text}{body}</w:body></w:document>'
        ),
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/footnotes.xml": (
            f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>A leap year.</w:t></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        ),
        "word/media/image1.png": picture(),
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>PC-3</dc:creator>'
            "<dcterms:created>2026-01-31T10:00:00Z</dcterms:created></cp:coreProperties>"
        ),
        **more,
    })  # fmt: skip


def word_picture(alt: str) -> str:
    """A paragraph with the picture of a document."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="image" descr="{alt}"/><a:graphic xmlns:a="{DRAWING}/main">'
        f'<a:graphicData uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture">'
        '<pic:blipFill><a:blip r:embed="rId3"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def ebook(**more: bytes | str) -> bytes:
    """An EPUB 3 whose notes stand in a document of their own."""
    ops = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'

    def page(body: str, kind: str = "") -> str:
        said = f' epub:type="{kind}"' if kind else ""
        return (
            f'<?xml version="1.0"?><html {ops} lang="en"><head><title>A page</title></head>'
            f"<body{said}>{body}</body></html>"
        )

    return zipped({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
            '<rootfiles><rootfile full-path="OPS/book.opf" '
            'media-type="application/oebps-package+xml"/></rootfiles></container>'
        ),
        "OPS/book.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Nights</dc:title>'
            "<dc:creator>Ada Byrne</dc:creator><dc:language>en</dc:language>"
            "<dc:date>2026-01-31</dc:date><dc:rights>CC0</dc:rights></metadata><manifest>"
            + "".join(
                f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"{props}/>'
                for name, props in (
                    ("cover", ""), ("nav", ' properties="nav"'), ("one", ""), ("two", ""),
                    ("notes", ""),
                )
            )
            + '<item id="p" href="p.png" media-type="image/png"/></manifest><spine>'
            + "".join(
                f'<itemref idref="{name}"/>' for name in ("cover", "nav", "two", "one", "notes")
            )
            + "</spine></package>"
        ),
        "OPS/cover.xhtml": page("<p>Nights</p>", "cover"),
        "OPS/nav.xhtml": page(
            '<nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li></ol></nav>'
        ),
        "OPS/one.xhtml": page(
            '<h1>One</h1><p>It took a year.<a epub:type="noteref" href="notes.xhtml#n1">1</a></p>'
            '<p><span epub:type="pagebreak" id="p2" title="2"></span>'
            'See <a href="two.xhtml">two</a>.</p>'
        ),
        "OPS/two.xhtml": page('<h1>Two</h1><p><img src="p.png" alt="a letter"/></p><p>Words.</p>'),
        "OPS/notes.xhtml": page(
            '<aside epub:type="footnote" id="n1"><p>A leap year. <a href="one.xhtml#r1">↩</a></p>'
            "</aside>",
            "endnotes",
        ),
        "OPS/p.png": picture(),
        **more,
    })  # fmt: skip


# --- Markdown and pages

JEKYLL = {
    "_config.yml": "title: Night Notes\n",
    "README.md": "# The blog\n",
    "_posts/2026-01-31-the-long-wait.md": (
        "---\nlayout: post\ntitle: The long wait\nauthor: Ada Byrne\ntags: [waiting, letters]\n"
        "lang: en\n---\n\n"
        "It took [a year]({% post_url 2026-02-01-after %}).[^1]\n\n"
        "{% highlight python %}\nwait()\n{% endhighlight %}\n\n"
        '{% include figure.html src="/assets/letter.png" alt="a letter" caption="The first" %}\n\n'
        "{% include youtube.html id=\"abc123\" %}\n\n{{ page.views }}\n\n[^1]: A leap year.\n"
    ),
    "_posts/2026-02-01-after.markdown": "---\ntitle: After\n---\nIt *ended*.\n",
    "_drafts/not-yet.md": "---\ntitle: Not yet\n---\nNo.\n",
    "assets/letter.png": picture(),
}  # fmt: skip

HUGO = {
    "hugo.toml": 'title = "Night Notes"\n',
    "content/posts/the-long-wait/index.md": (
        '+++\ntitle = "The long wait"\ndate = 2026-01-31\ndraft = false\n+++\n\n'
        'It took [a year]({{< ref "after.md" >}}).\n\n'
        '{{< figure src="letter.png" alt="a letter" >}}\n'
    ),
    "content/posts/the-long-wait/letter.png": picture(),
    "content/posts/after.md": '---\ntitle: After\ndraft: true\n---\nIt ended.\n',
    "content/about.md": "---\ntitle: About\n---\nWe wait.\n",
}  # fmt: skip

WEB_PAGE = """\
<!doctype html><html lang="en-GB"><head><title>The long wait | Night Notes</title>
<meta name="author" content="Ada Byrne"><meta name="description" content="A year.">
<link rel="canonical" href="https://night.example/wait">
<style>p { color: red }</style></head><body>
<nav><a href="/">Home</a></nav><header><p>Night Notes</p></header>
<main><article><h1>The long wait</h1><time datetime="2026-01-31">31 January</time>
<p>It took a year. <script>alert(1)</script></p>
<p><img src="The long wait_files/letter.png" alt="a letter"></p>
<div class="sharedaddy"><a href="https://share.example">Share</a></div></article></main>
<aside>Newest posts</aside><footer>Powered by something</footer></body></html>
"""


def png_header(width: int, height: int, kind: int = 2) -> bytes:
    """A PNG that says it is so large, with next to nothing in it; kind 2 is RGB, 6 RGBA."""
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )  # fmt: skip
