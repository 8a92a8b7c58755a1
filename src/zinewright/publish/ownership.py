"""A folder of finished files → whose they are: of which zine, and drafts or a release.

Law: a folder holds the files of one zine, all of them drafts or all of them a release. A build
touches no other zine's files and no release, and a release takes the place of none but its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NotRequired, TypedDict

from zinewright.digests import digest_of
from zinewright.problems import Problem, ZineError, shown

MANIFEST = "manifest.json"
MANIFEST_NAME = re.compile(r"manifest(?:-[a-z0-9-]+)?\.json\Z")
DIGITS = 6  # of an identifier's digest, behind the name of a folder


class Made(TypedDict):
    """A file that a manifest names; of an edition, which one it is."""

    edition: NotRequired[str]
    file: str
    bytes: int
    sha256: str
    media_type: NotRequired[str]
    pages: NotRequired[int | None]


class MadeFrom(TypedDict):
    """The digests of what files were made from, by name."""

    manuscript: dict[str, str]
    layout: dict[str, str]
    fonts: dict[str, str]


class Manifest(TypedDict, total=False):
    """What `manifest.json` says; one of an earlier version may leave something out."""

    title: str
    zine: str
    identifier: str
    date: str
    status: str
    draft_because: list[str]
    made_by: str
    left_out: str | None
    notes: str
    editions: list[Made]
    also: list[Made]
    made_from: MadeFrom


def folder_for(base: Path, name: str, zine: str, *, release: bool) -> Path:
    """The folder of a zine's own drafts, or of its release, in the folder for all zines.

    `name` is how its files are called, and `zine` its identifier: where the files of another zine
    of that name stand there already, the folder has digits of the identifier behind its name.
    """
    ending = "-release" if release else ""
    found = base / f"{name}{ending}"
    if all(said.get("zine", zine) == zine for said in _manifests(found)):
        return found
    return base / f"{name}-{digest_of(zine)[:DIGITS]}{ending}"


def refuse_others(out: Path, zine: str, *, release: bool) -> None:
    """Raise `ZineError` where files of a zine may not stand beside those that are in a folder."""
    said: Manifest = {"zine": zine, "status": "release" if release else "draft"}
    if what := _in_the_way(said, out):
        what += "; nothing was changed"
        raise ZineError([Problem(str(out), None, "publish", what, "Use another --out")])


def _in_the_way(new: Manifest, out: Path) -> str:
    """Why the files of a manifest may not stand beside those that are there; "" where they may."""
    for old in _manifests(out):
        if old.get("zine", new.get("zine")) != new.get("zine"):
            return f"files of another zine stand there, “{shown(str(old.get('title', '')))}”"
        if old.get("status", new.get("status")) != new.get("status"):
            kind = "a release" if old["status"] == "release" else "drafts"
            return f"{kind} of this zine stand{'s' * (kind == 'a release')} there"
    return ""


def _manifests(folder: Path) -> list[Manifest]:
    """The manifests of all sets of files that stand in a folder."""
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [manifest_in(folder, name) for name in names if MANIFEST_NAME.match(name)]


def manifest_among(files: Iterable[str]) -> str:
    """The name of the manifest among files; sets of editions with other manifests stay."""
    return next((name for name in files if MANIFEST_NAME.match(name)), MANIFEST)


def manifest_in(out: Path, name: str) -> Manifest:
    """The manifest of an earlier build, empty where there is none of ours."""
    try:
        return read_manifest((out / name).read_bytes())
    except OSError:
        return {}


def read_manifest(content: bytes) -> Manifest:
    """What a manifest of ours says; nothing where it is none."""
    try:
        read = json.loads(content)
        return read if str(read["made_by"]).startswith("Zinewright ") else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
