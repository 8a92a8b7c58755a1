"""Manuscript → zine: front matter, chapters told of before they begin, back matter."""
