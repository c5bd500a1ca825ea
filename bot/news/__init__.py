"""What is known: fetch, feeds, extract, copies, stories, pipeline."""
