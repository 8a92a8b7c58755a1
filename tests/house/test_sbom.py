"""The licence of the program, and the list of what it needs, in the wheel."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
assert SPEC is not None
assert SPEC.loader is not None
MODULE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(MODULE)

LOCK = """\
# This file was made by a program
One_Package==1.0 \\
    --hash=sha256:{0} \\
    --hash=sha256:{1}
    # via zinewright (pyproject.toml)
two==2.0.post1 ; implementation_name != 'PyPy' \\
    --hash=sha256:{1}
    # via
    #   one-package
    #   zinewright (pyproject.toml)
""".format("a" * 64, "b" * 64)


def lock() -> str:
    return (ROOT / ".lock").read_text("utf-8")


def test_the_list_of_a_lock_file():
    said = MODULE.sbom(
        LOCK, {"one-package": "MIT", "two": "=Their own"}, "0.1", "AGPL-3.0-or-later"
    )
    one, two = said["components"]

    assert one == {
        "type": "library",
        "name": "one-package",
        "version": "1.0",
        "purl": "pkg:pypi/one-package@1.0",
        "bom-ref": "pkg:pypi/one-package@1.0",
        "scope": "required",
        "licenses": [{"expression": "MIT"}],
        "externalReferences": [
            {
                "type": "distribution",
                "url": "https://pypi.org/simple/one-package/",
                "hashes": [
                    {"alg": "SHA-256", "content": "a" * 64},
                    {"alg": "SHA-256", "content": "b" * 64},
                ],
            }
        ],
    }
    assert two["licenses"] == [{"license": {"name": "Their own"}}]
    assert two["properties"] == [
        {"name": "python:marker", "value": "implementation_name != 'PyPy'"}
    ]
    assert said["dependencies"] == [
        {"ref": "pkg:pypi/one-package@1.0", "dependsOn": ["pkg:pypi/two@2.0.post1"]},
        {"ref": "pkg:pypi/two@2.0.post1", "dependsOn": []},
        {
            "ref": "pkg:pypi/zinewright@0.1",
            "dependsOn": ["pkg:pypi/one-package@1.0", "pkg:pypi/two@2.0.post1"],
        },
    ]
    assert MODULE.sbom(LOCK, {}, "0.1", "MIT") == MODULE.sbom(LOCK, {}, "0.1", "MIT")
    assert said["serialNumber"] != MODULE.sbom(LOCK, {}, "0.2", "MIT")["serialNumber"]


def test_all_that_is_pinned_is_in_the_list():
    said = MODULE.sbom(lock(), MODULE.licences(), "0.1", "MIT")
    pinned = re.findall(r"^([\w.-]+)==([^\s;]+)", lock(), re.MULTILINE)
    hashes = [h for c in said["components"] for h in c["externalReferences"][0]["hashes"]]

    assert [(c["name"], c["version"]) for c in said["components"]] == pinned
    assert len(hashes) == lock().count("--hash=sha256:")
    assert all("licenses" in component for component in said["components"])
    assert set(MODULE.licences()) == {name for name, _ in pinned}


SAID = {"BSD License": "BSD", "MIT License": "MIT", "Apache Software License": "Apache",
        "Mozilla Public License": "MPL", "GNU Affero": "AGPL", "GNU Lesser": "LGPL"}  # fmt: skip


@pytest.mark.parametrize("name", MODULE.licences())
def test_licences_are_those_of_the_packages(name):
    ours = MODULE.licences()[name].removeprefix("=")
    try:
        said = metadata(name)
    except PackageNotFoundError:
        pytest.skip("it is not needed on this machine")
    named = [said.get("License-Expression") or "", said.get("License") or ""]
    classes = [line for line in said.get_all("Classifier") or [] if "License ::" in line]
    short = [sign for words, sign in SAID.items() if any(words in line for line in classes)]

    assert ours in named or (short and all(sign in ours for sign in short))


def test_the_licence_says_which_it_is_and_where_its_text_is():
    text = (ROOT / "LICENSE").read_text("utf-8")

    assert "SPDX-License-Identifier: AGPL-3.0-or-later\n" in text
    assert "Copyright (C) 2026 the Zinewright authors\n" in text
    assert "https://www.gnu.org/licenses/agpl-3.0.html" in text


@pytest.mark.slow
def test_the_wheel_holds_both_and_is_made_the_same_again(tmp_path: Path):
    made = []
    for name in ("one", "two"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / name]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = (tmp_path / name).iterdir()
        made.append(wheel.read_bytes())
        with zipfile.ZipFile(wheel) as packed:
            held = {entry: packed.read(entry) for entry in packed.namelist()}
    inside = "zinewright-0.1.0.dist-info"
    said = json.loads(held[f"{inside}/sboms/zinewright.cdx.json"])

    assert made[0] == made[1]
    assert {page.name for page in (ROOT / "docs").iterdir()} == {
        name.rpartition("/")[2] for name in held if name.startswith("zinewright/_docs/")
    }
    assert held[f"{inside}/licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert b"License-Expression: AGPL-3.0-or-later" in held[f"{inside}/METADATA"]
    assert (said["bomFormat"], said["specVersion"]) == ("CycloneDX", "1.6")
    assert said["metadata"]["component"]["purl"] == "pkg:pypi/zinewright@0.1.0"
    assert said["metadata"]["component"]["licenses"] == [{"expression": "AGPL-3.0-or-later"}]
    assert said == MODULE.sbom(lock(), MODULE.licences(), "0.1.0", "AGPL-3.0-or-later")
    assert f"{inside}/sboms/zinewright.cdx.json" in held[f"{inside}/RECORD"].decode()
    refs = {component["bom-ref"] for component in said["components"]}
    assert {ref for each in said["dependencies"] for ref in each["dependsOn"]} == refs
