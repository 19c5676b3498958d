"""The lawfulness of an announcement of a competition: articles, facts, one table of rules; the page asks `judge`."""
