"""The records desk: what columnists compile by hand, asked of an edition, with its scope and a citation a line."""
