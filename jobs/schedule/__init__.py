"""When what is done: due sources, slots, the daemon."""
