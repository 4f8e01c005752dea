"""What has changed since a commit, as a report for whoever reviews it: each summary with its statements beside their sentences.

gather.py   the report as plain values, of the form in schema.json     statements.py   those of one summary
saved.py    a report that was written as JSON, read back: it may be a stranger's
write.py    JSON, Markdown and HTML; escape.py is what keeps a stranger's words words
"""

from digest.report.gather import gather, unasked
from digest.report.saved import read
from digest.report.write import FORMATS, write

__all__ = ["FORMATS", "gather", "read", "unasked", "write"]
