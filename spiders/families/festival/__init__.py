"""Family `wikipedia_festival`: line-ups by section, and prizes."""
