"""The newsletter: an edition as an e-mail, and who gets it.

gather.py   the edition, from the files of the project      inline.py   styles into the tags, as mail programs need them
message.py  the e-mail, for one reader                       recipients.py   the readers, from the owner's list
ledger.py   who got what, so that nobody gets it twice       send.py     the conversation with the mail server
line.py     the line to it, cut when it takes too long
"""
