"""Staff addresses of publishing, below the admin."""

from django.urls import path

from . import journal_views, stale_views, views

app_name = "publishing"
urlpatterns = [
    path("przekazania/", views.unit_list, name="unit_list"),
    path("przekazania/kolejka/", views.queue, name="queue"),
    path("przekazania/rezerwacja/", views.reserve, name="reserve"),
    path("przekazania/strona/<int:page_id>/", views.hand_over, name="hand_over"),
    path("przekazania/<int:pk>/", views.handoff, name="handoff"),
    path("przekazania/<int:pk>/material/", views.material, name="material"),
    path("przekazania/<int:pk>/szkic/", views.start_material, name="start_material"),
    path("przekazania/<int:pk>/dostarcz/", views.deliver, name="deliver"),
    path("przekazania/<int:pk>/termin/", views.propose, name="propose"),
    path("przekazania/<int:pk>/przyjmij/", views.accept, name="accept"),
    path("przekazania/<int:pk>/zatwierdz/", views.approve, name="approve"),
    path("przekazania/<int:pk>/zwrot/", views.send_back, name="send_back"),
    path("przekazania/<int:pk>/odwolaj/", views.unschedule, name="unschedule"),
    path("przekazania/<int:pk>/wycofaj/", views.withdraw, name="withdraw"),
    path("raporty/aktualnosc/", stale_views.stale, name="stale"),
    path("raporty/aktualnosc/eksport.<slug:form>", stale_views.export, name="stale_export"),
    path("raporty/aktualnosc/potwierdz/", stale_views.confirm_ticked, name="confirm_ticked"),
    path("raporty/aktualnosc/<int:page_id>/potwierdz/", stale_views.confirm, name="confirm"),
    path("raporty/aktualnosc/cofnij/", stale_views.undo, name="undo_confirmation"),
    path("dziennik/", journal_views.book, name="journal"),
    path("dziennik/eksport.<slug:form>", journal_views.book_export, name="journal_export"),
    path("historia-komorki/", journal_views.unit_history, name="unit_history"),
    path("historia-komorki/eksport.<slug:form>", journal_views.unit_history_export, name="unit_history_export"),
    path("historia-strony/<int:page_id>/", journal_views.page_history, name="page_history"),
]
