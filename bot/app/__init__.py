"""The only place where concrete parts meet: what is opened, in which order, and closed again."""
