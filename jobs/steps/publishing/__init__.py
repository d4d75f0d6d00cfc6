"""Reports, tables and columns."""
