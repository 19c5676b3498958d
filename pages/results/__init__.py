"""Results of a competition: what a table of them must say, and how it comes out of a spreadsheet (art. 15)."""
