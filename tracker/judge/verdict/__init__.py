"""Units, gates, labels, sentences: what is said of a film, a body and a category."""
