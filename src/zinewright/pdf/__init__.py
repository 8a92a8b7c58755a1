"""Anybody’s PDF → its pages as they look, and the words that are seen on them."""
