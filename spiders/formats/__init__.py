"""Formats that several families read: the Action API's answers, wikitext, HTML."""
