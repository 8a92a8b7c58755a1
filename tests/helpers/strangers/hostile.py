"""Inputs that mean harm, or are as broken as if they did: `HOSTILE`, made anew for each test.

Each is named, and is the bytes of one file, or the files of a folder by their paths; a path that
ends in “@” is a link to its content, one that ends in “|” a pipe.
"""

from __future__ import annotations

import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping

import exports
import service_exports as services
from exports import ebook, ghost, ghost_post, picture, png_header, word, wxr, wxr_item, zipped
from PIL import Image

Folder = Mapping[str, bytes | str]
Made = Callable[[], bytes | Folder]
DEEP = 50_000
HOSTILE: dict[str, Made] = {}


def add(name: str, made: Made) -> None:
    assert name not in HOSTILE, name
    HOSTILE[name] = made


def add_all(prefix: str, inputs: Mapping[str, Made]) -> None:
    for name, made in inputs.items():
        add(f"{prefix}: {name}", made)


# --- what stands in the text of a post

OVERRIDE = "\u202e\u2066\u2067\u200f"
HTML: dict[str, Callable[[], str]] = {
    "a script": lambda: "<p>a<script>fetch('http://evil.example')</script></p>",
    "a script in a comment": lambda: "<p>a<!-- ><script>alert(1)</script> --></p>",
    "half a script": lambda: "<p>a</p><scr<script>ipt>alert(1)</scr</script>ipt>",
    "a style": lambda: "<style>@import url(http://evil.example)</style><p>a</p>",
    "style attributes": lambda: "<p style=\"background:url('http://evil.example')\">a</p>",
    "handlers of events": lambda: "<p onclick='x()' onmouseover=x()>a<img src=x onerror=x()></p>",
    "javascript: in a link": lambda: '<a href="javascript:alert(1)">a</a> b',
    "javascript: with tabs in it": lambda: '<a href="java\tscri\npt:alert(1)">a</a> b',
    "javascript: as entities": lambda: '<a href="&#106;avascript&colon;alert(1)">a</a> b',
    "vbscript: and data:": lambda: '<a href="vbscript:x">a</a><a href="data:text/html,x">b</a>',
    "file: everywhere": lambda: "".join(
        f'<{tag} {name}="file:///etc/passwd">a</{tag}>'
        for tag, name in (
            ("a", "href"),
            ("img", "src"),
            ("iframe", "src"),
            ("object", "data"),
            ("video", "poster"),
            ("embed", "src"),
            ("link", "href"),
            ("form", "action"),
            ("body", "background"),
            ("base", "href"),
            ("input", "src"),
            ("audio", "src"),
            ("track", "src"),
        )
    ),
    "http: everywhere": lambda: "".join(
        f'<{tag} {name}="http://evil.example/x">a</{tag}>'
        for tag in ("img", "p", "table", "td", "iframe", "object", "svg", "image", "use", "video")
        for name in (
            "src",
            "srcset",
            "href",
            "xlink:href",
            "poster",
            "background",
            "data",
            "cite",
            "longdesc",
            "usemap",
            "ping",
            "manifest",
            "formaction",
            "action",
            "profile",
        )
    ),
    "a picture by UNC path": lambda: r'<img src="\\evil.example\share\x.png"><p>a</p>',
    "a picture outside": lambda: '<img src="../../../../etc/passwd"><img src="/etc/passwd"> a',
    "a page that goes elsewhere": lambda: '<meta http-equiv="refresh" content="0;url=//x"><p>a</p>',
    "a base elsewhere": lambda: '<base href="http://evil.example/"><a href="b">a</a>',
    "a frame with a document": lambda: "<iframe srcdoc='<script>alert(1)</script>'></iframe>a",
    "a drawing with scripts": lambda: (
        "<svg onload=x()><script>x()</script><image href='http://x/'/>"
        "<foreignObject><p>a</p></foreignObject></svg>"
    ),
    "a formula that is none": lambda: (
        "<math><mtext><table><mglyph><style><!--</style><img src=x></p>"
    ),
    "templates": lambda: "<p>{{ 7*7 }} {% include '/etc/passwd' %} ${7*7} <%= 7*7 %> #{7*7}</p>",
    "templates of Python": lambda: "<p>{{ ''.__class__.__mro__[1].__subclasses__() }}</p>",
    "marks of ours": lambda: "<p>::: note suicide | x</p><p>:::</p><p>[^1]: x</p><p>*[a]: b</p>",
    "front matter inside": lambda: "<p>---</p><p>title: x</p><p>---</p>",
    "signs that turn the text round": lambda: f"<p>{OVERRIDE}abc{OVERRIDE}</p>",
    "signs that no text has": lambda: "<p>a\x00b\x01\x1b[31mc\x7f\x9b\ufffe\ufdd0</p>",
    "numbers of no signs": lambda: "<p>&#0;&#xD800;&#xDFFF;&#x110000;&#99999999999;&#x1F;</p>",
    "signs on signs": lambda: "<p>a" + "\u0301" * 20_000 + "</p>",
    "a word of a million letters": lambda: "<p>" + "a" * 1_000_000 + "</p>",
    "an attribute of ten million": lambda: f'<p title="{"a" * 10_000_000}">b</p>',
    "a hundred thousand links": lambda: "<a href='http://x.example/'>a</a> " * 100_000,
    "twenty thousand headings": lambda: "<h2>a</h2>" * 20_000,
    "twenty thousand items": lambda: f"<ul>{'<li>a</li>' * 20_000}</ul>",
    "notes that cite each other": lambda: (
        '<p>a<a href="#n1" id="r1">1</a></p><ol><li id="n1">b <a href="#n2" id="r2">2</a> '
        '<a href="#r1">^</a></li><li id="n2">c <a href="#n1">1</a> <a href="#r2">^</a></li></ol>'
    ),
    "a note in itself": lambda: '<p id="a"><a href="#a" id="b">1</a><a href="#b">2</a></p>',
    "ten thousand notes": lambda: "".join(
        f'<p>a<a href="#n{n}" id="r{n}">1</a></p><p id="n{n}">b <a href="#r{n}">^</a></p>'
        for n in range(5_000)
    ),
    "a cell over a billion": lambda: (
        '<table><tr><td colspan="1000000000" rowspan="1000000000">a</td><td>b</td></tr></table>'
    ),
    "a table of 250,000 cells": lambda: (
        f"<table>{'<tr>' + '<td>a' * 500}{'<tr><td>b' * 499}</table>"
    ),
    "a table of 100,000 rows": lambda: f"<table>{'<tr><td>a<td>b' * 100_000}</table>",
    "a list that begins with 10^400": lambda: f'<ol start="{"9" * 400}"><li>a</li></ol>',
    "attributes without end": lambda: "<p " + "a=b " * 50_000 + ">a</p>",
    "tags that never close": lambda: "<p>a<" * 20_000,
    "quotes that never close": lambda: "<a href='" * 20_000 + "x",
    "comments that never close": lambda: "<p>a</p>" + "<!--" * 20_000,
    "brackets": lambda: "<p>" + "[" * 20_000 + "</p>",
    "stars": lambda: "<p>" + "*a **b " * 10_000 + "</p>",
    "backticks": lambda: "<p>" + "".join("`" * n + " " for n in range(300)) + "</p>",
    "tildes": lambda: "<p>" + "~~a " * 10_000 + "</p>",
    "shortcodes": lambda: "[gallery ids='" + "1," * 10_000 + "'] " + "[a b=" * 10_000,
    "captions": lambda: "[caption " * 10_000 + "[/caption]",
    "an address without end": lambda: f'<a href="http://x.example/{"(" * 20_000}">a</a>',
    "addresses that are none": lambda: "".join(
        f'<a href="{address}">a</a> '
        for address in (
            "http://[",
            "http://a:b:c",
            "//",
            "http://\u2100",
            "http://x:99999/",
            "?",
            "#",
        )
    ),
}
for tag in ("div", "span", "b", "blockquote", "ul><li", "table><tr><td", "q", "a href=x", "font"):
    HTML[f"{DEEP:,} deep in <{tag}>"] = lambda tag=tag: f"<{tag}>" * DEEP + "a"

