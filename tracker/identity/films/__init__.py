"""Which film a printed title means."""
