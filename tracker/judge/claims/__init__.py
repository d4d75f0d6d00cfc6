"""What the press claims of nominations, held against the closed lists."""
