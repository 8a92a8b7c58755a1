"""Markdown → checked XHTML, and a post → a chapter."""
