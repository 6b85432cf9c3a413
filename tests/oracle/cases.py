"""The questions that service and oracle are both asked."""

from datetime import date
from itertools import product

from tests.oracle.compare import Case

HOMES = {
    "Q16963": "Jiangsu", "Q43407": "Shandong", "Q15175": "Guangdong", "Q8686": "Shanghai", "Q956": "Beijing",
    "Q19206": "Heilongjiang", "Q16967": "Zhejiang", "Q19770": "Sichuan", "Q11725": "Chongqing", "Q43934": "Liaoning",
    "Q15176": "Guangxi", "Q1198": "North Rhine-Westphalia", "Q980": "Bavaria", "Q1055": "Hamburg", "Q130290": "Hyogo",
    "Q122723": "Osaka", "Q234": "Flanders", "Q21": "England", "Q238": "San Marino", "Q99": "California", "Q649": "Moscow",
    "Q5705": "Catalonia", "Q334": "Singapore",
}  # fmt: skip
DAYS = (date(1990, 12, 31), date(2010, 6, 30), date(2021, 12, 31), date(2026, 11, 28))
KINDS = (("formal",), ("formal", "unclassified"), ("formal", "unclassified", "exchange"))
CASES = tuple(Case(*parts) for parts in product(HOMES, DAYS, KINDS))
