"""What editors and the network bring: finding files, fetching pages and feeds, taking them in as articles."""
