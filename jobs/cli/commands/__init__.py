"""The commands, a module for each group: what each takes, explains and prints; the steps do the work."""
