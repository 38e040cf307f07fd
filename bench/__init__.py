"""Time and memory, against what the documents promise; run by `make bench`."""
