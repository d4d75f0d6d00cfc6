"""What speaks for a film: dated, cited facts, and acclaim, the percentile they add up to."""
