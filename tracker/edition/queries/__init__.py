"""What questions ask an edition, in SQL; parameters in the order of their `?`."""
