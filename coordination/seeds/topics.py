"""Topics: the words in which NGOs look for help, with synonyms and irregular inflections.

Regular endings are left to `coordination.text.stems`; here stand other words for the same thing, and forms
whose stem changes (dzieci, dziecko; zwierzęta, zwierząt). One line of synonyms, parted by commas.
"""

from __future__ import annotations

from typing import NamedTuple


class TopicSeed(NamedTuple):
    slug: str
    name: str
    words: str = ""

    @property
    def synonyms(self) -> str:
        """One word or phrase a line, as the register keeps them."""
        return "\n".join(word.strip() for word in self.words.split(",") if word.strip())


T = TopicSeed

TOPICS = (
    # money, premises, tools
    T("dotacje", "Dotacje", "dotacja, dofinansowanie, finansowanie, pieniądze, środki, fundusze, wsparcie finansowe"),
    T("konkursy", "Otwarte konkursy ofert", "konkurs, nabór, oferta, oferty, zadanie publiczne, otwarty konkurs ofert"),
    T("male-granty", "Małe granty", "mały grant, małego grantu, granty, grant, 19a, art. 19a, tryb pozakonkursowy"),
    T(
        "lokale",
        "Lokale i sale",
        "lokal, siedziba, sala, sali, sale, pomieszczenie, pomieszczenia, najem, wynajem, użyczenie, biuro",
    ),
    T("rozliczenia", "Umowy i rozliczenia", "umowa, umów, rozliczenie, sprawozdanie, sprawozdania, faktury, aneks"),
    T("generator", "Generator ofert", "generator, system konkursowy, logowanie, konto, elektroniczna oferta"),
    T(
        "promocja",
        "Promocja i patronat",
        "patronat, patronaty, prezydent, honorowy, plakaty, ogłoszenie, rozgłos, media",
    ),
    T(
        "szkolenia",
        "Szkolenia i doradztwo dla organizacji",
        "szkolenie, doradztwo, porady, warsztaty, kursy, konsultant",
    ),
    T("zakladanie", "Zakładanie organizacji", "rejestracja, założyć, stowarzyszenie, fundacja, statut, ewidencja, KRS"),
    T("wspolpraca", "Program współpracy i konsultacje", "program współpracy, konsultacje, rada pożytku, KRDPP, dialog"),
    T("inicjatywa-lokalna", "Inicjatywa lokalna", "inicjatywy lokalne, sąsiedzi, mieszkańcy, czyn społeczny"),
    T("ekonomia-spoleczna", "Ekonomia społeczna", "spółdzielnia socjalna, przedsiębiorstwo społeczne, podmiot, PES"),
    T("wolontariat", "Wolontariat", "wolontariusz, wolontariusze, wolontariuszka, ochotnik, ochotnicy, pomagać"),
    # people
    T("seniorzy", "Seniorzy", "senior, seniorka, starsi, osoby starsze, emeryci, emeryt, 60+, starość, klub seniora"),
    T("dzieci", "Dzieci", "dziecko, dziecka, dzieciom, maluchy, przedszkolaki, wypoczynek, kolonie, półkolonie, ferie"),
    T("mlodziez", "Młodzież", "młodzi, młodych, nastolatki, nastolatek, uczniowie, studenci, klub młodzieżowy"),
    T("rodzina", "Rodzina", "rodziny, rodzice, rodzicielstwo, macierzyństwo, ojcowie, matki, wsparcie rodzin"),
    T(
        "piecza-zastepcza",
        "Piecza zastępcza",
        "rodziny zastępcze, adopcja, wychowankowie, usamodzielnienie, dom dziecka",
    ),
    T("zlobki", "Opieka nad małymi dziećmi", "żłobek, żłobki, żłobków, niania, kluby dziecięce, opieka do lat 3"),
    T(
        "niepelnosprawnosc",
        "Osoby z niepełnosprawnościami",
        "niepełnosprawni, niepełnosprawny, wózek, głusi, niewidomi, autyzm, asystent, rehabilitacja, PFRON",
    ),
    T("dostepnosc", "Dostępność", "dostępny, bez barier, bariery, PJM, tłumacz języka migowego, ETR, łatwy tekst"),
    T("kobiety", "Kobiety i równe prawa", "kobieta, równość, równouprawnienie, dyskryminacja, antydyskryminacja, LGBT"),
    T(
        "cudzoziemcy",
        "Cudzoziemcy i migranci",
        "cudzoziemiec, migrant, uchodźcy, uchodźca, Ukraina, integracja, obcokrajowcy",
    ),
    T("mniejszosci", "Mniejszości narodowe i etniczne", "mniejszość, Romowie, Żydzi, Łemkowie, wielokulturowość"),
    T(
        "kombatanci",
        "Kombatanci i weterani",
        "kombatant, weteran, represjonowani, Sybiracy, tradycja niepodległościowa",
    ),
    # social help and health
    T("pomoc-spoleczna", "Pomoc społeczna", "zasiłek, pomoc, MOPS, ośrodek pomocy, trudna sytuacja, usługi opiekuńcze"),
    T("bezdomnosc", "Bezdomność", "bezdomni, bezdomny, schronisko, noclegownia, ogrzewalnia, kryzys bezdomności"),
    T(
        "ubostwo",
        "Ubóstwo i żywność",
        "żywność, jadłodajnia, posiłki, głód, bieda, paczki, bank żywności, charytatywne",
    ),
    T("domy-pomocy", "Domy pomocy społecznej", "DPS, dom opieki, opieka całodobowa, podopieczni"),
    T("przemoc", "Przeciwdziałanie przemocy", "przemoc domowa, ofiary, interwencja kryzysowa, kryzys, sprawcy"),
    T(
        "uzaleznienia",
        "Uzależnienia",
        "alkohol, narkotyki, trzeźwość, profilaktyka, terapia, hazard, świetlica, uzależniony",
    ),
    T("zdrowie", "Zdrowie", "profilaktyka zdrowotna, choroby, pacjenci, szpital, onkologia, hospicjum, szczepienia"),
    T("zdrowie-psychiczne", "Zdrowie psychiczne", "psychika, psycholog, depresja, kryzys psychiczny, psychiatria"),
    T(
        "pomoc-prawna",
        "Pomoc prawna i poradnictwo",
        "prawnik, porada prawna, poradnictwo obywatelskie, mediacje, prawo",
    ),
    T(
        "praca",
        "Praca i aktywizacja zawodowa",
        "pracy, zatrudnienie, bezrobotni, bezrobocie, staż, urząd pracy, rynek pracy",
    ),
    T("mieszkania", "Mieszkania", "mieszkanie, mieszkaniowy, najem społeczny, mieszkanie treningowe, lokatorzy"),
    # education and culture
    T("edukacja", "Edukacja", "szkoła, szkoły, oświata, nauczyciele, nauka, lekcje, zajęcia pozalekcyjne, przedszkole"),
    T("kultura", "Kultura i sztuka", "teatr, muzyka, koncert, wystawa, festiwal, film, artyści, dom kultury, taniec"),
    T("ksiazka", "Książka i czytelnictwo", "biblioteka, biblioteki, czytanie, literatura, poezja, czytelnik"),
    T("muzea", "Muzea i historia", "muzeum, historia, pamięć, upamiętnienie, rocznice, tradycja"),
    T("zabytki", "Zabytki", "zabytek, konserwator, renowacja, kapliczka, dziedzictwo, ochrona zabytków, pomnik"),
    # sport and leisure
    T("sport", "Sport", "sportowy, klub sportowy, trening, zawody, piłka, kultura fizyczna, ruch, UKS, turniej"),
    T(
        "obiekty-sportowe",
        "Boiska i obiekty sportowe",
        "boisko, boiska, hala, hali, basen, stadion, lodowisko, siłownia",
    ),
    T("turystyka", "Turystyka", "turysta, turyści, krajoznawstwo, szlak, przewodnik, wycieczka, zwiedzanie, wędrówki"),
    # environment
    T(
        "zielen",
        "Parki i zieleń",
        "park, parki, zieleń, zielony, drzewa, drzewo, ogród, ogrody, ogród społeczny, łąka, las",
    ),
    T("ekologia", "Ekologia", "środowisko, przyroda, natura, edukacja ekologiczna, odpady, recykling, zero waste, eko"),
    T(
        "klimat",
        "Klimat i powietrze",
        "powietrze, smog, energia, fotowoltaika, ocieplenie, retencja, adaptacja do zmian klimatu",
    ),
    T("wisla", "Wisła i rzeki", "Wiśle, rzeka, rzeki, bulwary, bulwar, woda, wody, wodą, kajaki, powódź, potok, stawy"),
    T(
        "zwierzeta",
        "Zwierzęta",
        "zwierzę, zwierząt, pies, psy, kot, koty, kotów, schronisko dla zwierząt, ptaki, pszczoły",
    ),
    # city
    T(
        "drogi",
        "Drogi i chodniki",
        "droga, dróg, ulica, chodnik, jezdnia, remont ulicy, zajęcie pasa drogowego, parking",
    ),
    T("rowery", "Rowery i piesi", "rower, rowerzyści, ścieżka rowerowa, droga rowerowa, pieszy, spacer"),
    T("transport", "Transport publiczny", "autobus, tramwaj, komunikacja miejska, bilet, przystanek, przewóz, MPK"),
    T("bezpieczenstwo", "Bezpieczeństwo", "straż miejska, porządek, pierwsza pomoc, patrol, wykroczenia, monitoring"),
    T(
        "ratownictwo",
        "Ratownictwo i ochrona ludności",
        "straż pożarna, OSP, WOPR, GOPR, kryzys, obrona cywilna, klęska",
    ),
    T("rewitalizacja", "Rewitalizacja", "odnowa, podwórko, podwórka, Zabłocie, Kazimierz, obszar rewitalizacji"),
    T("dzielnice", "Dzielnice", "dzielnica, rada dzielnicy, radni, sąsiedztwo, osiedle, osiedla, społeczność lokalna"),
    T(
        "budzet-obywatelski",
        "Budżet obywatelski i partycypacja",
        "głosowanie, projekty mieszkańców, partycypacja, udział",
    ),
    T("planowanie", "Planowanie przestrzenne", "plan miejscowy, zabudowa, urbanistyka, architektura, plan ogólny"),
    T("przedsiebiorczosc", "Przedsiębiorczość i innowacje", "przedsiębiorca, firma, startup, innowacja, biznes, CSR"),
    T(
        "wydarzenia",
        "Imprezy i wydarzenia w mieście",
        "impreza, imprezy masowe, piknik, bieg, zgromadzenie, plac, Rynek, festyn",
    ),
    T("cyfryzacja", "Cyfryzacja", "internet, komputer, cyfrowe, informatyka, otwarte dane, dane, aplikacja"),
    T("groby", "Cmentarze i miejsca pamięci", "cmentarz, grób, groby, nagrobek, kwesta, pochówek"),
)
