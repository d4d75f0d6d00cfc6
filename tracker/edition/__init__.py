"""Judged seasons as files: written once by a run, read by every question that they answer."""
