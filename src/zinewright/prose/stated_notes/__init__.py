"""The head of a text → the notes that its author states in it."""
