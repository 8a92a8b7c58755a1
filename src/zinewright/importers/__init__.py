"""Where posts come from, by name; one file each. What a source is, its bytes tell, not its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zinewright.importers.common.arrived import Arrivals, Source
from zinewright.importers.documents.ebook import is_ebook, posts_in_ebook
from zinewright.importers.documents.google_docs import is_google_doc, posts_in_google_doc
from zinewright.importers.documents.markdown_files import is_markdown, posts_in_markdown
from zinewright.importers.documents.opendocument import is_opendocument, posts_in_opendocument
from zinewright.importers.documents.plain_text import is_text, posts_in_text
from zinewright.importers.documents.rtf import is_rtf, posts_in_rtf
from zinewright.importers.documents.web_page import is_web_page, posts_in_web_page
from zinewright.importers.documents.word import is_word, posts_in_word
from zinewright.importers.services.blogger import is_blogger, posts_in_blogger
from zinewright.importers.services.csv_posts import is_csv_posts, posts_in_csv
from zinewright.importers.services.feed import is_feed, posts_in_feed
from zinewright.importers.services.ghost import is_ghost, posts_in_ghost
from zinewright.importers.services.json_posts import is_json_posts, posts_in_json
from zinewright.importers.services.livejournal import is_livejournal, posts_in_livejournal
from zinewright.importers.services.medium import is_medium, posts_in_medium
from zinewright.importers.services.movable_type import is_movable_type, posts_in_movable_type
from zinewright.importers.services.substack import is_substack, posts_in_substack
from zinewright.importers.services.tumblr import is_tumblr, posts_in_tumblr
from zinewright.importers.services.wordpress import is_wxr, posts_in_wxr


@dataclass(frozen=True)
class Importer:
    """A kind of source: `says` what it is, `knows` whether some bytes are one, and `read` them."""

    name: str
    says: str
    knows: Callable[[Source], bool]
    read: Callable[[Source], Arrivals]


IMPORTERS: dict[str, Importer] = {
    importer.name: importer
    for importer in (
        Importer("wordpress", "an export of WordPress or Squarespace (WXR)", is_wxr, posts_in_wxr),
        Importer("blogger", "a backup of Blogger", is_blogger, posts_in_blogger),
        Importer("livejournal", "an export of LiveJournal or Dreamwidth (XML)", is_livejournal,
                 posts_in_livejournal),
        Importer("feed", "a feed (RSS or Atom) saved as a file", is_feed, posts_in_feed),
        Importer("ghost", "an export of Ghost (JSON)", is_ghost, posts_in_ghost),
        Importer("json", "posts in JSON (Blogger, JSON Feed, Hashnode, Write.as, Day One)",
                 is_json_posts, posts_in_json),
        Importer("substack", "an export of Substack (zip)", is_substack, posts_in_substack),
        Importer("medium", "an export of Medium (zip)", is_medium, posts_in_medium),
        Importer("tumblr", "an export of Tumblr (zip)", is_tumblr, posts_in_tumblr),
        Importer("word", "a Word document (docx)", is_word, posts_in_word),
        Importer("opendocument", "an OpenDocument text (odt)", is_opendocument,
                 posts_in_opendocument),
        Importer("rtf", "a document in Rich Text Format (RTF)", is_rtf, posts_in_rtf),
        Importer("ebook", "an EPUB", is_ebook, posts_in_ebook),
        Importer("google-docs", "a Google Doc (web page, zip)", is_google_doc, posts_in_google_doc),
        Importer("movable-type", "an export of Movable Type or TypePad (text)", is_movable_type,
                 posts_in_movable_type),
        Importer("csv", "a table of posts (CSV; of Wix, Beehiiv and others)", is_csv_posts,
                 posts_in_csv),
        Importer("markdown", "Markdown, as of Jekyll or Hugo", is_markdown, posts_in_markdown),
        Importer("web-page", "a web page (HTML)", is_web_page, posts_in_web_page),
        Importer("text", "plain text with one post or several", is_text, posts_in_text),
    )
}  # fmt: skip


def importer_of(source: Source) -> Importer | None:
    """The importer that knows a source, the most particular first."""
    return next((each for each in IMPORTERS.values() if each.knows(source)), None)
