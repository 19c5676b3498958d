"""Staff addresses of publishing, below the admin."""

from django.urls import path

from . import discretion_views, journal_views, matrix_views, stale_views, transfer_views
from .views import beginnings, deeds, handoff, kept, lists

app_name = "publishing"
urlpatterns = [
    path("zachowane/<int:page_id>/przejrzane/", kept.kept_seen, name="kept_seen"),
    path("przekazania/", lists.unit_list, name="unit_list"),
    path("przekazania/kolejka/", lists.queue, name="queue"),
    path("przekazania/rezerwacja/", beginnings.reserve, name="reserve"),
    path("przekazania/strona/<int:page_id>/", beginnings.hand_over, name="hand_over"),
    path("przekazania/<int:handoff_id>/", handoff.handoff, name="handoff"),
    path("przekazania/<int:handoff_id>/material/", handoff.material, name="material"),
    path("przekazania/<int:handoff_id>/szkic/", deeds.start_material, name="start_material"),
    path("przekazania/<int:handoff_id>/dostarcz/", deeds.deliver, name="deliver"),
    path("przekazania/<int:handoff_id>/termin/", deeds.propose, name="propose"),
    path("przekazania/<int:handoff_id>/przyjmij/", deeds.accept, name="accept"),
    path("przekazania/<int:handoff_id>/zatwierdz/", deeds.approve, name="approve"),
    path("przekazania/<int:handoff_id>/zwrot/", deeds.send_back, name="send_back"),
    path("przekazania/<int:handoff_id>/odwolaj/", deeds.unschedule, name="unschedule"),
    path("przekazania/<int:handoff_id>/wycofaj/", deeds.withdraw, name="withdraw"),
    path("opieka/", transfer_views.transfer_list, name="transfers"),
    path("opieka/przekaz/", transfer_views.entrust, name="entrust"),
    path("opieka/przekaz/<int:page_id>/", transfer_views.entrust_one, name="entrust_one"),
    path("opieka/<int:pk>/przyjmij/", transfer_views.take, name="transfer_take"),
    path("opieka/<int:pk>/odmow/", transfer_views.decline, name="transfer_decline"),
    path("opieka/<int:pk>/cofnij/", transfer_views.take_back, name="transfer_take_back"),
    path("szkice/ograniczone/", discretion_views.confinements, name="confinements"),
    path("szkice/<int:page_id>/ograniczenie/", discretion_views.confinement, name="confinement"),
    path("szkice/<int:page_id>/ograniczenie/osoby/", discretion_views.name_people, name="name_people"),
    path("szkice/<int:page_id>/ograniczenie/znies/", discretion_views.lift, name="lift"),
    path("szkice/<int:page_id>/podglady/", discretion_views.preview_links, name="preview_links"),
    path("szkice/podglady/<int:pk>/uniewaznij/", discretion_views.revoke_preview, name="revoke_preview"),
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
