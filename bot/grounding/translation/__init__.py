"""Whether a claim in one language says what evidence in another one says: what can be told."""
