"""Small exports of services and word processors, as they write them; posts of our own in them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from exports import picture, zipped

# --- journals


def livejournal(*entries: str) -> bytes:
    """What export.bml writes of a month."""
    return (
        "<?xml version=\"1.0\" encoding='utf-8'?>\n<livejournal>\n"
        f"{''.join(entries)}</livejournal>\n"
    ).encode()


def livejournal_entry(subject: str, event: str, security: str = "public", more: str = "") -> str:
    said = event.replace("&", "&amp;").replace("<", "&lt;")
    return f"""<entry>
<itemid>7</itemid>
<eventtime>2026-01-31 13:27:00</eventtime>
<logtime>2026-01-31 12:27:31</logtime>
<subject>{subject}</subject>
<event>{said}</event>
<security>{security}</security>
<allowmask>{1 if security == "usemask" else 0}</allowmask>
<current_music></current_music>
<current_mood>tired</current_mood>{more}
</entry>
"""


def livejournal_dump() -> bytes:
    """What ljdump keeps of one entry, by the protocol."""
    return b"""<?xml version="1.0"?>
<event><itemid>7</itemid><eventtime>2026-01-31 13:27:00</eventtime><subject>The long wait</subject>
<event>It took a year.</event><url>https://ada.livejournal.example/1805.html</url>
<props><taglist>waiting, letters</taglist><current_music>rain</current_music></props></event>
"""


MOVABLE_TYPE = """\
AUTHOR: Ada Byrne
TITLE: The long wait
BASENAME: the_long_wait
STATUS: Publish
ALLOW COMMENTS: 1
CONVERT BREAKS: __default__
PRIMARY CATEGORY: waiting
CATEGORY: letters
DATE: 01/31/2026 07:30:00 PM
TAGS: "night",slow
-----
BODY:
It took a year.
And a day.

Then it <b>ended</b>.
-----
EXTENDED BODY:
More of it.
-----
EXCERPT:
A year.
-----
KEYWORDS:
patience
-----
COMMENT:
AUTHOR: Bo
EMAIL: bo@night.example
DATE: 02/01/2026 08:00:00 AM
Poor you.
-----
--------
AUTHOR: Ada Byrne
TITLE: Not yet
STATUS: Draft
CONVERT BREAKS: markdown
DATE: 02/02/2026 07:30:00 PM
-----
BODY:
It *will*.
-----
--------
"""

# --- Tumblr


def tumblr_page(body: str, tags: str = '<span class="tag">waiting</span>') -> str:
    return f"""<!DOCTYPE HTML>
