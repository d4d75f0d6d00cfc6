"""A report as plain data, and its HTML and Markdown."""
