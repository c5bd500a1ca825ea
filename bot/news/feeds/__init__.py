"""What is polled: formats of feeds, their items, and when each is due."""
