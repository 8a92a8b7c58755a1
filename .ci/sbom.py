"""`.lock` → the list of all that the wheel needs, as CycloneDX 1.6 (ECMA-424), into the wheel.

PEP 770 says where it lies. It depends on the lock file and on `licences.toml` alone: no clock, no
chance, no network. Hatchling runs `Sbom` whenever it builds a wheel.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import tomllib
import uuid
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
NAME, FILE = "zinewright", "zinewright.cdx.json"
PINNED = re.compile(r"([A-Za-z0-9][\w.-]*)==([^\s;\\]+)\s*(?:;\s*([^\\]*[^\\\s]))?")
HASH = re.compile(r"\s+--hash=sha256:([0-9a-f]{64})")
NEEDED_BY = re.compile(r"\s+#\s+(?:via\s*)?([\w.-]+)?")


class Sbom(BuildHookInterface):  # type: ignore[type-arg]
    """Lays the list into `.dist-info/sboms/` of a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the list before the wheel is packed."""
        core = self.metadata.core
        root = {"version": str(core.version), "licence": str(core.license_expression)}
        lock = (Path(self.root) / ".lock").read_text("utf-8")
        self.place = tempfile.TemporaryDirectory()
        file = Path(self.place.name) / FILE
        file.write_text(written(sbom(lock, licences(), **root)), "utf-8")
        build_data["sbom_files"].append(str(file))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what the wheel now holds."""
        self.place.cleanup()


def licences() -> dict[str, str]:
    """The licence of each package, as an SPDX expression; what is none begins with “=”."""
    return tomllib.loads((HERE / "licences.toml").read_text("utf-8"))


def written(said: dict[str, Any]) -> str:
    """The list as the bytes of its file."""
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def sbom(lock: str, licences: dict[str, str], version: str, licence: str) -> dict[str, Any]:
    """What a lock file pins, with hashes of all its files and who needs it."""
    packages = list(_packages(lock))
    refs = {each["name"]: _address(each["name"], each["version"]) for each in packages}
    refs[NAME] = _address(NAME, version)
    needs: dict[str, set[str]] = {name: set() for name in refs}
    for each in packages:
        for name in each["needed_by"]:
            needs[name].add(refs[each["name"]])
    root = {"type": "application", "name": NAME, "version": version, "purl": refs[NAME],
            "bom-ref": refs[NAME], "licenses": _licensed(licence)}  # fmt: skip
    digest = hashlib.sha256(f"{version}\0{lock}".encode()).hexdigest()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {"component": root},
        "components": [_component(each, licences.get(each["name"], "")) for each in packages],
        "dependencies": [{"ref": refs[n], "dependsOn": sorted(needs[n])} for n in sorted(refs)],
    }


def _packages(lock: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in lock.splitlines():
        if pinned := PINNED.match(line):
            name = re.sub(r"[-_.]+", "-", pinned[1]).lower()
            found.append({"name": name, "version": pinned[2], "marker": pinned[3] or "",
                          "hashes": [], "needed_by": []})  # fmt: skip
        elif found and (digest := HASH.match(line)):
            found[-1]["hashes"].append(digest[1])
        elif found and (by := NEEDED_BY.match(line)) and by[1]:
            found[-1]["needed_by"].append(re.sub(r"[-_.]+", "-", by[1]).lower())
    return found


def _component(package: dict[str, Any], licence: str) -> dict[str, Any]:
    address = _address(package["name"], package["version"])
    made = {
        "type": "library", "name": package["name"], "version": package["version"],
        "purl": address, "bom-ref": address, "scope": "required",
        "externalReferences": [{
            "type": "distribution", "url": f"https://pypi.org/simple/{package['name']}/",
            "hashes": [{"alg": "SHA-256", "content": each} for each in package["hashes"]],
        }],
    }  # fmt: skip
    if licence:
        made["licenses"] = _licensed(licence)
    if package["marker"]:
        made["scope"] = "optional"
        made["properties"] = [{"name": "python:marker", "value": package["marker"]}]
    return made


def _licensed(licence: str) -> list[dict[str, Any]]:
    if licence.startswith("="):
        return [{"license": {"name": licence.removeprefix("=")}}]
    return [{"expression": licence}]


def _address(name: str, version: str) -> str:
    """The address of a package (ECMA-427)."""
    return f"pkg:pypi/{name}@{version}"
