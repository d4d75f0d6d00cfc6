"""Nomination lists: whether one is whole, and if not, why."""
