"""English as data, read by finder and checker alike: bylines, days, the labels in front of entries."""
