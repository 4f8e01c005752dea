"""What a language model may add to a summary, if the owner wants one: which sentences are the points, and who speaks.

    request.py   what a model is asked: the sentences by their ids, the mentions, the quotes whose speaker is open; prompt.txt
    answer.py    what it may answer: ids, deletions and choices, by a schema; no prose unless the owner allows it
    saved.py     the answer as a file of the project, and whether it is still of this article, prompt, model and settings
    apply.py     the answer's statements as fields of the summary, as far as each passes the check

Pure: no model is asked here. A build reads what was saved, so that it needs no network and gives the same bytes.
"""

from digest.suggest.answer import Answer, AnswerError, Proposal, parsed, schema
from digest.suggest.apply import Applied, applied
from digest.suggest.request import request
from digest.suggest.saved import Asked, asked_of, fresh, read, written

__all__ = [
    "Answer",
    "AnswerError",
    "Applied",
    "Asked",
    "Proposal",
    "applied",
    "asked_of",
    "fresh",
    "parsed",
    "read",
    "request",
    "schema",
    "written",
]
