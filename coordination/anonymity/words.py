"""Words that say little by themselves, folded: given names, kinds of organisations, mail providers, titles."""

from __future__ import annotations

_GIVEN_NAMES = """
adam adrian agata agnieszka albert aleksander aleksandra alicja alina amelia andrzej aneta anna antoni antonina
arkadiusz artur barbara bartlomiej bartosz beata bogdan boguslaw boguslawa bogumila bozena cecylia cezary
czeslaw damian daniel danuta dariusz dawid dominik dominika dorota edward edyta elzbieta emilia eugeniusz ewa
ewelina filip franciszek gabriela genowefa grazyna grzegorz halina hanna helena henryk hubert ignacy igor ilona
irena ireneusz iwona izabela jacek jadwiga jakub jan janina janusz jaroslaw jerzy joanna jolanta jozef jozefa
julia justyna kamil kamila karol karolina katarzyna kazimierz kinga klaudia konrad krystian krystyna krzysztof
lech lena leszek lidia lucyna lucja ludwik lukasz maciej magdalena maja malgorzata marcin marek maria marian
marianna mariola mariusz marta martyna mateusz michal mieczyslaw mikolaj milena miroslaw miroslawa monika
natalia nina norbert oliwia oskar patrycja patryk pawel paulina piotr przemyslaw radoslaw rafal renata robert
roman ryszard sabina sebastian slawomir sonia stanislaw stanislawa stefan stefania sylwester sylwia szymon
tadeusz teresa tomasz urszula waclaw waldemar wanda weronika wieslaw wieslawa wiktor wiktoria wioletta witold
wladyslaw wladyslawa wojciech zbigniew zdzislaw zenon zofia zuzanna zygmunt
"""
_TITLES = "dr hab inz mgr prof ks pan pani panstwo siostra"
_GENERIC = """
stowarzyszenie fundacja klub uczniowski sportowy spoldzielnia socjalna towarzystwo zwiazek kolo gospodyn
wiejskich osrodek centrum komitet rada polskie polski polska krakowskie krakowski krakowska malopolskie
malopolski organizacja pozarzadowa pozytku publicznego federacja zrzeszenie grupa nieformalna ochotnicza straz
pozarna parafialny caritas oddzial terenowy okregowy zarzad glowny spolka zoo osiedlowy dzielnicowy miejski
"""
_MAIL_PROVIDERS = """
gmail.com googlemail.com wp.pl o2.pl onet.pl onet.eu op.pl vp.pl poczta.onet.pl interia.pl interia.eu poczta.fm
gazeta.pl tlen.pl go2.pl outlook.com hotmail.com live.com yahoo.com yahoo.pl icloud.com me.com proton.me
protonmail.com
"""

GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())
"""The most frequent ones: alone they name nobody."""
TITLES = frozenset(_TITLES.split())
GENERIC = frozenset(_GENERIC.split())
"""Words of the names of organisations that thousands of them share."""
MAIL_PROVIDERS = frozenset(_MAIL_PROVIDERS.split())
"""Their names lead to nobody; any other domain of an asker is the asker's own."""
