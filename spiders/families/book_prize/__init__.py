"""Books that films adapt: what prose and prize lists say of them."""
