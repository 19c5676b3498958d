"""Staff addresses of the room, below the admin."""

from django.urls import path

from .announcing import register_views as exceptions
from .announcing import views as announcing
from .bip import views as bip
from .planned import views as planned
from .results import views as results

urlpatterns = [
    path("konkursy/planowane/", planned.listed, name="planned"),
    path("konkursy/planowane.<str:form>", planned.export, name="planned_export"),
    path("konkursy/wyjatki/", exceptions.listed, name="exceptions"),
    path("konkursy/wyjatki.<str:form>", exceptions.export, name="exceptions_export"),
    path("konkursy/<int:page_id>/ogloszenie/", announcing.announcement, name="announcement"),
    path("konkursy/<int:page_id>/ogloszenie/potwierdz/<slug:place>/", announcing.confirm, name="confirm_place"),
    path("konkursy/<int:page_id>/ogloszenie/wyjatek/", announcing.except_rule, name="except_rule"),
    path("konkursy/<int:page_id>/ogloszenie/lista/", announcing.checklist, name="checklist"),
    path("konkursy/<int:page_id>/bip/<slug:what>/", bip.preview, name="bip"),
    path("konkursy/<int:page_id>/bip/<slug:what>.docx", bip.download, name="bip_file"),
    path("konkursy/<int:page_id>/wyniki/", results.table, name="results_table"),
    path("konkursy/<int:page_id>/wyniki/przyjmij/", results.confirm, name="results_confirm"),
    path("konkursy/<int:page_id>/wyniki/szablon.<str:form>", results.template, name="results_template"),
]
