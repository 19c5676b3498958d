"""The demo: invented content for a running portal, with dates that follow the day on which it is built.

Everything here is Polish data; people, organisations, numbers and decisions are invented (DESIGN.md ruling 10).
"""
