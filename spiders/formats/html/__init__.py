"""Rendered film articles: what their infobox, tables, lists and prose say. Pure functions of HTML."""
