"""Sentences of critics' pages that say who won which prize."""
