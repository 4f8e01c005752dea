"""What belongs together: the same text twice, and addresses of the same page."""
