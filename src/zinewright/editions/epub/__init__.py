"""Zine → EPUB."""
