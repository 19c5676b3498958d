"""Page types with the fields that cost queries in the editor of the portal, and a snippet: the card of a unit."""
