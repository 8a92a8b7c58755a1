"""What a source says of who may read a text → why it stays behind; "" where everybody may.

A word that nobody knows here keeps a text back: to bring a private one is worse than to name one
that is public.
"""

from __future__ import annotations

from collections.abc import Mapping

PUBLIC = frozenset(
    "publish published public live everyone everybody anyone all world open any both free visible "
    "listed active post posted online confirmed final finished complete completed done sent "
    "released on yes true 1 none öffentlich veröffentlicht publié publiée publicado publicada "
    "pubblicato gepubliceerd".split()
) | {""}
NO = frozenset(("", "false", "no", "0", "off", "n", "never", "none", "null"))
STATES = ("status", "state", "poststatus", "publishstatus", "publicationstatus", "visibility",
          "access", "security", "audience", "privacy")  # fmt: skip
SHOWN = (
    "isactive",
    "published",
    "publish",
    "ispublished",
    "public",
    "ispublic",
    "listed",
    "render",
)
HIDDEN = ("draft", "isdraft", "private", "isprivate", "hidden", "ishidden", "unlisted", "archived",
          "trashed", "deleted", "locked", "password", "protected", "membersonly")  # fmt: skip
WHY = "not published (draft, or private): --unpublished brings it"


def is_public(word: object) -> bool:
    """Whether a word for the state of a text, or for its readers, says that all may read it."""
    return _said(word) in PUBLIC


def is_withheld(said: Mapping[str, object]) -> bool:
    """Whether what stands beside a text, by any of its usual names, keeps it from the public."""
    found = {_key(key): value for key, value in said.items()}
    for build in ("build", "_build"):
        inner = said.get(build)
        if isinstance(inner, Mapping) and _said(inner.get("render", "always")) in NO:
            return True
    return (
        any(not is_public(found[key]) for key in STATES if key in found)
        or any(_said(found[key]) in NO - {""} for key in SHOWN if key in found)
        or any(_said(found[key]) not in NO for key in HIDDEN if key in found)
    )


def _key(key: str) -> str:
    return "".join(letter for letter in str(key).lower() if letter.isalnum())


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return _said(value[0]) if len(value) == 1 else " ".join(map(_said, value))
    return "" if value is None else str(value).strip().strip("\"'").lower()
