"""The language model of the program: sentences, tokens, lemmas, parts of speech, trees and names."""
