"""Labels of the page of a home: how it stands with a country, and what stands in no year."""

from graph_service.words.bilingual import labels

# A stem that bears grapes, one that is bare, one that can bear none, and none at all.
STEM_STATES = labels(
    stem=("主茎挂果", "stem with grapes"),
    bare=("空茎", "bare stem"),
    unfillable=("主茎，对方没有可挂果的下级", "stem with nothing below that could bear grapes"),
    none=("在册无主茎", "no stem on record"),
)
IN_NO_YEAR = labels(
    undated=("未注明日期", "undated"),
    vague=("签于若干年间", "signed in an interval of years"),
    planned=("计划中（另计）", "planned, beside the count"),
)
