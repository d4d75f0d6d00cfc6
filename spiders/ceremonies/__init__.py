"""Code shared by the families that read a body's lists ceremony by ceremony."""
