"""CSV tables, the data package, and the atomic publication of a folder."""
