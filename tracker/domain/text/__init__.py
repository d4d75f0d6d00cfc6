"""Running text: what every reader of prose shares."""
