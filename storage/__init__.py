"""Records, tables, migrations, archive, chats and the search index; knows nothing of bot."""
