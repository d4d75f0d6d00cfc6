"""Family `wikipedia_film`: a film's rendered article."""
