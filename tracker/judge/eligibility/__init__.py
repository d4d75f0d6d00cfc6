"""Gate G1: whether a film could be nominated."""
