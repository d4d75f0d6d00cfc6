"""Family `official_page`: a body's own page of one ceremony."""
