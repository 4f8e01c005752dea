"""Training of the parser that Digest ships; needs PyTorch, which Digest itself does not."""
