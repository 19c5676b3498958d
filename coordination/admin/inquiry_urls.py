"""`/admin/zapytania/`: the addresses of the desk."""

from django.urls import path

from . import answer_templates, inquiries, inquiry_beside, inquiry_shelves

urlpatterns = [
    path("", inquiry_shelves.inquiry_list, name="list"),
    path("szablony/", answer_templates.template_list, name="templates"),
    path("szablony/nowy/", answer_templates.template_new, name="template-new"),
    path("szablony/<int:pk>/", answer_templates.template_edit, name="template"),
    path("<slug:number>/", inquiries.inquiry_detail, name="detail"),
    path("<slug:number>/plik/<int:pk>/", inquiry_beside.inquiry_file, name="file"),
    path("<slug:number>/obecnosc/", inquiry_beside.inquiry_presence, name="presence"),
]
