"""The one door to the staff screens: allauth under /konto/, with our letters, limits, words and book."""
