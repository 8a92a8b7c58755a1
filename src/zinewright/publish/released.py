"""A folder of finished files → the release that stands in it, whole, and of the same content.

What is printed is the release itself, byte for byte: never a draft of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zinewright.layout.layout import Layout
from zinewright.manuscript.folder import Manuscript
from zinewright.model import Zine
from zinewright.publish.manifest import digests_of
from zinewright.publish.ownership import MANIFEST, Made, Manifest, folder_for, manifest_in

BUILD = Path("build")  # where finished files go, unless a command names another folder
MOST_NAMED = 4  # files that are named as changed


@dataclass(frozen=True)
class Release:
    """A release as it stands in `folder`: its files by name, and those of its editions.

    `notes` is how much its readers are told of content notes.
    """

    folder: Path
    files: Mapping[str, bytes]
    editions: Mapping[str, str]
    notes: str

    def edition(self, name: str) -> bytes:
        return self.files[self.editions[name]]


def release_of(
    manuscript: Manuscript, zine: Zine, layout: Layout, places: Sequence[Path]
) -> tuple[Release | None, str]:
    """The release of a zine in the first of some folders that holds one.

    Where there is none, or the text is no longer that of the release, or a file of it is damaged,
    None, and why. `zine` is made from the manuscript as it is now.
    """
    for folder in places:
        said = manifest_in(folder, MANIFEST)
        if said.get("zine") == manuscript.recipe.identity and said.get("status") == "release":
            return _whole(folder, said, digests_of(manuscript, zine, layout))
    looked = " or ".join(map(str, dict.fromkeys(places)))
    return None, f"there is no release of this zine in {looked}"


def home_of(manuscript: Manuscript, base: Path = BUILD, *, release: bool = False) -> Path:
    """The folder where the drafts of a manuscript go, or its release."""
    recipe = manuscript.recipe
    return folder_for(base, recipe.file_name, recipe.identity, release=release)


def _whole(folder: Path, said: Manifest, now: Mapping[str, str]) -> tuple[Release | None, str]:
    then = said["made_from"]["manuscript"]
    if changed := [name for name in sorted({*then, *now}) if then.get(name) != now.get(name)]:
        more = len(changed) - MOST_NAMED
        named = ", ".join([*changed[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
        return None, f"{named} changed since the release in {folder}"
    files: dict[str, bytes] = {}
    for made in (*said["editions"], *said["also"]):
        content = _content(folder, made)
        if content is None:
            return None, f"{folder / made['file']} is not as it was released"
        files[made["file"]] = content
    editions = {made["edition"]: made["file"] for made in said["editions"]}
    return Release(folder, files, editions, said["notes"]), ""


def _content(folder: Path, made: Made) -> bytes | None:
    """A file of a release, where it still has the digest that the manifest says."""
    try:
        content = (folder / Path(made["file"]).name).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == made["sha256"] else None
