"""The text of a WordPress post → the HTML that WordPress would show, shortcodes resolved or named.

Classic posts leave out the tags of paragraphs (wp-includes/formatting.php, ``wpautop``); captions,
galleries and embeds are shortcodes, which mean nothing outside of WordPress.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from zinewright.importers.common.escaping import between

BLOCK_TAGS = (
    "address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|"
    "form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|"
    "tr|ul|video|audio"
)
BLOCK = re.compile(rf"(</?(?:{BLOCK_TAGS})(?:\s[^<>]*)?/?>)", re.IGNORECASE)
KEPT = re.compile(r"<(pre|script|style|textarea)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
DYNAMIC = re.compile(r"\s*wp:([\w/-]+)[^>]*/\s*\Z")
FREEFORM = (
    re.compile(r"<!-- wp:(?:core/)?freeform\b[^>]{0,2000}-->"),
    re.compile(r"<!-- /wp:(?:core/)?freeform -->"),
)
CAPTION = re.compile(r"\[caption\b([^\]\[]{0,2000})\]"), re.compile(r"\[/caption\]")
CAPTIONED = re.compile(
    r"\s*((?:<a\b[^>]{0,3000}>\s*)?<img\b[^>]{0,3000}>(?:\s*</a>)?)(.*)\Z", re.DOTALL
)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
CODE = re.compile(
    r"(\[?)\[(/?)([a-z][\w-]{1,40})((?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]\"']+)|\s+[^\[\]=\"'\s]+){0,40})\s*(/?)\](\]?)",
    re.IGNORECASE,
)
PLAYERS = ("audio", "video", "embed", "youtube", "vimeo", "soundcloud", "tweet", "instagram")
KNOWN = re.compile(
    r"gallery|caption|wp_caption|embed|audio|video|playlist|contact-form\S*|youtube|vimeo|soundcloud|"
    r"tweet|instagram|googlemaps|jetpack\S*|ngg\S*|recent_posts|archives|sourcecode|code|more|"
    r"(?:vc|et_pb|su|fusion|av|wp|avia|tek|dt|x|gravityform|ninja|wpforms)[_-]\S+|gravityform|wpforms",
    re.IGNORECASE,
)
ALONE = re.compile(r"(?m)^[ \t]*(?:<p>)?(https?://[^\s<>\"\[\]]+)(?:</p>)?[ \t]*$")
WRAPPED = re.compile(
    r"(<div class=\"wp-block-embed__wrapper\">)\s*(https?://[^\s<>\"]+)\s*(</div>)"
)
MEDIA = re.compile(
    r"https?://(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com|soundcloud\.com|"
    r"open\.spotify\.com|twitter\.com|x\.com|instagram\.com|flickr\.com|flic\.kr|tiktok\.com|"
    r"wordpress\.tv|videopress\.com|slideshare\.net|scribd\.com|ted\.com|mixcloud\.com|imgur\.com|"
    r"reddit\.com|speakerdeck\.com|kickstarter\.com|animoto\.com|issuu\.com|crowdsignal\.com|"
    r"polldaddy\.com|smugmug\.com|meetup\.com|screencast\.com|reverbnation\.com|cloudup\.com)/"
)


def as_html(
    content: str, alts: Mapping[str, str], pictures: Mapping[str, str]
) -> tuple[str, tuple[str, ...]]:
    """A post as HTML, and what of it means nothing any more, each with a sentence.

    `alts` and `pictures` are the words for attached pictures and their addresses, by number.
    """
    dropped: dict[str, None] = {}
    is_classic = "<!-- wp:" not in content
    for found in COMMENT.finditer(content):
        dynamic = DYNAMIC.match(found[1])
        if dynamic and dynamic[1] != "footnotes":  # these are kept beside the text, and come
            dropped[f"the block “{dynamic[1]}”, which WordPress fills when it is shown"] = None
    text = COMMENT.sub("", between(content, *FREEFORM, lambda _, inside: autop(inside)))
    text = between(text, *CAPTION, _figure)
    text = CODE.sub(lambda code: _resolved(code, alts, pictures, dropped), text)
    text = WRAPPED.sub(lambda f: f"{f[1]}{_framed(f[2])}{f[3]}", text)
    text = ALONE.sub(lambda f: _framed(f[1]) if MEDIA.match(f[1]) else f[0], text)
    text = _with_alts(text, alts)
    return (autop(text) if is_classic else text), tuple(dropped)


def autop(text: str) -> str:
    """The text with the paragraphs and line breaks that ``wpautop`` would put in."""
    kept: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\n\n\x1a{len(kept) - 1}\x1a\n\n"

    text = KEPT.sub(put_away, text.replace("\x1a", "").replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"<br\s*/?>\s*<br\s*/?>", "\n\n", text)
    pieces = BLOCK.split(text)
    made, depth_p = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            depth_p += (piece[:2].lower() == "<p") - (piece[:3].lower() == "</p")
            made.append(piece)
        elif depth_p > 0:
            made.append(_broken(piece))
        else:
            inside = number > 0 and re.match(
                r"<(?:li|td|th|dd|dt|h[1-6]|figcaption|summary)\b", pieces[number - 1], re.I
            )
            made.append(_paragraphs(piece, lone=not inside))
    return re.sub("\x1a(\\d+)\x1a", lambda f: kept[int(f[1])], "".join(made))


def _paragraphs(piece: str, lone: bool) -> str:
    parts = [part.strip() for part in re.split(r"\n\s*\n", piece) if part.strip()]
    if len(parts) == 1 and not lone:
        return _broken(parts[0])
    return (
        "\n".join(part if part.startswith("\x1a") else f"<p>{_broken(part)}</p>" for part in parts)
        if parts
        else piece
    )


def _broken(text: str) -> str:
    """Line ends as line breaks, except behind one that is there already."""
    return re.sub(r"(?<!<br />)(?<!<br/>)(?<!<br>)\s*\n", "<br>\n", text.strip("\n"))


def _figure(found: re.Match[str], held: str) -> str:
    """``[caption …]`` in both its forms as a figure."""
    said = {each[1]: each[2] or each[3] or each[4] or "" for each in ATTRIBUTE.finditer(found[1])}
    inside = CAPTIONED.match(held)
    picture, behind = (inside[1], inside[2]) if inside else (held, "")
    caption = behind.strip() or html.unescape(said.get("caption", ""))
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"


def _resolved(
    code: re.Match[str], alts: Mapping[str, str], pictures: Mapping[str, str],
    dropped: dict[str, None],
) -> str:  # fmt: skip
    name, attributes = code[3].lower(), code[4] or ""
    if code[1] and code[6]:
        return code[0][1:-1]  # [[gallery]] shows as [gallery]
    has_values = bool(re.search(r"=", attributes))
    if not has_values and not KNOWN.fullmatch(name):
        return code[0]
    said = {e[1].lower(): e[2] or e[3] or e[4] or "" for e in ATTRIBUTE.finditer(attributes)}
    before, after = code[1], code[6]
    if name == "gallery" and said.get("ids"):
        numbers = [number.strip() for number in said["ids"].split(",")]
        images = [_image(pictures[n], alts.get(n, "")) for n in numbers if pictures.get(n)]
        if images:
            return before + "\n\n" + "\n\n".join(images) + "\n\n" + after
    source = said.get("src") or said.get("url") or said.get("mp3") or said.get("mp4") or ""
    alone = re.search(r"https?://\S+", attributes)
    source = source or (alone[0] if alone else "")
    if name in PLAYERS and source.startswith("http"):
        return f"{before}{_framed(source, name)}{after}"
    if name in ("code", "sourcecode") and not has_values:
        return f"{before}<{code[2]}pre>{after}"
    if not code[2]:
        dropped[f"the shortcode [{name}], which means nothing outside of WordPress"] = None
    return before + after


def _image(address: str, alt: str) -> str:
    return f'<img src="{html.escape(address)}" alt="{html.escape(alt)}">'


def _framed(address: str, kind: str = "iframe") -> str:
    tag = kind if kind in ("audio", "video") else "iframe"
    return f'\n\n<{tag} src="{html.escape(html.unescape(address))}"></{tag}>\n\n'


def _with_alts(text: str, alts: Mapping[str, str]) -> str:
    """The words of the media library where a post has none for a picture."""

    def told(found: re.Match[str]) -> str:
        number = re.search(r"\bwp-image-(\d{1,12})\b", found[0])
        alt = alts.get(number[1], "") if number else ""
        if not alt or re.search(r"\balt\s*=\s*(?:\"[^\"]+\"|'[^']+')", found[0]):
            return found[0]
        bare = re.sub(r"\salt\s*=\s*(?:\"\"|'')", "", found[0])
        return f'<img alt="{html.escape(alt)}"{bare[4:]}'

    return re.sub(r"<img\b[^>]{0,3000}>", told, text)
