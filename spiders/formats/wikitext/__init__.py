"""Wikitext as an award list uses it: what is shown, on which line, in which table cell, and what an entry says."""