for name, text in HTML.items():
    add(f"WordPress: {name}", lambda text=text: wxr(wxr_item(content=text().replace("\0", ""))))
    add(f"page: {name}", lambda text=text: f"<h1>One</h1><p>Words.</p>{text()}".encode())
    add(f"Markdown: {name}", lambda text=text: f"---\ntitle: One\n---\n\n{text()}\n".encode())


# --- XML

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPES = {
    "a billion laughs": f'<!DOCTYPE rss [<!ENTITY a0 "ha">{LAUGHS}]>',
    "an entity that is a file": '<!DOCTYPE rss [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>',
    "an entity elsewhere": '<!DOCTYPE rss [<!ENTITY a11 SYSTEM "http://evil.example/x">]>',
    "a DTD elsewhere": '<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd">',
    "a parameter entity": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    "an entity in itself": '<!DOCTYPE rss [<!ENTITY a11 "&a11;">]>',
    "a long entity, often": f'<!DOCTYPE rss [<!ENTITY a11 "{"x" * 50_000}">]>',
}


def with_doctype(document: bytes, doctype: str, often: int = 1) -> bytes:
    head, mark, rest = document.partition(b"?>")
    said = rest.replace(b"<title>", b"<title>" + b"&a11;" * often)
    return head + mark + doctype.encode() + said


def xml_kinds() -> dict[str, bytes]:
    return {
        "WXR": wxr(wxr_item()),
        "RSS": exports.RSS,
        "Atom": exports.ATOM,
        "Blogger": exports.blogger(exports.blogger_old("post", "A")),
    }


for kind, document in xml_kinds().items():
    for name, doctype in DOCTYPES.items():
        often = 500 if "often" in name else 1
        add(f"{kind}: {name}", lambda d=document, t=doctype, n=often: with_doctype(d, t, n))
    add_all(
        kind,
        {
            "in UTF-16": lambda d=document: d.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
            "in a set of signs that there is not": lambda d=document: d.replace(
                b"UTF-8", b"x-none"
            ),
            "not in UTF-8": lambda d=document: d.replace(b"Night", b"N\xff\xfe\xe9"),
            "with zeroes": lambda d=document: d.replace(b"Night", b"N\0\0ght"),
            "with a style sheet": lambda d=document: d.replace(
                b"?>", b'?><?xml-stylesheet href="http://evil.example/x.xsl"?>', 1
            ),
            "with XInclude": lambda d=document: d.replace(
                b"<title>",
                b'<title><x:include xmlns:x="http://www.w3.org/2001/XInclude" '
                b'href="file:///etc/passwd" parse="text"/>',
            ),
            "without an end to its text": lambda d=document: d.replace(
                b"<title>", b"<title><![CDATA["
            ),
            "deep": lambda d=document: d.replace(b"<title>", b"<x>" * DEEP + b"<title>", 1),
            "50,000 times": lambda d=document: d.replace(b"</title>", b"</title><x/>" * DEEP, 1),
        },
    )


# --- JSON

WRONG = {
    "null": None,
    "a list": [["x"]],
    "an object": {"x": 1},
    "a number": 10**30,
    "true": True,
    "half a sign": "\ud800",
    "zeroes": "\0\0",
    "a path": "../../../etc/passwd",
    "a bidi": OVERRIDE,
}
for name, value in WRONG.items():
    add(
        f"Ghost: {name} in every field",
        lambda value=value: ghost(dict.fromkeys(ghost_post(), value), ghost_post(html=value)),
    )
add_all(
    "Ghost",
    {
        "deep": lambda: b'{"db": [{"data": {"posts": ' + b"[" * 200_000,
        "deep objects": lambda: b'{"db": [{"data": {"posts": ' + b'{"a":' * 200_000,
        "a number of 10,000 digits": lambda: ghost(ghost_post()).replace(b'"7"', b"9" * 10_000),
        "no numbers": lambda: ghost(ghost_post()).replace(b'"7"', b"NaN"),
        "twice the same": lambda: ghost(ghost_post()).replace(b'"html"', b'"title": "b", "html"'),
        "tables that are none": lambda: b'{"db": [{"data": {"posts": {"0": 1}, "tags": 7}}]}',
        "cards with code": lambda: ghost(
            ghost_post(
                html="<!--kg-card-begin: html--><script>x()</script><!--kg-card-end: html-->"
            )
        ),
        "posts in 20,000 tags": lambda: json.dumps(
            {
                "db": [
                    {
                        "data": {
                            "posts": [ghost_post(id=str(n)) for n in range(500)],
                            "posts_tags": [{"post_id": "1", "tag_id": "1"}] * 20_000,
                            "tags": [{"id": "1", "name": "a"}] * 20_000,
                        }
                    }
                ]
            }
        ).encode(),
    },
)


# --- archives