<html><head><meta charset="utf-8"><link rel="stylesheet" type="text/css" href="../style.css"/>
</head><body>{body}<div id="footer"><span id="timestamp"> January 31st, 2026 10:00am </span>{tags}
</div></body></html>
"""


TUMBLR_POSTS: Mapping[str, str] = {
    "html/1001.html": tumblr_page(
        "<h1>The long wait</h1><p>It took <b>a year</b>.</p>"
        '<figure><img src="../../media/1001.png" alt="a letter"/></figure>'
    ),
    "html/1002.html": tumblr_page(
        '<p><a class="tumblr_blog" href="https://bo.tumblr.example/post/1">bo</a>:</p>'
        "<blockquote><p>Waiting is work.</p></blockquote><p>Yes.</p>", tags="",
    ),
    "style.css": "p {}",
    "posts_index.html": "<a href='html/1001.html'>1001</a>",
}  # fmt: skip


def tumblr(packed: bool = False) -> bytes:
    """An export: the posts in a folder, or in an archive inside (since 2018)."""
    posts: dict[str, bytes | str] = {f"posts/{path}": said for path, said in TUMBLR_POSTS.items()}
    if packed:
        posts = {"posts.zip": zipped(TUMBLR_POSTS)}
    return zipped({**posts, "media/1001.png": picture(), "messages.xml": "<messages/>"})


# --- JSON and tables

BLOGGER_JSON = json.dumps({
    "version": "1.0", "encoding": "UTF-8",
    "feed": {
        "title": {"type": "text", "$t": "Night Notes"},
        "entry": [
            {
                "id": {"$t": "tag:blogger.com,1999:blog-1.post-2"},
                "published": {"$t": "2026-01-31T10:00:00.000-08:00"},
                "category": [
                    {"scheme": "http://schemas.google.com/g/2005#kind",
                     "term": "http://schemas.google.com/blogger/2008/kind#post"},
                ],
                "title": {"type": "text", "$t": "The long wait"},
                "content": {"type": "html", "$t": "<p>It took <i>a year</i>.</p>"},
                "link": [{"rel": "self", "href": "https://x.example/feed"},
                         {"rel": "alternate", "href": "https://night.example/2026/01/wait.html"}],
                "author": [{"name": {"$t": "Ada Byrne"}, "email": {"$t": "a@night.example"}}],
            },
            {
                "title": {"$t": "B"}, "content": {"$t": "No."},
                "category": [
                    {"term": "http://schemas.google.com/blogger/2008/kind#comment"},
                ],
            },
        ],
    },
}).encode()  # fmt: skip
BLOGGER_API = json.dumps({
    "kind": "blogger#postList",
    "items": [
        {"kind": "blogger#post", "published": "2026-01-31T10:00:00-08:00", "status": "LIVE",
         "url": "https://night.example/wait.html", "title": "The long wait",
         "content": "<p>It took a year.</p>", "author": {"displayName": "Ada Byrne"},
         "labels": ["waiting"]},
        {"kind": "blogger#post", "status": "DRAFT", "title": "No", "content": "Not yet."},
    ],
}).encode()  # fmt: skip
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Night Notes", "language": "en-GB",
    "items": [
        {"id": "1", "url": "https://night.example/wait", "title": "The long wait",
         "content_html": "<p>It took a year.</p>", "date_published": "2026-01-31T10:00:00Z",
         "authors": [{"name": "Ada Byrne"}], "tags": ["waiting"]},
        {"id": "https://night.example/2", "content_text": "Only words.\n\nTwo of them."},
    ],
}).encode()  # fmt: skip
HASHNODE = json.dumps({
    "posts": [
        {"title": "The long wait", "slug": "the-long-wait", "isActive": True,
         "contentMarkdown": "It took **a year**.\n\n## After\n\nIt ended.",
         "dateAdded": "2026-01-31T10:00:00.000Z", "tags": [{"name": "waiting"}],
         "brief": "A year."},
        {"title": "Not yet", "contentMarkdown": "No.", "isDraft": True},
    ],
}).encode()  # fmt: skip
WRITE_AS = json.dumps({
    "username": "ada",
    "collections": [
        {"alias": "ada", "title": "Night Notes", "posts": [
            {"id": "x1", "slug": "the-long-wait", "appearance": "norm", "language": "en",
             "rtl": False, "created": "2026-01-31T10:00:00Z", "title": "The long wait",
             "body": "It took **a year**.", "tags": ["waiting"]},
        ]},
    ],
}).encode()  # fmt: skip
DAY_ONE = zipped({
    "Journal.json": json.dumps({
        "metadata": {"version": "1.0"},
        "entries": [
            {"uuid": "A1", "creationDate": "2026-01-31T10:00:00Z", "tags": ["waiting"],
             "text": "# The long wait\n\nIt took a year.\n\n![](dayone-moment://C3)",
             "photos": [{"identifier": "C3", "md5": "ab12", "type": "jpeg"}]},
        ],
    }),
    "photos/ab12.jpeg": picture("JPEG"),
})  # fmt: skip
TUMBLR_API = json.dumps({
    "response": {"blog": {"title": "Night Notes"}, "posts": [
        {"blog_name": "ada", "timestamp": 1769853600, "date": "2026-01-31 10:00:00 GMT",
         "post_url": "https://ada.tumblr.example/post/1", "tags": ["waiting"], "state": "published",
         "title": "The long wait", "body": "<p>It took a year.</p>"},
        {"blog_name": "ada", "timestamp": 1769853600, "state": "private", "title": "No",
         "body": "Mine."},
        {"blog_name": "ada", "timestamp": 1769853600, "state": "published", "content": [
            {"type": "text", "text": "Of blocks", "subtype": "heading1"},
            {"type": "text", "text": "Words."}, {"type": "poll"},
        ]},
    ]},
}).encode()  # fmt: skip

BEEHIIV = (
    b"id,web_title,web_subtitle,email_subject_line,status,audience,content_tags,url,created_at,"
    b"content_html\r\n"
    b'1,The long wait,A year,The long wait,confirmed,free,"waiting, letters",'
    b'https://night.beehiiv.example/p/wait,2026-01-31 10:00:00,"<p>It took <b>a year</b>, ""all""'
    b' of it.</p>"\r\n'
    b"2,Paid,,Paid,confirmed,premium,,,2026-02-01 10:00:00,<p>For some.</p>\r\n"
    b"3,Draft,,Draft,draft,free,,,,<p>Not yet.</p>\r\n"
)
RICOS = {
    "nodes": [
        {"type": "PARAGRAPH", "nodes": [
            {"type": "TEXT", "textData": {"text": "It took ", "decorations": []}},
            {"type": "TEXT", "textData": {"text": "a year", "decorations": [{"type": "BOLD"}]}},
            {"type": "TEXT", "textData": {"text": ".", "decorations": []}},
        ]},
        {"type": "BULLETED_LIST", "nodes": [
            {"type": "LIST_ITEM", "nodes": [{"type": "PARAGRAPH", "nodes": [
                {"type": "TEXT", "textData": {"text": "One"}},
            ]}]},
        ]},
        {"type": "POLL"},
    ],
}  # fmt: skip
WIX = (
    "ID,Title,Slug,Published Date,Plain Content,Rich Content,Excerpt,Main Category\n"
    '1,The long wait,the-long-wait,2026-01-31T10:00:00Z,It took a year. One,"'
    + json.dumps(RICOS).replace('"', '""')
    + '",A year,waiting\n'
).encode()  # fmt: skip
WEBFLOW = (
    b"Name,Slug,Collection ID,Item ID,Archived,Draft,Created On,Published On,Post Body,"
    b"Post Summary\n"
    b"The long wait,the-long-wait,1,2,false,false,2026-01-30,2026-01-31,<p>It took a year.</p>,A\n"
    b'Not yet,not-yet,1,3,false,true,2026-01-30,,"<p>No.</p>",\n'
)

SQUARESPACE = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"
 version="2.0"><channel><title>Night Notes</title><link>https://night.squarespace.example</link>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<item><title>The long wait</title><link>/blog/wait</link>
<content:encoded><![CDATA[<div class="sqs-html-content"><p class="">It took <strong>a year</strong>.
</p></div>]]></content:encoded><excerpt:encoded/><wp:post_name>wait</wp:post_name>
<wp:post_type>post</wp:post_type><wp:post_id>7</wp:post_id><wp:status>publish</wp:status>
<pubDate>Sat, 31 Jan 2026 10:00:00 +0000</pubDate><wp:post_date>2026-01-31 10:00:00</wp:post_date>
<dc:creator>ada@night.example</dc:creator></item></channel></rss>
"""

