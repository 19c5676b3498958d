"""Places of the act that the rules cite (ustawa o działalności pożytku publicznego i o wolontariacie)."""

from coordination.law import Article

WINDOW = Article("13", "1")
TASK = Article("13", "2", "1")
AMOUNT = Article("13", "2", "2")
AWARDING = Article("13", "2", "3")
REALISATION = Article("13", "2", "4")
DEADLINE = Article("13", "2", "5")
CONTRACT = Article("16")
CHOICE = Article("13", "2", "6")
SAME_KIND = Article("13", "2", "7")
PLACES = Article("13", "3")
ORGAN = Article("11", "2")
