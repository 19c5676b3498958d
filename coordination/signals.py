"""Facts announced, always inside the transaction that made them (DESIGN.md ruling 4)."""

from django.dispatch import Signal

designated = Signal()  # designation
designation_ended = Signal()  # designation
account_shutting = Signal()  # account; a receiver that needs the account raises Refused
unit_change_planned = Signal()  # change, now: decided for a day to come
unit_change_cancelled = Signal()  # change, now
unit_renamed = Signal()  # change, now
unit_closed = Signal()  # change, heir (None without a successor), now: everything has moved
units_merged = Signal()  # change, heir, now: the same fact where there is a successor
duty_opened = Signal()  # task
duty_settled = Signal()  # task
inquiry_received = Signal()  # inquiry, question, key
inquiry_answered = Signal()  # inquiry, message
inquiry_passed_on = Signal()  # inquiry, message
clarification_asked = Signal()  # inquiry, message
inquiry_continued = Signal()  # inquiry, message: the asker wrote again
inquiry_closed = Signal()  # inquiry, message: by a person; of spam nobody is told
inquiry_reopened = Signal()  # inquiry, message: the unit took the closing back
inquiry_released = Signal()  # inquiry: a question of a blocked sender, given to a unit by a person
letter_bounced = Signal()  # letter, inquiry (None: it was about something else)
inquiry_link_renewed = Signal()  # email, links: list of (inquiry, key)
invited = Signal()  # invitation, key
account_suspended = Signal()  # user, step, since
account_dormant = Signal()  # user, since, shut_on
account_restored = Signal()  # user
inquiry_reply_kept = Signal()  # inquiry, message: a note that an office left behind
inquiry_classified = Signal()  # inquiry, message, former (its day before)
inquiry_extended = Signal()  # inquiry, message, reason
inquiries_recounted = Signal()  # unit, rows: list of (inquiry, message); days off came in or went
silence_ended = Signal()  # since, now: the clock beats again; a receiver may answer with a sentence for the letter
