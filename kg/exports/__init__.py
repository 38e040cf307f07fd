"""One small class a format."""
