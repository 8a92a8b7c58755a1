"""What people write for a language: tags pass, names and slips lead to a tag."""

from __future__ import annotations

import pytest

from zinewright.body import LANGUAGE
from zinewright.languages.tags import NAMES, as_written, wrong_language


@pytest.mark.parametrize(
    "tag", ["en", "en-GB", "EN-gb", "cy", "zh-Hant-HK", "fil", "es-419", "sr-Latn"]
)
def test_a_tag_is_right(tag):
    assert wrong_language(tag) is None


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("English", 'Write language = "en-GB" or "en"'),
        ("english", 'Write language = "en-GB" or "en"'),
        ("British English", 'Write language = "en-GB"'),
        ("English (UK)", 'Write language = "en-GB"'),
        ("American English", 'Write language = "en-US"'),
        ("Welsh", 'Write language = "cy"'), ("Cymraeg", 'Write language = "cy"'),
        ("Français", 'Write language = "fr"'), ("Deutsch", 'Write language = "de"'),
        ("العربية", 'Write language = "ar"'), ("en_GB", 'Write language = "en-GB"'),
        ("en-UK", 'Write language = "en-GB"'), (" en ", 'Write language = "en"'),
        ("Klingon", "Write a tag such as en-GB, cy or ar"),
        ("en GB", "Write a tag such as en-GB, cy or ar"),
        ("", "Write a tag such as en-GB, cy or ar"),
    ],
)  # fmt: skip
def test_what_is_no_tag(said, written):
    wrong = wrong_language(said)

    assert wrong is not None
    assert as_written("language = ", wrong[1], '"') == written


def test_every_name_leads_to_tags():
    tags = {tag for tags in NAMES.values() for tag in tags.split()}

    assert [tag for tag in tags if not LANGUAGE.match(tag) or wrong_language(tag)] == []
    assert all(name == name.casefold() for name in NAMES)