# --- documents


def rtf(body: str = "", title: str = "The long wait") -> bytes:
    """A document as WordPad, Word and LibreOffice write it."""
    return (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0 Times;}"
        r"{\f1\fswiss\fcharset204 Arial Cyr;}}{\colortbl;\red0\green0\blue0;}"
        r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 heading 2;}{\s15 Title;}"
        r"{\s16 Quote;}{\*\cs10 Default Paragraph Font;}}"
        r"{\info{\title Of it}{\author Somebody}{\creatim\yr2026\mo1\dy31}}"
        rf"\pard\s15 {title}\par \pard It took {{\b a year}}"
        r".{\super\chftn{\footnote\pard{\super\chftn} A leap year.}}\par "
        f"{body}}}"
    ).encode("cp1252")


ODT_SPACES = 'xmlns:xlink="http://www.w3.org/1999/xlink" ' + " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
        ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
ODT_STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties '
    'fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" '
    'style:parent-style-name="Quotations"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
    'style:num-format="1"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/>'
    "</text:list-style>"
)
ODT_TEXT = (
    '<text:p text:style-name="Title">The long wait</text:p>'
    '<text:p>It took <text:span text:style-name="T1">a year</text:span>.'
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>A leap year.</text:p></text:note-body></text:note></text:p>"
)


def odt(body: str = "", **more: bytes | str) -> bytes:
    """A text of LibreOffice."""
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f'<office:document-content {ODT_SPACES} office:version="1.3">'
            f"<office:automatic-styles>{ODT_STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{ODT_TEXT}{body}</office:text></office:body>"
            "</office:document-content>"
        ),
        "meta.xml": (
            f"<office:document-meta {ODT_SPACES}><office:meta><dc:title>Of it</dc:title>"
            "<meta:creation-date>2026-01-31T10:00:00</meta:creation-date><dc:language>en-GB"
            "</dc:language></office:meta></office:document-meta>"
        ),
        "Pictures/1.png": picture(),
        **more,
    })  # fmt: skip


def fodt(body: str = "") -> bytes:
    """The same as one flat file."""
    return (
        f'<?xml version="1.0"?><office:document {ODT_SPACES} '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        f"{ODT_STYLES}</office:automatic-styles><office:body><office:text>{ODT_TEXT}{body}"
        "</office:text></office:body></office:document>"
    ).encode()