def entry(name: str, content: bytes = b"x", mode: int = 0o100644, **more: object) -> bytes:
    """An archive with one file, whose record says anything."""
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    for key, value in more.items():
        setattr(info, key, value)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two files with one name
        archive.writestr("_posts/2026-01-31-one.md", "---\ntitle: One\n---\n\nText.\n")
        archive.writestr(info, content)
    return made.getvalue()


def bomb(levels: int = 0) -> bytes:
    """An archive of a gigabyte of zeroes, in archives of archives."""
    made, pack = io.BytesIO(), zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * 1_000_000
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("_posts/2026-01-31-one.md", "w") as file,
    ):
        for _ in range(200):
            file.write(block)
    del pack
    content = made.getvalue()
    for _ in range(levels):
        content = zipped({f"{number}.zip": content for number in range(8)})
    return content


def overlapping(count: int) -> bytes:
    """A zip whose entries all lead to the same packed bytes (Fifield, WOOT 2019)."""
    packed = zlib.compress(b"\0" * 900_000, 9)[2:-4]
    crc = zlib.crc32(b"\0" * 900_000)
    local = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), 900_000, 1, 0
    )
    made = local + b"a" + packed
    records = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            0,
            crc,
            len(packed),
            900_000,
            len(name),
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + name
        for name in (f"{number}.md".encode() for number in range(count))
    )
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(records), len(made), 0)
    return made + records + end


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


PATHS = (
    "../../evil.md",
    "/etc/evil.md",
    "C:\\evil.md",
    "..\\..\\evil.md",
    "a/../../evil.md",
    "_posts/\u202efdp.exe.md",
    "a" * 60_000 + ".md",
    "_posts/a\nb.md",
    "CON.md",
    "_posts/.md",
    "//server/share/evil.md",
    "a/./../b/../../evil.md",
    "_posts/2026-99-99-one.md",
    "~/evil.md",
    "$HOME/evil.md",
    "file:///etc/passwd.md",
    "%2e%2e/evil.md",
    "_posts/one.md/two.md",
)
for path in PATHS:
    add(f"archive: a file at {path[:30]!r}", lambda path=path: entry(path, b"Text and words."))
add_all(
    "archive",
    {
        "a bomb": bomb,
        "a bomb in archives": lambda: bomb(2),
        "a bomb that overlaps": lambda: overlapping(3_000),
        "30,000 files": lambda: zipped({f"{n}.md": "a" for n in range(30_000)}),
        "a file without a name": lambda: entry(""),
        "a link": lambda: entry("link.md", b"/etc/passwd", 0o120777),
        "a device": lambda: entry("device.md", b"", 0o020666),
        "a locked file": lambda: entry("a.md").replace(
            b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\x01"
        ),
        "packed in no known way": lambda: entry("a.md").replace(b"\x08\0", b"\x63\0"),
        "a wrong sum": lambda: flipped(entry("a.md"), 14),
        "wrong bytes": lambda: flipped(entry("a.md"), 70),
        "a wrong size": lambda: entry("a.md", b"x" * 900).replace(
            struct.pack("<I", 900), struct.pack("<I", 9)
        ),
        "a size of 4 GB": lambda: entry("a.md", b"x" * 900).replace(
            struct.pack("<I", 900), b"\xfe\xff\xff\xff"
        ),
        "twice the same file": lambda: entry("_posts/2026-01-31-one.md"),
        "behind a PDF": lambda: b"%PDF-1.7\n" + zipped(exports.JEKYLL),
        "behind a picture": lambda: picture() + zipped(exports.JEKYLL),
        "with a comment of 65,000 letters": lambda: (
            zipped({"a.md": "b"})[:-2] + b"\xe8\xfd" + b"x" * 65_000
        ),
        "an end alone": lambda: b"PK\x05\x06" + b"\0" * 18,
        "a head alone": lambda: b"PK\x03\x04" + b"\0" * 26,
        "folders alone": lambda: zipped({"a/": "", "b/": ""}),
        "no text at all": lambda: zipped({"a.md": "", "b.md": "\n\n"}),
        "a table without a head": lambda: exports.substack(
            **{"posts.csv": 'post_id\n\0\n"' + "x" * 200_000}
        ),
        "a table of 50,000 rows": lambda: exports.substack(
            **{"posts.csv": "post_id,title\n" + "11.the-long-wait,a\n" * 50_000}
        ),
        "a number that is a path": lambda: exports.substack(
            **{"posts.csv": "post_id,title\n../../etc/passwd,a\n11/../12,b\n"}
        ),
        "a page of Medium without anything": lambda: zipped({"posts/a.html": "<p class=h-entry>"}),
    },
)


# --- pictures in a post


def with_picture(content: bytes) -> bytes:
    return zipped(
        {"_posts/2026-01-31-one.md": "# One\n\nWords.\n\n![a](/p.png)\n", "p.png": content}
    )


def gif(width: int, height: int, frames: int = 1) -> bytes:
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\0"
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", width, height, 0x80, 0, 0)
        + b"\0" * 6
        + frame * frames
        + b";"
    )


def bmp(width: int, height: int) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + head


def tiff(*tags: tuple[int, int, int, int]) -> bytes:
    body = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + body + b"\0\0\0\0"


def chunked(name: bytes, data: bytes) -> bytes:
    """A picture with one more chunk in it."""
    sum_of = struct.pack(">I", zlib.crc32(name + data))
    return picture()[:33] + struct.pack(">I", len(data)) + name + data + sum_of + picture()[33:]


