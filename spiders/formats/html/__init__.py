"""Rendered articles as trees, blocks and grids. Pure functions of HTML."""
