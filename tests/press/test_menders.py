"""A PDF that only PDFium can read is written anew where a program says, if anywhere."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pdfs import numbered

from zinewright.pdf.source_pages import read_source
from zinewright.press import menders
from zinewright.press.executors import Inline
from zinewright.press.menders import in_a_process, mender
from zinewright.problems import ZineError


@pytest.mark.parametrize("mend", [in_a_process, mender(), mender(Inline())])
def test_a_file_that_cannot_be_opened_has_its_pages(mend, monkeypatch):
    monkeypatch.setattr(menders, "written_anew", lambda content: numbered(3))
    source = read_source(b"%PDF-1.7 and nothing else", "in.pdf", mend=mend)

    assert len(source.pages) == 3


def test_nobody_writes_it_anew_unless_asked():
    with pytest.raises(ZineError) as caught:
        read_source(b"%PDF-1.7 and nothing else", "in.pdf")

    assert str(caught.value).startswith("in.pdf: the file is no PDF that can be read (")


@pytest.mark.parametrize("content", [b"no PDF at all", b"", b"%PDF-1.7 and nothing else"])
@pytest.mark.parametrize("mend", [in_a_process, mender(Inline())])
def test_what_pdfium_cannot_read_either_is_none(mend, content):
    assert mend(content) is None


def test_a_reader_that_goes_down_costs_the_file_alone(monkeypatch):
    monkeypatch.setattr(menders, "written_anew", lambda content: os._exit(7))

    assert in_a_process(b"%PDF-1.7") is None


def test_a_reader_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(menders, "written_anew", lambda content: time.sleep(1))
    monkeypatch.setattr(menders, "SECONDS", 0.1)
    with ThreadPoolExecutor(1) as threads:
        assert (in_a_process(b"%PDF-1.7"), mender(threads)(b"%PDF-1.7")) == (None, None)