FORMS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
PICTURES: dict[str, Callable[[], bytes]] = {
    "PNG of 60,000 × 60,000": lambda: png_header(60_000, 60_000),
    "PNG of 2^31": lambda: png_header(2**31 - 1, 2**31 - 1),
    "PNG of nothing": lambda: png_header(0, 0),
    "PNG of 100 million, in 16 bits": lambda: png_header(10_000, 10_000, 6),
    "PNG of 99 million that is not there": lambda: png_header(9_900, 10_000),
    "GIF of 65,535 × 65,535": lambda: gif(65_535, 65_535),
    "GIF of 50,000 pictures": lambda: gif(2, 2, 50_000),
    "BMP of 60,000 × 60,000": lambda: bmp(60_000, 60_000),
    "BMP of less than nothing": lambda: bmp(-5, -(2**31)),
    "TIFF that leads to itself": lambda: b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
    "TIFF of 60,000 × 60,000": lambda: tiff((256, 4, 1, 60_000), (257, 4, 1, 60_000)),
    "TIFF of a billion strips": lambda: tiff((256, 4, 1, 9), (257, 4, 1, 9), (273, 4, 2**30, 0)),
    "PNG with a text that is a bomb": lambda: chunked(
        b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 300_000_000)
    ),
    "PNG with colours that are a bomb": lambda: chunked(
        b"iCCP", b"a\0\0" + zlib.compress(b"\0" * 300_000_000)
    ),
    "PNG with a chunk of 4 GB": lambda: picture()[:33] + b"\xff\xff\xff\xffIDAT",
    "drawing": lambda: (
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'><image href='http://x'/></svg>"
    ),
    "drawing packed as a picture": lambda: zlib.compress(b"<svg/>"),
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n",
    "PDF": lambda: b"%PDF-1.7\n1 0 obj\n",
    "picture and a script": lambda: b"GIF89a/*" + gif(2, 2)[8:] + b"*/=1;alert(1)",
    "picture and an archive": lambda: picture() + zipped({"a": "b"}),
    "web page": lambda: b"<html><script>alert(1)</script>",
}
for form in FORMS:
    PICTURES[f"{form} that ends too early"] = lambda form=form: picture(form)[:-30]
    PICTURES[f"{form} of its head alone"] = lambda form=form: picture(form)[:20]
    PICTURES[f"{form} with a wrong byte"] = lambda form=form: flipped(
        picture(form, (50, 50)), len(picture(form, (50, 50))) // 2
    )
for name, made in PICTURES.items():
    add(f"picture: {name}", lambda made=made: with_picture(made()))


# --- documents and books


