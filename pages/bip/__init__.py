"""The one text for the Public Information Bulletin: of the announcement, the results, the annulment."""
