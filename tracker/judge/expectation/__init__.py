"""E: the probability of a nomination, from what was known before the body spoke."""
