"""Measuring: quality against research data that is not part of the repository, and speed."""
