"""Bytes of an export → what the importer that knows them makes of them."""

from __future__ import annotations

from zinewright.importers import importer_of
from zinewright.importers.common.archive import zipped as opened
from zinewright.importers.common.arrived import Arrivals, Source


def source(content: bytes, name: str = "x") -> Source:
    files = opened(content, name)
    return Source(name, content, files)


def read(kind: str, given: Source) -> Arrivals:
    importer = importer_of(given)
    assert importer is not None
    assert importer.name == kind
    return importer.read(given)
