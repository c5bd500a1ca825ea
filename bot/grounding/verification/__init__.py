"""How a claim is compared with stored text: reading, alignment, checks, weights."""
