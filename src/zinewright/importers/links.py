"""Links of posts that arrive together → links between chapters, where both have come.

Blogs name a post in many ways: with and without ``www``, a slash, a query, an ending, a part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from zinewright.importers.common.arrived import Arrived
from zinewright.importers.common.within import INSIDE
from zinewright.problems import shown

LINK = re.compile(
    r"(?<![!\\])\[((?:\\.|[^\[\]\\]|!\[[^\]]{0,400}\]\([^)\s]{0,400}\)){0,2000})\]\((https?://[^()\s]{1,2000})\)"
)


def linked(posts: Mapping[str, Arrived]) -> dict[str, Arrived]:
    """Posts by their names, with links that lead to each other."""
    known: dict[str, str] = {}
    for name, post in posts.items():
        for address in (post.address, *post.also_at):
            if address:
                known.setdefault(_key(address), name)
    return {name: _linked(post, known) for name, post in posts.items()}


def _linked(post: Arrived, known: Mapping[str, str]) -> Arrived:
    lost: dict[str, None] = {}

    def leads(found: re.Match[str]) -> str:
        name = known.get(_key(found[2])) or known.get(_path_key(found[2]))
        if name:
            return f"[{found[1]}]({name}.md)"
        if not found[2].startswith(INSIDE):
            return found[0]
        lost[
            f"a link to “{shown(unquote(found[2].removeprefix(INSIDE)))}”, which has not come along"
        ] = None
        return found[1]

    text = LINK.sub(leads, post.text)
    return replace(post, text=text, dropped=(*post.dropped, *lost))


def _key(address: str) -> str:
    """What two addresses of one page have in common."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return address
    path = re.sub(r"(?:/index)?(?:\.html?|\.md|\.markdown)?/*\Z", "", unquote(parts.path))
    query = f"?{parts.query}" if re.match(r"(?:p|page_id)=\d+\Z", parts.query) else ""
    return f"{host}{path}{query}"


def _path_key(address: str) -> str:
    """The same without its host, for those who are known by their paths alone."""
    key = _key(address)
    return key[key.find("/") :] if "/" in key else key
