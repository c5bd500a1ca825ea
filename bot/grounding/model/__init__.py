"""The language model on a leash: what is sent, what came back, what it cost."""
