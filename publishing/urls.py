"""Staff addresses of publishing, below the admin."""

from django.urls import path

from . import discretion_views, stale_views, views

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
]
