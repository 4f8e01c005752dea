"""The parts of a web page: one question a file – who wrote it, when, under which title, and what is its body."""
