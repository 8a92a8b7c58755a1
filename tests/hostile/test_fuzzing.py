"""The inputs that fuzzing kept: each ends as it should, and each target can go wrong."""

from __future__ import annotations

import pytest
from fuzzing import CORPUS, TARGETS, kept, seeds

from zinewright.importers import IMPORTERS
from zinewright.importers.common.phrasing import Phrasing


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus(name):
    for data in [*seeds(name), *kept(name)]:
        TARGETS[name](data)


def test_it_is_small():
    assert sum(path.stat().st_size for path in CORPUS.iterdir()) < 500_000
    assert {path.stem for path in CORPUS.iterdir()} == set(TARGETS)


def test_every_importer_is_a_target():
    assert set(IMPORTERS) - set(TARGETS) == set()


def test_a_fault_of_an_importer_is_found(monkeypatch):
    monkeypatch.setattr(
        Phrasing, "said", lambda self, text: (text or "").replace("two", "[a](x://)")
    )

    with pytest.raises(AssertionError, match="no web address"):
        TARGETS["web-page"](seeds("web-page")[1])
