"""Any bytes at all → an importer, and what comes of it → a chapter. The same for our own dialect.

`TARGETS` are functions that take bytes and raise what should never happen: anything but a
`ZineError`, or a post that the zine would not take. `corpus/` holds inputs that led to places of
the code that others did not lead to, or that once went wrong, in base64, one a line; the tests go
through them, and `fuzz.py` looks for more.
"""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import exports
import service_exports

from zinewright.importers import IMPORTERS
from zinewright.importers.common.archive import Files, zipped
from zinewright.importers.common.arrived import Arrivals, Source
from zinewright.importers.common.charsets import as_utf8
from zinewright.importers.write import brought
from zinewright.manuscript.pictures.picture import arriving
from zinewright.manuscript.posts import Post, read_post
from zinewright.problems import ZineError
from zinewright.prose.chapter import chapter_of

CORPUS = Path(__file__).parent / "corpus"
MORE = b"\n\0\n"  # parts the files of an archive


def imported(kind: str, source: Source) -> None:
    """Read a source as what it is said to be, and use all that comes of it."""
    if IMPORTERS[kind].knows(source):
        with suppress(ZineError):
            taken(source, IMPORTERS[kind].read(source))


def taken(source: Source, arrivals: Arrivals) -> None:
    """Whether each post is one that a zine takes: its front matter, and its text."""
    rows = brought([(source, arrivals)], Path("/nowhere")).rows
    names = frozenset(row.name for row in rows)
    for row in rows:
        for image in row.images:
            image.made()
        path = Path(tempfile.gettempdir()) / f"zinewright-fuzzing-{os.getpid()}.md"
        path.write_text(row.content, "utf-8")
        post = read_post(path, row.name)
        problems = [p for p in post.problems if p.level == "error" and p.rule != "name"]
        assert not problems, problems
        problems = [p for p in chapter_of(post, names, "en").prose.problems if p.level == "error"]
        assert not problems, (problems, row.content)


def alone(kind: str) -> Callable[[bytes], None]:
    """The bytes are the source."""
    return lambda data: imported(kind, Source("x", data))


def among(kind: str, first: str, *others: str, **fixed: bytes | str) -> Callable[[bytes], None]:
    """The bytes are one file of an archive, or several, parted by `MORE`."""

    def run(data: bytes) -> None:
        pieces = data.split(MORE)
        files = {path: c.encode() if isinstance(c, str) else c for path, c in fixed.items()}
        files |= dict(zip((first, *others), pieces, strict=False))
        sizes = {path: len(content) for path, content in files.items()}
        content = exports.zipped(files) if kind == "word" else b""
        imported(kind, Source("x", content, Files(sizes, files.__getitem__)))

    return run


def around(kind: str, before: bytes, after: bytes) -> Callable[[bytes], None]:
    """The bytes are the text of a post in a whole export."""
    return lambda data: imported(kind, Source("x", before + data + after))


