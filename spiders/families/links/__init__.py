"""Family `wikipedia_titles`: where link titles lead."""
