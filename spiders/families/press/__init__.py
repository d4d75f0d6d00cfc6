"""Family `press`: columns, reviews, film pages of database sites."""
