"""What was made, and from what → `manifest.json`."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from zinewright import __version__
from zinewright.editions.edition import Edition
from zinewright.layout.fonts import FontFile
from zinewright.layout.layout import Layout
from zinewright.manuscript.folder import Manuscript
from zinewright.model import Zine
from zinewright.publish.ownership import Made, Manifest


def manifest(
    manuscript: Manuscript,
    zine: Zine,
    layout: Layout,
    chosen: list[Edition],
    files: Mapping[str, bytes],
    also: Mapping[str, bytes],
    pages: Mapping[str, int],
    fonts: tuple[FontFile, ...],
    notes: str = "",
) -> bytes:
    """What was made, and from what: names, sizes, SHA-256 digests, and why it is a draft.

    `files` are the editions in the order of `chosen`, `also` what stands beside them, `notes` how
    much readers are told of content notes.
    """
    made: list[Made] = [
        {
            "edition": edition.name,
            **_file(name, content),
            "media_type": edition.media_type,
            "pages": pages.get(edition.name),
        }
        for edition, (name, content) in zip(chosen, files.items(), strict=True)
    ]
    written: Manifest = {
        "title": zine.full_title,
        "zine": manuscript.recipe.identity,
        "identifier": zine.particulars.identifier,
        "date": zine.particulars.date.isoformat(),
        "status": "draft" if zine.draft else "release",
        "draft_because": list(zine.draft),
        "made_by": f"Zinewright {__version__}",
        "left_out": zine.edition or None,
        "notes": notes or manuscript.recipe.notes,
        "editions": made,
        "also": [_file(name, content) for name, content in also.items()],
        "made_from": {
            "manuscript": digests_of(manuscript, zine, layout),
            "layout": {layout.folder.name: layout.digest},
            "fonts": {font.path.name: font.digest for font in fonts},
        },
    }
    return json.dumps(written, ensure_ascii=False, indent=2).encode() + b"\n"


def _file(name: str, content: bytes) -> Made:
    digest = hashlib.sha256(content).hexdigest()
    return {"file": name, "bytes": len(content), "sha256": digest}


def digests_of(manuscript: Manuscript, zine: Zine, layout: Layout) -> dict[str, str]:
    """The SHA-256 digest of every file that a zine is made from, by its name in the manuscript.

    Those of its layout are among them where that lies in the manuscript.
    """
    folder = manuscript.folder
    texts = [folder / "zine.toml", folder / "resources.toml"]
    texts += [Path(post.where) for post in manuscript.posts]
    digests = {
        os.path.relpath(path, folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in texts
        if path.is_file()
    }
    for file in layout.source.files.values():
        if file.path.is_relative_to(folder):
            name = os.path.relpath(file.path, folder)
            digests[name] = hashlib.sha256(file.text.encode()).hexdigest()
    return digests | {p.name: hashlib.sha256(p.content).hexdigest() for p in zine.pictures}
