"""Bringing in from outside: pages and feeds, from public addresses alone. HTTP is known to this package alone."""

from digest.fetch.allowed import FetchError
from digest.fetch.safe import Fetched, Fetcher

__all__ = ["FetchError", "Fetched", "Fetcher"]