def related(kind: str, target: str, mode: str = "External") -> str:
    """The relationships of a document, with one that its picture or its link has."""
    return (
        f'<Relationships xmlns="{exports.RELS}"><Relationship Id="rId3" Type="{exports.R}/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


CELL = "<w:tbl><w:tr><w:tc>"
add_all(
    "Word",
    {
        "tables in tables": lambda: word(CELL * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400),
        "deep": lambda: word("<w:p>" * DEEP),
        "100,000 words apart": lambda: word(
            "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 100_000 + "</w:p>"
        ),
        "an entity": lambda: word(
            **{"word/styles.xml": DOCTYPES["a billion laughs"] + "<x>&a11;</x>"}
        ),
        "an entity in UTF-16": lambda: word(
            **{
                "word/styles.xml": (
                    '<?xml version="1.0" encoding="UTF-16"?>'
                    + DOCTYPES["a billion laughs"]
                    + "<x>&a11;</x>"
                ).encode("utf-16")
            }
        ),
        "a picture elsewhere": lambda: word(
            exports.word_picture("a"),
            **{"word/_rels/document.xml.rels": related("image", "file:///etc/passwd")},
        ),
        "a picture outside": lambda: word(
            exports.word_picture("a"),
            **{"word/_rels/document.xml.rels": related("image", "../../../etc/passwd", "Internal")},
        ),
        "a picture that is a bomb": lambda: word(
            exports.word_picture("a"), **{"word/media/image1.png": png_header(60_000, 60_000)}
        ),
        "a link to a script": lambda: word(
            '<w:p><w:hyperlink r:id="rId3"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>',
            **{"word/_rels/document.xml.rels": related("hyperlink", "javascript:x()")},
        ),
        "a note in itself": lambda: word(
            **{
                "word/footnotes.xml": f"<w:footnotes {exports.W}>"
                '<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
                "</w:footnote>"
                "</w:footnotes>"
            }
        ),
        "a note that is not there": lambda: word(
            '<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>'
        ),
        "styles that are each other": lambda: word(
            **{
                "word/styles.xml": f"<w:styles {exports.W}>"
                '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
                '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
            }
        ),
        "an HTML file inside": lambda: word(
            '<w:altChunk r:id="rId3"/>', **{"word/a.html": "<script>"}
        ),
        "code of macros": lambda: word(**{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "no types": lambda: word(**{"[Content_Types].xml": "", "_rels/.rels": ""}),
        "a sign of 7 digits": lambda: word(
            '<w:p><w:r><w:sym w:font="x" w:char="FFFFFFF"/></w:r></w:p>'
        ),
        "numbers without end": lambda: word(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId '
            'w:val="-1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
        ),
    },
)


def opf(items: str, spine: str) -> str:
    return (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )


ONE = '<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>'
add_all(
    "book",
    {
        "a package outside": lambda: ebook(
            **{
                "META-INF/container.xml": "<container><rootfiles><rootfile full-path="
                '"../../etc/passwd"/></rootfiles></container>'
            }
        ),
        "a page outside": lambda: ebook(
            **{
                "OPS/book.opf": opf(
                    ONE.replace("one.xhtml", "../../../etc/passwd"), '<itemref idref="one"/>'
                )
            }
        ),
        "a page elsewhere": lambda: ebook(
            **{
                "OPS/book.opf": opf(
                    ONE.replace("one.xhtml", "http://evil.example/"), '<itemref idref="one"/>'
                )
            }
        ),
        "50,000 times the same page": lambda: ebook(
            **{"OPS/book.opf": opf(ONE, '<itemref idref="one"/>' * DEEP)}
        ),
        "an entity in a page": lambda: ebook(
            **{
                "OPS/one.xhtml": DOCTYPES["a billion laughs"]
                + "<html><body><h1>One</h1><p>&a11;</p></body></html>"
            }
        ),
        "an entity in the package": lambda: ebook(
            **{
                "OPS/book.opf": DOCTYPES["a billion laughs"]
                + opf(ONE, '<itemref idref="one"/>').replace(
                    "<metadata/>", "<metadata>&a11;</metadata>"
                )
            }
        ),
        "scripts": lambda: ebook(
            **{
                "OPS/one.xhtml": "<html><body onload='x()'><h1>One</h1>"
                "<script src='http://x/'/><p>a</p></body></html>"
            }
        ),
        "notes that cite each other": lambda: ebook(
            **{
                "OPS/notes.xhtml": '<html xmlns:epub="x"><body><aside id="n1"><p>a '
                '<a epub:type="noteref" href="#n1">1</a></p></aside></body></html>'
            }
        ),
        "a note that is the page": lambda: ebook(
            **{
                "OPS/one.xhtml": '<html><body id="n1"><h1>One</h1>'
                '<a epub:type="noteref" href="two.xhtml#n2">1</a></body></html>',
                "OPS/two.xhtml": '<html><body id="n2"><p>a</p></body></html>',
            }
        ),
        "3,000 notes that are one page": lambda: ebook(
            **{
                "OPS/one.xhtml": "<html><body><h1>One</h1>"
                + '<a epub:type="noteref" href="two.xhtml#n2">1</a>' * 3_000
                + "</body></html>",
                "OPS/two.xhtml": f'<html><body id="n2">{"<p>a</p>" * 3_000}</body></html>',
            }
        ),
        "a lock that is none": lambda: ebook(**{"META-INF/encryption.xml": "<encryption>" * DEEP}),
        "no spine": lambda: ebook(**{"OPS/book.opf": opf(ONE, "")}),
    },
)


# --- Markdown, and what stands above it

LAUGHING = "a0: &a0 [ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
add_all(
    "front matter",
    {
        name: lambda said=said: f"---\n{said}\n---\n\nText.\n".encode()
        for name, said in {
            "a tag of Python": "title: !!python/object/apply:os.system ['touch evil']",
            "a tag of nobody": "title: !evil x",
            "laughs": f"{LAUGHING}title: *a9",
            "itself": "title: &a [*a]\ntags: *a",
            "deep": f"title: {'[' * 20_000}",
            "deeper and deeper": "\n".join(f"{' ' * n}a{n}:" for n in range(1_500)),
            "a number of 5,000 digits": f"title: {'9' * 5_000}",
            "a number in base 60": f"title: {'59:' * 5_000}1",
            "a day that is none": "title: One\ndate: 2026-99-99",
            "a day before the calendar": "title: One\ndate: 0000-00-00",
            "a title of a million letters": f"title: {'a' * 1_000_000}",
            "a title that turns round": f"title: a{OVERRIDE}b",
            "a title that is a path": "title: ../../../../etc/passwd",
            "a title with lines": "title: 'a\n\n  ---\n\n  b'",
            "a title of signs that nobody sees": "title: '\u200b\u200b'",
            "a language that is a path": "title: One\nlang: ../../en",
            "a source that is a script": "title: One\ncanonical: javascript:alert(1)",
            "keys of every kind": "title: One\n? [a, b]\n: c\n1: 2\nnull: x\n<<: {title: Two}",
            "two of them": "title: One\n---\ntitle: Two",
            "authors of every kind": "title: One\nauthors: [1, null, {name: [x]}, [a], {b: c}]",
            "40,000 tags": "title: One\ntags: [" + "a, " * 40_000 + "]",
            "signs of control": 'title: "\\0\\a\\e[31m\\u202e"',
        }.items()
    },
)
add_all(
    "front matter in TOML",
    {
        name: lambda said=said: f"+++\n{said}\n+++\n\nText.\n".encode()
        for name, said in {
            "deep": f"title = {'[' * 20_000}",
            "a number of 5,000 digits": f"title = {'9' * 5_000}",
            "half a sign": 'title = "\\ud800"',
            "deep keys": f"{'a.' * 5_000}b = 1",
            "days of every kind": "title = 'One'\ndate = 07:32:00",
        }.items()
    },
)
add_all(
    "Markdown alone",
    {
        name: lambda said=said: (
            f"# One\n\nWords, and a [link](http://x.example/).\n\n{said}\n".encode()
        )
        for name, said in {
            "quotations in quotations": "> " * DEEP + "a",
            "items in items": "".join(f"{' ' * n}- a\n" for n in range(3_000)),
            "marks of items": "- " * DEEP + "a",
            "brackets that open": "[" * DEEP,
            "pictures that open": "![" * DEEP,
            "brackets in brackets": "[" * 10_000 + "a" + "](x)" * 10_000,
            "stars": "*a **b " * 20_000,
            "stars and lines": "*_" * DEEP,
            "backticks": "".join("`" * n + " a " for n in range(400)),
            "pipes": "| a " * 20_000 + "\n" + "| - " * 20_000 + "\n" + "| b " * 20_000,
            "notes that cite each other": "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]",
            "a note in itself": "a[^1]\n\n[^1]: b[^1]",
            "10,000 notes": "a[^x] " * 10_000 + "\n\n[^x]: b",
            "signs that open tags": "<" * DEEP,
            "comments that open": "<!--" * 20_000,
            "code that opens": "```\n" * 20_001,
            "output that opens": "{{ " * 20_000,
            "tags that open": "{% if x " * 20_000,
            "raw that opens": "{% raw %}" * 10_000,
            "highlights that open": "{% highlight a %}\n" * 5_000,
            "shortcodes that open": '{{< a b="' * 10_000,
            "attributes that open": "{: " * 20_000,
            "an include of everything": "{% include ../../etc/passwd %} {% include_relative /x %}",
            "shortcodes that read": '{{< readfile "/etc/passwd" >}} {{% include "http://x/" %}}',
            "definitions": "a\n: b\n" * 5_000,
            "links by reference": "[a][b]\n\n" + "[b]: http://x.example/\n" * 20_000,
            "a link to a script": "[a](javascript:x()) [b](<java script:x()>) ![c](file:///etc/passwd)",
            "lines of one letter": "a\n" * 50_000,
            "spaces": "a" + " " * 200_000 + "b",
            "blank lines": "\n" * 200_000,
            "signs on signs": "a" + "\u0301" * 20_000,
            "marks of ours": "::: note suicide | x\n" * 2_000,
            "half a mark of ours": "::: note\n\na\n\n:::\n\n:::",
            "emoji": "👩‍👩‍👧‍👦" * 5_000,
        }.items()
    },
)


# --- plain text, feeds, and files of no kind

add_all(
    "text",
    {
        "of one word without end": lambda: b"a" * 20_000_000,
        "of titles": lambda: ("A Title Of Mine\n\n" + "word " * 20 + "\n\n").encode() * 500,
        "of bullets": lambda: "• a\n".encode() * 50_000,
        "that turns round": lambda: f"Title\n\n{OVERRIDE} {'word ' * 30}".encode(),
        "of signs of control": lambda: (
            b"Title\n\n\x01\x02\x1b[31m\x7f words of a text that goes on here"
        ),
        "that is not UTF-8": lambda: b"Title\n\n\xff\xfe\xe9 words",
        "in UTF-16": lambda: "Title\n\nwords".encode("utf-16"),
        "with half a sign": lambda: b"Title\n\n\xed\xa0\x80 words",
        "with zeroes": lambda: b"Title\n\nwords\0",
        "of templates": lambda: b"Title\n\n{{ 7*7 }} {% include '/etc/passwd' %} words of a text",
        "of marks": lambda: (
            b"Title\n\n::: note suicide | x\n\n[^1]: a\n\n*[a]: b\n\n![a](b.png) and more"
        ),
        "of separators of lines": lambda: "Title\n\na\u2028b\u2029c\x0bd\x0ce\x85f".encode(),
        "of a million blank lines": lambda: b"\n" * 1_000_000,
    },
)
add_all(
    "of no kind",
    {
        "nothing": lambda: b"",
        "a space": lambda: b" ",
        "zeroes": lambda: b"\0" * 1_000,
        "a program": lambda: b"\x7fELF" + b"\0" * 500,
        "a PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "a picture": picture,
        "an archive of another kind": lambda: b"\x1f\x8b\x08\0" + b"\0" * 100,
        "an old Word document": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "a drawing": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
        "a style sheet": lambda: b"<xsl:stylesheet version='1.0'/>",
        "JSON of another kind": lambda: b'{"a": 1}',
        "a list of JSON": lambda: b"[" * 100_000,
    },
)


# --- what services and word processors write

add_all(
    "JSON",
    {
        "deep": lambda: b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 200_000,
        "in itself": lambda: b'[{"kind": "blogger#post", "content": "a", "items": []}]' * 2,
        "posts of every kind": lambda: json.dumps(
            {"version": "https://jsonfeed.org/version/1", "items": list(WRONG.values())}
        ).encode(),
        "links of every kind": lambda: json.dumps(
            {"feed": {"title": {"$t": "a"}, "entry": [{"link": value} for value in WRONG.values()]}}
        ).encode(),
        "photos of every kind": lambda: json.dumps(
            {
                "entries": [
                    {"uuid": "1", "creationDate": "x", "text": "a", "photos": [value, [value]]}
                    for value in WRONG.values()
                ]
            }
        ).encode(),
        "a day after the end of time": lambda: json.dumps(
            [{"blog_name": "a", "timestamp": 10**18, "body": "a", "content": [1, {"type": []}]}]
        ).encode(),
        "a list without end": lambda: b"[" + b"{}," * 300_000 + b"{}]",
    },
)
for name, wrong in WRONG.items():
    add(
        f"JSON: {name} in every field",
        lambda value=wrong: json.dumps(
            {
                "version": "https://jsonfeed.org/version/1",
                "items": [
                    dict.fromkeys(
                        ("id", "url", "title", "content_html", "date_published", "authors", "tags"),
                        value,
                    ),
                    {"content_html": "<p>a</p>", "authors": [value], "tags": {"x": value}},
                ],
            }
        ).encode(),
    )
add_all(
    "table",
    {
        "a quote that never closes": lambda: b'title,body\n"a,' + b"x" * 5_000_000,
        "a cell of 20 MB": lambda: b"title,body\na," + b"x" * 20_000_000,
        "100,000 columns": lambda: b"title,body," + b"c," * 100_000 + b"\na,b\n",
        "the same column often": lambda: b"title,body,body,title\na,b,c,d\n",
        "zeroes in a row": lambda: b"title,body\na,b\0c\n",
        "formulas": lambda: b"title,body\n=cmd|'/c calc'!A1,=HYPERLINK(\"http://x\")\n",
        "the JSON of an editor, deep": lambda: (
            b'title,body\na,"{""nodes"": ' + b'[{""type"": """", ""nodes"": ' * 5_000 + b'"\n'
        ),
        "the JSON of an editor, wrong": lambda: (
            b'title,body\na,"{""nodes"": [1, null, {""type"": ""TEXT"", ""textData"": 7}, '
            b'{""type"": ""IMAGE"", ""imageData"": {""image"": {""src"": 9}}}]}"\n'
        ),
    },
)
add_all(
    "LiveJournal",
    {
        "a billion laughs": lambda: with_doctype(
            services.livejournal(services.livejournal_entry("a", "b")).replace(
                b"<subject>", b"<title>x</title><subject>&a11;"
            ),
            DOCTYPES["a billion laughs"].replace("rss", "livejournal"),
        ),
        "marks that open": lambda: services.livejournal(
            services.livejournal_entry("a", "<lj-cut " * 20_000 + "<lj user=" * 20_000)
        ),
        "polls that open": lambda: services.livejournal(
            services.livejournal_entry("a", "<lj-embed>" * 20_000)
        ),
    },
)
add_all(
    "Movable Type",
    {
        "sections without end": lambda: (
            services.MOVABLE_TYPE + "-----\nCOMMENT:\nx\n" * 100_000
        ).encode(),
        "fields without end": lambda: (
            services.MOVABLE_TYPE.replace("CATEGORY: letters\n", "CATEGORY: a\n" * 100_000)
        ).encode(),
        "lines of capitals": lambda: b"A" * 40 + b": x\n" * 200_000,
        "heads that go on": lambda: b"AUTHOR: x\nTITLE: y\n" * 100_000,
    },
)
add_all(
    "Tumblr",
    {
        "an archive in itself": lambda: zipped({"posts.zip": services.tumblr(packed=True)}),
        "a bomb of posts": lambda: zipped({"posts.zip": bomb()}),
        "posts that are broken": lambda: zipped({"posts.zip": b"PK\x03\x04broken"}),
        "a day that is none": lambda: zipped(
            {"html/1.html": services.tumblr_page("a").replace("January 31st", "February 31st")}
        ),
    },
)
RTF_HEAD = b"{\\rtf1\\ansi "
add_all(
    "RTF",
    {
        name: lambda made=made: RTF_HEAD + made() + b"}"
        for name, made in {
            "groups that open": lambda: b"{" * 200_000 + b"a",
            "groups that close": lambda: b"}" * 200_000 + b"a",
            "notes in notes": lambda: b"{\\footnote a" * 5_000,
            "boxes in boxes": lambda: b"{\\shp{\\*\\shpinst{\\shptxt a" * 2_000,
            "a million words of control": lambda: b"\\b\\b0" * 600_000 + b"a",
            "a binary without end": lambda: b"\\bin9999999999 abc",
            "a binary of less than nothing": lambda: b"\\bin-999999999 abc",
            "a number without end": lambda: b"\\u" + b"9" * 50_000 + b"?",
            "a skip without end": lambda: b"\\uc999999999\\u65 " + b"a" * 50,
            "half a sign": lambda: b"\\u-10179?a\\u-8704?\\u-8704?",
            "a picture that is a bomb": lambda: (
                b"{\\pict\\pngblip " + png_header(60_000, 60_000).hex().encode() + b"}"
            ),
            "a picture of 30 MB": lambda: b"{\\pict\\jpegblip " + b"f" * 30_000_000 + b"}",
            "a link to a script": lambda: (
                b'{\\field{\\*\\fldinst HYPERLINK "javascript:x()"}{\\fldrslt a}}'
            ),
            "an object": lambda: b"{\\object{\\*\\objdata 0105000002}{\\result a}}",
            "lists that go down": lambda: b"".join(
                b"{\\listtext 1.}\\ilvl%d a\\par" % (n % 9) for n in range(20_000)
            ),
            "cells without end": lambda: b"\\intbl a\\cell" * 50_000,
            "code pages that are none": lambda: b"\\ansicpg99999 \\'e9 \\ansicpg0 \\'e9",
            "a font that is a symbol": lambda: b"{\\fonttbl{\\f0\\fcharset2 S;}}\\f0 \\'b7 a",
            "styles without end": lambda: (
                b"{\\stylesheet" + b"{\\s1 heading 1;}" * 50_000 + b"}\\s1 a\\par"
            ),
            "a header alone": lambda: b"",
        }.items()
    },
)
TEXT_OF = "<text:p>a</text:p>"
add_all(
    "OpenDocument",
    {
        "a billion laughs": lambda: services.odt(
            **{"content.xml": f"{DOCTYPES['a billion laughs']}<office:text>&a11;</office:text>"}
        ),
        "a file as an entity": lambda: services.odt(
            **{
                "content.xml": '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'
                f"<office:document-content {services.ODT_SPACES}><office:body><office:text>"
                "<text:p>&a11;</text:p></office:text></office:body></office:document-content>"
            }
        ),
        "lists in lists": lambda: services.odt(
            "<text:list><text:list-item>" * 100 + TEXT_OF + "</text:list-item></text:list>" * 100
        ),
        "deep": lambda: services.odt("<text:section>" * DEEP),
        "notes in notes": lambda: services.odt(
            "<text:p>"
            + "<text:note><text:note-body>" * 60
            + TEXT_OF
            + "</text:note-body></text:note>" * 60
            + "</text:p>"
        ),
        "spaces without end": lambda: services.odt(
            '<text:p><text:s text:c="999999999999"/>a</text:p>'
        ),
        "a cell over a billion": lambda: services.odt(
            "<table:table><table:table-row><table:table-cell "
            'table:number-columns-spanned="999999999"><text:p>a</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        ),
        "styles that are each other": lambda: services.odt(
            '<text:p text:style-name="A">a</text:p>',
            **{
                "styles.xml": f"<x {services.ODT_SPACES}>"
                '<style:style style:name="A" style:parent-style-name="B"/>'
                '<style:style style:name="B" style:parent-style-name="A"/></x>'
            },
        ),
        "a picture outside": lambda: services.odt(
            '<text:p><draw:frame><draw:image xlink:href="../../../../etc/passwd"/></draw:frame>'
            '<draw:frame><draw:image xlink:href="file:///etc/passwd"/></draw:frame></text:p>'
        ),
        "a script": lambda: services.odt(
            '<text:p><text:a xlink:href="javascript:x()">a</text:a><text:script>x()</text:script>'
            "</text:p>"
        ),
        "100,000 paragraphs": lambda: services.odt(TEXT_OF * 100_000),
        "100,000 spans": lambda: services.odt(
            "<text:p>" + '<text:span text:style-name="T1">a</text:span>' * 100_000 + "</text:p>"
        ),
        "a content that is a bomb": lambda: services.odt(**{"content.xml": b" " * 60_000_000}),
    },
)
add_all(
    "Word, inside",
    {
        "documents in documents": lambda: word(
            '<w:altChunk r:id="rId9"/>' * 200,
            **{
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{exports.RELS}">'
                f'<Relationship Id="rId9" Type="{exports.R}/aFChunk" Target="a.docx"/>'
                "</Relationships>",
                "word/a.docx": word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 500),
            },
        ),
        "a document that is itself": lambda: word(
            '<w:altChunk r:id="rId9"/>',
            **{
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{exports.RELS}">'
                f'<Relationship Id="rId9" Type="{exports.R}/aFChunk" Target="document.xml"/>'
                "</Relationships>"
            },
        ),
        "a document outside": lambda: word(
            '<w:altChunk r:id="rId9"/>',
            **{
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{exports.RELS}">'
                f'<Relationship Id="rId9" Type="x" Target="../../../etc/passwd"/></Relationships>'
            },
        ),
        "20,000 paragraphs that nobody reads": lambda: word(
            "<w:odd>" + "<w:p><w:r><w:t>of no kind</w:t></w:r></w:p>" * 20_000 + "</w:odd>"
        ),
        "fields in fields": lambda: word(
            "<w:p>"
            + "<w:fldSimple>" * 100
            + "<w:r><w:t>a</w:t></w:r>"
            + "</w:fldSimple>" * 100
            + "</w:p>"
        ),
    },
)
add_all(
    "letters",
    {
        "of every set at once": lambda: bytes(range(32, 256)) * 500,
        "of one sign without end": lambda: b"\xe9" * 5_000_000,
        "of UTF-16 that ends too early": lambda: b"\xff\xfea\0b\0c",
        "of halves of signs": lambda: b"\xff\xfe" + b"\x00\xd8" * 5_000,
        "of UTF-32": lambda: "Title\n\nwords of a text that goes on".encode("utf-32"),
        "that say another set": lambda: b'<meta charset="utf-16"><h1>One</h1><p>a\xe9</p>',
        "in a set of nobody": lambda: b'<meta charset="x-none"><h1>One</h1><p>a\xe9</p>',
    },
)
add_all(
    "MDX",
    {
        name: lambda said=said: f"---\ntitle: One\n---\n\n{said}\n".encode()
        for name, said in {
            "imports that open": "import {" * 20_000,
            "exports without end": "export const a = {\n" * 20_000,
            "braces that open": "{" * 50_000,
            "comments that open": "{/*" * 20_000,
            "values that open": "<a b={" * 20_000,
        }.items()
    },
)
for name in [name for name in HOSTILE if name.startswith("MDX: ")]:
    made_of = HOSTILE.pop(name)
    add(name, lambda made=made_of: {"post.mdx": made()})


# --- folders

BLOG = {"_posts/2026-01-31-one.md": "---\ntitle: One\n---\n\nText.\n"}
add_all(
    "folder",
    {
        "a link to a file": lambda: BLOG | {"two.md@": "/etc/passwd"},
        "a link to a folder": lambda: BLOG | {"more@": "/etc"},
        "a link to itself": lambda: BLOG | {"loop@": "."},
        "a link as a picture": lambda: (
            BLOG
            | {
                "_posts/2026-02-02-two.md": "# Two\n\nWords.\n\n![a](/p.png)\n",
                "p.png@": "/etc/passwd",
            }
        ),
        "a pipe": lambda: BLOG | {"two.md|": ""},
        "deep": lambda: BLOG | {"/".join("d" * 400) + "/two.md": "# Two\n\nText.\n"},
        "many files": lambda: BLOG | {f"a/{n}.md": "a" for n in range(300)},
        "odd names": lambda: (
            BLOG
            | {"a\nb.md": "# A\n\nText.", "-rf.md": "# B\n\nText.", "\u202eab.md": "# C\n\nText."}
        ),
        "files that are hidden": lambda: (
            BLOG | {".git/config.md": "# Secret\n\nText.", ".env": "x"}
        ),
        "a front matter that is no text": lambda: {
            "_posts/2026-01-31-one.md": b"---\ntitle: \xff\n---\n"
        },
    },
)


# --- whole exports that end too early, or of which one byte is another

WHOLE: dict[str, Callable[[], bytes]] = {
    "WXR": lambda: wxr(wxr_item(), wxr_item("Two")),
    "RSS": lambda: exports.RSS,
    "Atom": lambda: exports.ATOM,
    "Blogger": lambda: exports.blogger(exports.blogger_old("post", "A")),
    "Ghost": lambda: ghost(ghost_post()),
    "Substack": exports.substack,
    "Medium": exports.medium,
    "Google Doc": exports.google_doc,
    "Word document": word,
    "book": ebook,
    "Jekyll blog": lambda: zipped(exports.JEKYLL),
    "page": lambda: exports.WEB_PAGE.encode(),
    "LiveJournal": lambda: services.livejournal(services.livejournal_entry("A", "Words.")),
    "Tumblr": lambda: services.tumblr(packed=True),
    "Movable Type": services.MOVABLE_TYPE.encode,
    "JSON feed": lambda: services.JSON_FEED,
    "table": lambda: services.BEEHIIV,
    "RTF": lambda: services.rtf(r"{\b a}\par"),
    "open document": services.odt,
    "flat open document": services.fodt,
}
for kind, whole in WHOLE.items():
    for part in (1, 3, 5, 7):
        add(
            f"{kind}: {part} of 8 parts",
            lambda whole=whole, part=part: whole()[: len(whole()) * part // 8],
        )
    for part in (2, 5, 9):
        add(
            f"{kind}: another byte at {part} of 10",
            lambda whole=whole, part=part: flipped(whole(), len(whole()) * part // 10),
        )

# --- many, and long


def blog(count: int, text: str, **more: str) -> bytes:
    """A Jekyll blog of so many posts, packed."""
    return zipped(
        {f"_posts/2026-01-31-p{n}.md": f"---\ntitle: P{n}\n---\n\n{text}\n" for n in range(count)}
        | more
    )


def varied(letters: int) -> str:
    """A text that does not pack to nothing."""
    words = (zlib.crc32(str(n).encode()) for n in range(letters // 9))
    return " ".join(f"{number:x}" for number in words)


add_all(
    "blog",
    {
        "of 6 MB": lambda: blog(12, varied(1_000_000)),
        "of 19,000 posts": lambda: blog(19_000, "Text."),
        "of long lines": lambda: blog(40, "a" * 1_900_000 + varied(100_000)),
        "of tags with attributes": lambda: blog(10, "<p " + varied(300_000).replace(" ", "=b ")),
        "of comments": lambda: blog(10, "<!--" * 60_000 + varied(100_000)),
        "of backticks": lambda: blog(
            10, " ".join("`" * n for n in range(900)) + varied(100_000)
        ),
        "of brackets": lambda: blog(10, "[" * 60_000 + varied(100_000)),
        "of tables": lambda: blog(10, "|a" * 60_000 + "\n" + "|-" * 60_000 + varied(100_000)),
        "of shortcodes": lambda: blog(10, "{{< a b=c >}} " * 10_000 + varied(100_000)),
        "of Liquid": lambda: blog(10, "{% if a %}" * 10_000 + varied(100_000)),
        "of quotations": lambda: blog(10, ">" * 20_000 + varied(100_000)),
        "of front matter": lambda: zipped(
            {f"_posts/2026-01-31-p{n}.md": "---\n" + "a: b\n" * 20_000 + "---\n\n" + varied(50_000)
             for n in range(10)}
        ),
        "of tags": lambda: blog(1, "Text.", **{"_config.yml": "title: " + "[" * 100_000}),
        "with a table of settings": lambda: blog(
            1, "Text.", **{"_config.toml": "a." * 100_000 + "a = 1\n"}
        ),
        "with deep settings": lambda: blog(1, "Text.", **{"_config.json": "[" * 100_000}),
    },
)  # fmt: skip


def drawn(mode: str, width: int, height: int, form: str = "PNG", **more: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (width, height)).save(made, form, **more)
    return made.getvalue()


add_all(
    "picture",
    {
        "PNG of 7,000 × 7,000, with alpha": lambda: with_picture(drawn("RGBA", 7_000, 7_000)),
        "PNG of 50,000 × 4": lambda: with_picture(drawn("RGB", 50_000, 4)),
        "PNG of 4 × 60,000": lambda: with_picture(drawn("L", 4, 60_000)),
        "PNG of 7,000 × 7,000, in 16 bits": lambda: with_picture(drawn("I;16", 7_000, 7_000)),
        "JPEG of 10,000 × 10,000": lambda: with_picture(drawn("L", 10_000, 10_000, "JPEG")),
        "JPEG of 5,000 × 5,000, in passes": lambda: with_picture(
            drawn("RGB", 5_000, 5_000, "JPEG", progressive=True)
        ),
        "TIFF of 7,000 × 7,000": lambda: with_picture(
            drawn("RGB", 7_000, 7_000, "TIFF", compression="tiff_lzw")
        ),
        "WEBP of 7,000 × 7,000": lambda: with_picture(drawn("RGB", 7_000, 7_000, "WEBP")),
        "GIF of 7,000 × 7,000": lambda: with_picture(drawn("P", 7_000, 7_000, "GIF")),
        "AVIF of 4,000 × 4,000": lambda: with_picture(drawn("RGB", 4_000, 4_000, "AVIF", speed=10)),
    },
)
