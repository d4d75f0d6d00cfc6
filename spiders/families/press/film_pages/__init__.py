"""Pages of film databases: what is stated in schema.org's terms, and what labels and headings say."""
