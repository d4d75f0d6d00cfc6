"""Reading prose: which films an article is about, what it praises, and what it says happened. It never sets a fact."""
