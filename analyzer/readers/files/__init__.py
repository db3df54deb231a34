"""What every reader starts from: the file within its limits, containers and archives, bytes as text."""
