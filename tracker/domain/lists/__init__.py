"""Nomination lists: whether one is whole, and what is wrong where it is not."""
