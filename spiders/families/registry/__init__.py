"""Family `wikidata_films`: the films of a season."""
