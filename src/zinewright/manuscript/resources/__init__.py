"""`resources.toml` → places of support, each with what may be printed of it."""
