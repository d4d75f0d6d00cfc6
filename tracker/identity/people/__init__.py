"""Which person a printed name means."""
