"""CSV tables, the data package, and how a folder is published whole or not at all."""
