"""Family `wikipedia_ceremony`: one page of wikitext a ceremony."""
