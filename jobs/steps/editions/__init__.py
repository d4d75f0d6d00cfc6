"""Editions: made from statements once, read by every view."""
