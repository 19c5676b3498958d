# ruff: noqa: E501  (the clipboard of Word and Outlook, as it came)
"""What editors paste from Word and Outlook comes out clean, and no word of it is lost (issue 1)."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=PL style='tab-interval:35.4pt'><!--StartFragment-->
<h2 style='mso-outline-level:2'><span style='font-size:16.0pt;font-family:"Calibri Light",sans-serif;color:#2F5496'>Nagłówek
wklejony z Worda<o:p></o:p></span></h2>
<p class=MsoNormal style='margin-bottom:8.0pt;line-height:107%'><b style='mso-bidi-font-weight:normal'><span
style='font-size:12.0pt;mso-fareast-language:EN-US'>Ważne:</span></b><span style='color:red'> zażółć
<i>gęślą</i> jaźń<span style='mso-spacerun:yes'>&nbsp; </span>i <u>podkreślone</u> słowa.</span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>pierwszy
punkt<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>drugi punkt<o:p></o:p></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'>
<td width=301 valign=top style='width:225.9pt;border:solid windowtext 1.0pt'><p class=MsoNormal>Komórka tabeli<o:p></o:p></p></td>
<td><p class=MsoNormal>480&nbsp;000 zł<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><a href="https://www.krakow.pl/" style='mso-style-priority:99'>odnośnik</a> na końcu<o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""
OUTLOOK = """<div class="elementToProof" style="font-family: Aptos, Calibri, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);">
<font face="Arial" size="2" color="#1F497D">Szanowni Państwo,</font></div>
<div style="direction: ltr"><span style="background-color: rgb(255,255,0)"><font color="red"><span lang="PL">termin to
<b>30 listopada</b>, </span></font></span><span class="x_MsoHyperlink">godzina 15.</span></div>
<ul style="margin-top:0cm" type="disc"><li class="x_MsoNormal" style="mso-list:l1 level1 lfo2"><font size="3">punkt z
poczty</font></li></ul><img src="cid:image001.png@01DA" onerror="alert(2)">
<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p style="mso-margin-top-alt:auto">Z poważaniem<br>Ewelina</p>"""
WORDS = {
    "Word": (
        WORD,
        ["Nagłówek wklejony z Worda", "Ważne:", "zażółć", "gęślą", "jaźń", "podkreślone", "słowa.", "pierwszy punkt",
         "drugi punkt", "Komórka tabeli", "480 000 zł", "odnośnik", "na końcu"],
    ),
    "Outlook": (
        OUTLOOK,
        ["Szanowni Państwo,", "termin to", "30 listopada", "godzina 15.", "punkt z poczty", "Z poważaniem", "Ewelina"],
    ),
}  # fmt: skip
ALLOWED = {"p", "b", "i", "ul", "ol", "li", "a", "br"}
PASTE = """(editor, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", new DOMParser().parseFromString(html, "text/html").body.innerText);
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
STORED = """
import json
from pages.models import AidPage
print(json.dumps(AidPage.objects.get(title="{title}").get_latest_revision_as_object().what))
"""


def paste(page: Page, label: str, html: str) -> None:
    editor = page.locator("[data-contentpath=what] .public-DraftEditor-content")
    editor.click()
    editor.evaluate(PASTE, html)
    expect(editor).to_contain_text(label)
    expect(page.locator("[name=what]")).to_have_value(re.compile(label))  # Draftail writes it a moment later


@pytest.mark.parametrize("source", WORDS)
def test_pasted_text_is_clean_and_whole(portal: Portal, person: Person, source: str) -> None:
    html, words = WORDS[source]
    title = f"Wklejone: {source}"
    page = person("koordynator.kd")
    page.goto(f"/admin/pages/add/pages/aidpage/{shelf(portal)}/")
    page.wait_for_load_state("networkidle")
    page.locator("[name=title]").fill(title)
    page.locator("[name=for_whom]").fill("Dla organizacji.")
    paste(page, words[0][:10], html)
    page.locator("footer [type=submit]:visible").first.click()
    page.wait_for_url(lambda url: "/add/" not in url)

    stored = json.loads(portal.manage("shell", "-v", "0", "-c", STORED.format(title=title)).strip().splitlines()[-1])
    soup = BeautifulSoup(stored, "html.parser")
    assert {tag.name for tag in soup.find_all()} <= ALLOWED, stored
    attributes = {name for tag in soup.find_all() for name in tag.attrs}
    assert attributes <= {"href", "data-block-key"}, stored
    assert not re.search(r"mso|Mso|<o:|style|class|font|script|alert", stored), stored
    text = re.sub(r"\s+", " ", soup.get_text(" ").replace("\xa0", " "))
    assert [word for word in words if word not in text] == [], text


def shelf(portal: Portal) -> str:
    code = "from pages.models import AidIndexPage; print(AidIndexPage.objects.get().pk)"
    return portal.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1]
