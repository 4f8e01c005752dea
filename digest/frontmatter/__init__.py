"""Front matter: the one reader and the one writer of summary files' YAML, and on which line a field is.

    fence.py   bytes → text; text → front matter and note        values.py  front matter → plain values
    write.py   plain values → front matter                       splice.py  a file that an editor has touched, with new values
    lines.py   "key_points[2].text" → its line

Nothing here knows what a summary holds.
"""

from digest.frontmatter.fence import decoded, split
from digest.frontmatter.lines import locate
from digest.frontmatter.splice import in_own_form, spliced
from digest.frontmatter.values import load
from digest.frontmatter.write import dump

__all__ = ["decoded", "dump", "in_own_form", "load", "locate", "spliced", "split"]
