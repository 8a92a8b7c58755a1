"""A text → what safe messaging says of it."""