def the_dialect(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    chapter_of(Post("x", "x.md", "X", text), frozenset(["x"]), "en")


def an_archive(data: bytes) -> None:
    with suppress(ZineError):
        files = zipped(data, "x")
        for path in files:
            files[path]


def a_picture(data: bytes) -> None:
    with suppress(ZineError):
        arriving(data, "x")


def the_letters(data: bytes) -> None:
    made, told = as_utf8(data)
    assert told or made == data
    if told:
        made.decode()


LIVEJOURNAL = service_exports.livejournal(service_exports.livejournal_entry("A", "@@@")).split(
    b"@@@"
)
WXR = exports.wxr(exports.wxr_item(content="@@@")).split(b"@@@")
WORD = exports.word()
TARGETS: dict[str, Callable[[bytes], None]] = {
    "dialect": the_dialect,
    "archive": an_archive,
    "picture": a_picture,
    "wordpress": alone("wordpress"),
    "wordpress-post": around("wordpress", WXR[0], WXR[1]),
    "blogger": alone("blogger"),
    "feed": alone("feed"),
    "ghost": alone("ghost"),
    "substack": among("substack", "posts/11.the-long-wait.html", "posts.csv", **{
        "posts.csv": "post_id,is_published,audience,title\n11.the-long-wait,true,everyone,One\n",
    }),
    "medium": among("medium", "posts/2026-01-31_One.html"),
    "google-docs": among("google-docs", "One.html", "images/image1.png"),
    "word": among("word", "word/document.xml", "word/footnotes.xml", "word/styles.xml", **{
        path: zipped(WORD, "x")[path] for path in zipped(WORD, "x")
    }),
    "ebook": among("ebook", "OPS/one.xhtml", "OPS/notes.xhtml", "OPS/book.opf", **{
        path: zipped(exports.ebook(), "x")[path] for path in zipped(exports.ebook(), "x")
    }),
    "web-page": alone("web-page"),
    "markdown": alone("markdown"),
    "text": alone("text"),
    "livejournal": alone("livejournal"),
    "livejournal-entry": around("livejournal", LIVEJOURNAL[0], LIVEJOURNAL[1]),
    "json": alone("json"),
    "csv": alone("csv"),
    "movable-type": alone("movable-type"),
    "tumblr": among("tumblr", "posts/html/1001.html"),
    "opendocument": among("opendocument", "content.xml", "styles.xml", "meta.xml", **{
        "mimetype": "application/vnd.oasis.opendocument.text", "Pictures/1.png": exports.picture(),
    }),
    "rtf": alone("rtf"),
    "rtf-text": around("rtf", b"{\\rtf1\\ansi ", b"\\par}"),
    "letters": the_letters,
}  # fmt: skip


HTML = """\
<h2>Head <em>in</em></h2><p>One <b>two</b><br>three<a href="#n1" id="r1"><sup>1</sup></a> <q>x</q>
<a href="https://night.example/a_(b)">a *link*</a> <code>`x`</code> <abbr title="Long">L</abbr></p>
<ul><li>one<ol start="3"><li>two<pre>  code</pre></li></ol></li><li><p>three</p><p>four</p></li>
</ul><blockquote><p>said</p><table><tr><th>a</th><td>b|c</td></tr><tr><th>d</th><td>e</td></tr>
</table></blockquote><dl><dt>t</dt><dd>d</dd></dl><figure><img src="a.png" alt="b">
<figcaption>c</figcaption>
</figure><iframe src="https://youtu.be/x"></iframe><p lang="fr">mot <s>non</s> x<sub>2</sub></p><hr>
<p>Content warning: x</p><div><span style="font-weight:400"><b>y</b></span></div>
<ol><li id="n1">note <a href="#r1">back</a></li></ol>"""


RTF = r"""
{\b a} {\i b\line c} {\field{\*\fldinst{HYPERLINK "http://x.example/"}}{\fldrslt d}}
\u233? \'e9 {\footnote e}\par {\listtext 1.\tab}\ls1 f\par \trowd\intbl g\cell h\cell\row
\pard{\pict\pngblip 0102}{\shp{\*\shpinst{\shptxt i\par}}}{\*\odd j}\bin3 abc k\par
"""


def kept(name: str) -> list[bytes]:
    """The corpus of a target."""
    path = CORPUS / f"{name}.txt"
    return [base64.b64decode(line) for line in path.read_text("ascii").split()]


def seeds(name: str) -> list[bytes]:
    """What a search begins with, beside the corpus."""
    known = {
        "dialect": [(Path(__file__).parents[2] / "prose" / "everything.md").read_bytes()],
        "wordpress-post": [HTML.encode(), b'[caption id="x"]<img src="a.png" />b[/caption]\n\nc'],
        "substack": [HTML.encode()],
        "ebook": [zipped(exports.ebook(), "x")["OPS/one.xhtml"]],
        "archive": [exports.substack(), exports.word()],
        "picture": [exports.picture(form) for form in ("PNG", "JPEG", "GIF", "BMP", "TIFF")],
        "wordpress": [exports.wxr(exports.wxr_item())],
        "blogger": [exports.blogger(exports.blogger_old("post", "A"))],
        "feed": [exports.RSS, exports.ATOM],
        "ghost": [exports.ghost(exports.ghost_post())],
        "medium": [exports.MEDIUM_PAGE.encode()],
        "google-docs": [exports.GOOGLE_PAGE.encode()],
        "word": [zipped(WORD, "x")["word/document.xml"]],
        "web-page": [exports.WEB_PAGE.encode(), HTML.encode()],
        "livejournal": [service_exports.livejournal_dump()],
        "livejournal-entry": [
            b'a\n&lt;lj user="b"&gt; &lt;lj-cut text="c"&gt;d&lt;/lj-cut&gt; &lt;lj-poll-1&gt;',
            HTML.replace("&", "&amp;").replace("<", "&lt;").encode(),
        ],
        "json": [
            service_exports.BLOGGER_JSON,
            service_exports.BLOGGER_API,
            service_exports.JSON_FEED,
            service_exports.HASHNODE,
            service_exports.WRITE_AS,
            service_exports.TUMBLR_API,
        ],
        "csv": [service_exports.BEEHIIV, service_exports.WIX, service_exports.WEBFLOW],
        "movable-type": [service_exports.MOVABLE_TYPE.encode()],
        "tumblr": [service_exports.tumblr_page(HTML).encode()],
        "opendocument": [zipped(service_exports.odt(), "x")["content.xml"], service_exports.fodt()],
        "rtf": [service_exports.rtf(RTF)],
        "rtf-text": [RTF.encode()],
        "letters": [
            "Café “naïve”".encode("cp1252"),
            "Привет".encode("koi8-r"),
            "# One".encode("utf-16"),
        ],
        "markdown": [str(exports.JEKYLL["_posts/2026-01-31-the-long-wait.md"]).encode()],
    }
    return known.get(name, [])
