"""Collect, check and take in."""
