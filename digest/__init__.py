"""Digest: a folder of news articles becomes a searchable digest site whose every word can be checked."""

__version__ = "0.1.0"
