"""Rendered pages: trees, grids, and readers of infoboxes, releases and structured data. Pure functions of HTML."""
