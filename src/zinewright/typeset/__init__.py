"""Section → pages; the only folder that knows WeasyPrint."""
