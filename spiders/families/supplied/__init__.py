"""Family `supplied`: CSV files that a user provides."""
