"""The kinds of fact that a source can state."""
