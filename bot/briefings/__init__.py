"""What is told to whom and when: topics, editions, schedule, delivery."""
