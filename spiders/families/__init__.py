"""The families of sources, a room each; `spiders.catalogue` knows their names."""
