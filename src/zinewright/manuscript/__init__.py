"""The files that people edit ↔ checked values."""
