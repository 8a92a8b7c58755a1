"""Liquid, as Jekyll has it, and Hugo’s shortcodes → HTML that says the same, and what cannot.

https://jekyllrb.com/docs/liquid/tags/ and https://gohugo.io/shortcodes/: nothing is run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from zinewright.importers.common.escaping import between
from zinewright.importers.common.within import INSIDE

RAW = re.compile(r"\{%-?\s*raw\s*-?%\}"), re.compile(r"\{%-?\s*endraw\s*-?%\}")
HIGHLIGHT = (
    re.compile(r"\{%-?\s*highlight\b[^%]{0,200}%\}\n?"),
    re.compile(r"\{%-?\s*endhighlight\s*-?%\}"),
)
HUGO_CODE = (
    re.compile(r"\{\{[<%]\s*highlight\b[^>%]{0,200}[>%]\}\}\n?"),
    re.compile(r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}"),
)
COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}"), re.compile(r"\{%-?\s*endcomment\s*-?%\}")
HTML_COMMENT = re.compile("<!--"), re.compile("-->")
FENCE = re.compile(r"(?m)^(?:`{3,}|~{3,})(?=[^`~\n]*$)")
LINKED = re.compile(r"\{%-?\s*(post_url|link)\s+([^\s%]{1,300})\s*-?%\}")
REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+\"?([^\s\">]{1,300})\"?\s*[>%]\}\}")
SITE = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url)|[\"'](\S{0,300}?)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.\w+))[^{}]{0,80}\}\}"
)
SHORTCODE = re.compile(
    r"\{\{[<%]\s*(/?)([\w/.-]{1,60})((?:\s+(?:[\w-]+=)?(?:\"[^\"]*\"|`[^`]*`|[^\s\"`<>%]+))*)\s*/?\s*[>%]\}\}"
)
INCLUDE = re.compile(
    r"\{%-?\s*include(?:_relative|_cached)?\s+([\w/.-]{1,100})((?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s%]+))*)\s*-?%\}"
)
TAG = re.compile(r"\{%-?\s*(\w{1,40})[^%]{0,500}%\}")
OUTPUT = re.compile(r"\{\{-?\s*([\w.]{1,60})[^{}]{0,300}\}\}")
ATTRIBUTES = re.compile(r"(?m)^[ ]{0,3}\{:[^{}\n]{0,300}\}[ \t]*$|\{:[^{}\n]{0,300}\}")
VALUE = re.compile(r"(?:([\w-]+)=)?(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`]+))")
PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/",
    "tweet": "https://twitter.com/i/status/", "x": "https://x.com/i/status/",
    "instagram": "https://www.instagram.com/p/", "gist": "https://gist.github.com/",
}  # fmt: skip


def resolved(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without Liquid and shortcodes, and what of it could not be taken over."""
    dropped: dict[str, None] = {}
    kept: list[str] = []

    def keep(code: str) -> str:
        kept.append(code)
        return f"\x1a{len(kept) - 1}\x1a"

    text = between(text.replace("\x1a", ""), *RAW, lambda _, inside: keep(inside))
    for fenced in (HIGHLIGHT, HUGO_CODE):
        text = between(
            text, *fenced, lambda _, inside: keep(f"\n```\n{inside.strip(chr(10))}\n```\n")
        )
    text = between(between(text, *COMMENT, _nothing), *HTML_COMMENT, _nothing)
    text = _without_fences(text, keep)
    text = re.sub(r"`[^`\n]{1,1000}`", lambda f: keep(f[0]), text)
    text = LINKED.sub(lambda f: f"{INSIDE}{f[2].lstrip('/')}", text)
    text = REF.sub(lambda f: f"{INSIDE}{f[1].lstrip('/')}", text)
    text = SITE.sub(lambda f: f[1] or "", text)
    text = SHORTCODE.sub(lambda f: _shortcode(f[1], f[2], f[3], dropped), text)
    text = INCLUDE.sub(lambda f: _shortcode("", f[1].partition(".")[0], f[2], dropped), text)
    text = TAG.sub(lambda f: _named(f"{{% {f[1]} %}}", dropped), text)
    text = OUTPUT.sub(lambda f: _named(f"{{{{ {f[1]} }}}}", dropped), text)
    text = ATTRIBUTES.sub("", text)
    while "\x1a" in text:
        text = re.sub("\x1a(\\d+)\x1a", lambda f: kept[int(f[1])], text)
    return text, tuple(dropped)


def _nothing(_: re.Match[str], inside: str) -> str:
    return ""


def _without_fences(text: str, keep: Callable[[str], str]) -> str:
    """The text with its fenced code put away."""
    parts, at, open_ended = [], 0, set[str]()
    begun = 0
    while found := FENCE.search(text, begun):
        begun = found.end()
        fence = found[0]
        if fence in open_ended:
            continue
        end = re.compile(rf"(?m)^{fence}[{fence[0]}]*[ \t]*$").search(text, text.find("\n", begun))
        if end is None:
            open_ended.add(fence)
            continue
        parts += [text[at : found.start()], keep(text[found.start() : end.end()])]
        at = begun = end.end()
    return "".join([*parts, text[at:]])


def _named(sign: str, dropped: dict[str, None]) -> str:
    dropped[f"{sign}, which the blog’s program fills in"] = None
    return ""


def _shortcode(closing: str, name: str, said: str, dropped: dict[str, None]) -> str:
    """A figure or a player as HTML; what wraps words leaves the words."""
    values = [(m[1] or "", m[2] or m[3] or m[4] or m[5] or "") for m in VALUE.finditer(said)]
    by_name, first = dict(values), next((v for k, v in values if not k), "")
    kind = name.rpartition("/")[2].lower()
    source = by_name.get("src") or by_name.get("url") or by_name.get("image_path") or ""
    if kind in ("figure", "image", "img", "picture") and source:
        alt, caption = by_name.get("alt", ""), by_name.get("caption") or by_name.get("title") or ""
        inside = f'<img src="{html.escape(source)}" alt="{html.escape(alt)}">'
        told = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
        return f"\n\n<figure>{inside}{told}</figure>\n\n"
    player = next((address for word, address in PLAYERS.items() if kind.startswith(word)), "")
    number = by_name.get("id") or by_name.get("video_id") or first
    if player and re.fullmatch(r"[\w/-]{3,60}", number):
        return f'\n\n<iframe src="{player}{number}"></iframe>\n\n'
    if not closing:
        dropped[f"the shortcode “{name}”, which the blog’s program fills in"] = None
    return ""
