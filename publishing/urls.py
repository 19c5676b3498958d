"""Staff addresses of publishing, below the admin."""

from django.urls import path

from . import journal_views, matrix_views, stale_views, transfer_views, views

app_name = "publishing"
urlpatterns = [
    path("zachowane/<int:page_id>/przejrzane/", views.kept_seen, name="kept_seen"),
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
    path("opieka/", transfer_views.transfer_list, name="transfers"),
    path("opieka/przekaz/", transfer_views.entrust, name="entrust"),
    path("opieka/przekaz/<int:page_id>/", transfer_views.entrust_one, name="entrust_one"),
    path("opieka/<int:pk>/przyjmij/", transfer_views.take, name="transfer_take"),
    path("opieka/<int:pk>/odmow/", transfer_views.decline, name="transfer_decline"),
    path("opieka/<int:pk>/cofnij/", transfer_views.take_back, name="transfer_take_back"),
    path("raporty/aktualnosc/", stale_views.stale, name="stale"),
    path("raporty/aktualnosc/eksport.<slug:form>", stale_views.export, name="stale_export"),
    path("raporty/aktualnosc/potwierdz/", stale_views.confirm_ticked, name="confirm_ticked"),
    path("raporty/aktualnosc/<int:page_id>/potwierdz/", stale_views.confirm, name="confirm"),
    path("raporty/aktualnosc/cofnij/", stale_views.undo, name="undo_confirmation"),
    path("uprawnienia/macierz/", matrix_views.rights_matrix, name="rights"),
    path("uprawnienia/macierz/podglad/", matrix_views.preview_rights, name="rights_preview"),
    path("uprawnienia/macierz/zmien/", matrix_views.change_rights, name="rights_change"),
    path("uprawnienia/macierz/historia/", matrix_views.rights_history, name="rights_history"),
    path("uprawnienia/macierz/rejestr/", matrix_views.rights_register, name="rights_register"),
    path("uprawnienia/macierz/eksport.<slug:form>", matrix_views.rights_export, name="rights_export"),
    path("uprawnienia/macierz/komorka/<int:unit_id>/", matrix_views.unit_rights, name="unit_rights"),
    path("dziennik/", journal_views.book, name="journal"),
    path("dziennik/eksport.<slug:form>", journal_views.book_export, name="journal_export"),
    path("historia-komorki/", journal_views.unit_history, name="unit_history"),
    path("historia-komorki/eksport.<slug:form>", journal_views.unit_history_export, name="unit_history_export"),
    path("historia-strony/<int:page_id>/", journal_views.page_history, name="page_history"),
]
