"""Public doors: the directory of coordinators and the inquiry desk."""
