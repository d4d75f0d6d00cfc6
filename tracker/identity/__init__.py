"""Which film, person and work a printed line means."""
