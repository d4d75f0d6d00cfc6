"""The command `snubs`."""
