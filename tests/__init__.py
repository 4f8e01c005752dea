"""What the program promises, tested."""
