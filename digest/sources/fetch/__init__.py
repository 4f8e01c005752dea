"""Bringing in from outside: pages and feeds, from public addresses alone. HTTP is known to this package alone."""

from digest.sources.fetch.allowed import FetchError
from digest.sources.fetch.safe import Fetched, Fetcher

__all__ = ["FetchError", "Fetched", "Fetcher"]
