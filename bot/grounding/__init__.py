"""What may be said: retrieve, compose, verify, answer, converse."""
