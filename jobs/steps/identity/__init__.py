"""Which film and person every statement means, kept, and made again only where statements changed."""
