"""A folder of finished files → whose they are: of which zine, and drafts or a release.

Law: a folder holds the files of one zine, all of them drafts or all of them a release. A build
touches no other zine's files and no release, and a release takes the place of none but its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zinewright.digests import digest_of
from zinewright.problems import Problem, ZineError, shown

MANIFEST = "manifest.json"
MANIFEST_NAME = re.compile(r"manifest(?:-[a-z0-9-]+)?\.json\Z")
DIGITS = 6  # of an identifier's digest, behind the name of a folder


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
    said = {"zine": zine, "status": "release" if release else "draft"}
    if what := _in_the_way(said, out):
        what += "; nothing was changed"
        raise ZineError([Problem(str(out), None, "publish", what, "Use another --out")])


def _in_the_way(new: Mapping[str, Any], out: Path) -> str:
    """Why the files of a manifest may not stand beside those that are there; "" where they may."""
    for old in _manifests(out):
        if old.get("zine", new.get("zine")) != new.get("zine"):
            return f"files of another zine stand there, “{shown(str(old.get('title', '')))}”"
        if old.get("status", new.get("status")) != new.get("status"):
            kind = "a release" if old["status"] == "release" else "drafts"
            return f"{kind} of this zine stand{'s' * (kind == 'a release')} there"
    return ""


def _manifests(folder: Path) -> list[dict[str, Any]]:
    """The manifests of all sets of files that stand in a folder."""
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [manifest_in(folder, name) for name in names if MANIFEST_NAME.match(name)]


def manifest_among(files: Iterable[str]) -> str:
    """The name of the manifest among files; sets of editions with other manifests stay."""
    return next((name for name in files if MANIFEST_NAME.match(name)), MANIFEST)


def manifest_in(out: Path, name: str) -> dict[str, Any]:
    """The manifest of an earlier build, empty where there is none of ours."""
    try:
        return read_manifest((out / name).read_bytes())
    except OSError:
        return {}


def read_manifest(content: bytes) -> dict[str, Any]:
    """What a manifest of ours says; nothing where it is none."""
    try:
        read = json.loads(content)
        return read if str(read["made_by"]).startswith("Zinewright ") else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
