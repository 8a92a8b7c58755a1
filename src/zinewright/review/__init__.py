"""A chapter → what it holds: suggested notes, safe messaging, placeholders, gates."""
