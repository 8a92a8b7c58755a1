"""Look for inputs that go wrong, by the parts of the code that they lead to (needs atheris 3):

    python tests/helpers/strangers/fuzz.py TARGET [FOLDER] [-max_total_time=600 …]

What is found is kept in FOLDER; the words with “-” are libFuzzer’s.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.append(str(Path(__file__).parents[1] / "making"))  # what seeds are made of

with atheris.instrument_imports(include=["zinewright"]):
    from fuzzing import TARGETS, kept, seeds


def main() -> None:
    name = sys.argv.pop(1)
    folders = [word for word in sys.argv[1:] if not word.startswith("-")]
    if not folders:
        folders = [tempfile.mkdtemp()]
        sys.argv.insert(1, folders[0])
    for number, seed in enumerate([*seeds(name), *kept(name)]):
        (Path(folders[0]) / f"seed-{number}").write_bytes(seed)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
