"""A post’s text → suggested content notes, with the sentences that suggest them."""
