"""Liquid, as Jekyll has it, and Hugo’s shortcodes → HTML that says the same, and what cannot.

https://jekyllrb.com/docs/liquid/tags/ and https://gohugo.io/shortcodes/: nothing is run.
"""

from __future__ import annotations

import html
import re

from zinewright.importers.within import INSIDE

RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
HIGHLIGHT = re.compile(
    r"\{%-?\s*highlight\b([^%]{0,200})%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.DOTALL
)
HUGO_CODE = re.compile(
    r"\{\{[<%]\s*highlight\b([^>%]{0,200})[>%]\}\}\n?(.*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
    re.DOTALL,
)
COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|<!--.*?-->", re.DOTALL)
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

    text = RAW.sub(lambda f: keep(f[1]), text.replace("\x1a", ""))
    for fenced in (HIGHLIGHT, HUGO_CODE):
        text = fenced.sub(lambda f: keep(f"\n```\n{f[2].strip(chr(10))}\n```\n"), text)
    text = COMMENT.sub("", text)
    text = re.sub(r"(?ms)^(`{3,}|~{3,}).*?^\1[`~]*[ \t]*$|`[^`\n]+`", lambda f: keep(f[0]), text)
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
