"""The holes of stock Wagtail that no walk over addresses finds, because they need a whole form or several steps.

Each deed is tried in the same way on stock Wagtail and on the portal; what comes of it is looked up in the database or
in the answer, never assumed. A «closed» deed left nothing behind. Letters and numbers are those of the project's notes
on Wagtail 8.0: A for pages and files, S for snippets and registers, M for moderation.
"""
