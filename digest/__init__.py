"""Digest: a folder of news articles becomes a searchable digest site whose every word can be checked."""

import os

__version__ = "0.1.0"

# One thread a process for NumPy's arithmetic, set before it is first imported: articles are read side by side in
# processes, their matrices are too small to gain from more, and the order of sums does not depend on the machine's cores.
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
