"""Decisions of people, and drafts for them to review."""
