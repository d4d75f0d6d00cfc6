"""Wikitext as award lists use it: the shown text by line and table cell, and the meaning of an entry."""
