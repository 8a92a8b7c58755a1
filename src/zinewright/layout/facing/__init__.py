"""Two facing pages that are one picture, or one text."""
