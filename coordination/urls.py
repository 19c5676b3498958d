"""Public addresses of the room. Included by the portal under «coordination»."""

from django.urls import path

from .views import directory, inquiries, invitations

app_name = "coordination"
urlpatterns = [
    path("koordynatorzy/", directory.directory, name="directory"),
    path("koordynatorzy/<int:pk>/wizytowka.vcf", directory.contact_card, name="vcard"),
    path("konto/nowe-zaproszenie/", invitations.ask_again, name="invitation-again"),
    path("konto/zaproszenie/<slug:key>/", invitations.invitation, name="invitation"),
    path("zapytania/", inquiries.ask, name="ask"),
    path("zapytania/link/", inquiries.resend_link, name="resend-link"),
    path("zapytania/<slug:number>/", inquiries.inquiry, name="inquiry"),
    path("zapytania/<slug:number>/plik/<int:pk>/", inquiries.inquiry_file, name="inquiry-file"),
]
