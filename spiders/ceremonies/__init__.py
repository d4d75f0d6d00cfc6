"""What the families that read a body's lists ceremony by ceremony have in common."""
