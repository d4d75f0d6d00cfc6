"""What is said of the books that films adapt, whoever says it."""
