"""The run folder: parts that families write, what is merged of them, the exchange of old and new, the manifest."""
