"""Documents of offices, editors and browsers → posts; one file a kind, and its parts."""
