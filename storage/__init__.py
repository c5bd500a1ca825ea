"""What is kept, on SQLite and on PostgreSQL; knows nothing of bot.

database, dialect, quick_sqlite   where statements run; what differs between the two
tables, migrations                the schema and the way to it
archive, ingest, changes, rows    articles: read, stored, followed
index                             the search index, a projection of the archive
chats, told, subscriptions        who asks, what they know, what they want
work                              claims, leases and fences for the rows below
feeds, inbox, slots, editions     rows of work
usage, marks                      what was spent; small facts
backup, run_lock                  copies of an installation; one run at a time
records, errors                   what goes in and out
"""
