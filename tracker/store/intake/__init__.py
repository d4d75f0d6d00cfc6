"""Taking in what a crawl brought: statements, pages, and how each list stands."""
