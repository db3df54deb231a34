"""The arithmetic of surprise: robust distances, expected effects, error rates, and panels to try them on."""
