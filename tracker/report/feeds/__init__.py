"""What one subscribes to: news as an Atom feed, days as a calendar."""
