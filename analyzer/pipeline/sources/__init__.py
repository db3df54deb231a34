"""What the user named, as the documents to read."""
