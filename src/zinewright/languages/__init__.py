"""The words of each language, one folder a language, and what reads them."""
