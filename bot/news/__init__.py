"""What is known: articles read, cleaned, compared and grouped; `web` fetches, `feeds` polls."""
