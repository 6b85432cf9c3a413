"""Labels of what an agreement is: its steps, kind and status, how surely and when, its place in the cluster of a home."""

from graph_service.words.bilingual import NOTHING, Bilingual, labels

SIGNINGS = labels(
    contact=("接触", "contact"),
    intent=("意向", "intent"),
    approval=("报批获准", "approved"),
    unclassified=("签署（未分类）", "signed, unclassified"),
    exchange=("友好交流", "exchange"),
    formal=("友好城市（正式）", "formal"),
    renewal=("续签", "renewal"),
)
STATUS_STEPS = labels(
    planned=("列入计划", "planned"),
    suspended=("中止", "suspended"),
    resumed=("恢复", "resumed"),
    terminated=("终止", "terminated"),
    dormant=("确认休眠", "confirmed as dormant"),
)
STAGES = {**SIGNINGS, **STATUS_STEPS}
KINDS = labels(
    formal=("友好城市（正式）", "formal"),
    unclassified=("未分类", "unclassified"),
    exchange=("友好交流", "exchange"),
    intent=("意向", "intent"),
)
KINDS_OR_NONE = {**KINDS, **labels(none=("尚无类别", "no kind yet"))}
STATUSES = labels(
    planned=("计划中", "planned"),
    active=("有效", "active"),
    dormant=("休眠", "dormant"),
    suspended=("中止", "suspended"),
    terminated=("终止", "terminated"),
)
LISTED = {  # the words of lists of signings, beside the dates that they state
    "sister": KINDS["formal"],
    "friendly-exchange": KINDS["exchange"],
    "intent": KINDS["intent"],
    "terminated": STATUSES["terminated"],
    "suspended": STATUSES["suspended"],
    "suspended?": Bilingual("是否中止存疑", "perhaps suspended"),
    "undated": Bilingual("未注明日期", "undated"),
}
_UNTIL = "until "  # before the year in which a list says that an agreement ended


def listed_as(word: str) -> Bilingual:
    """A word of a list of signings as people read it; a date as it is."""
    if word.startswith(_UNTIL):
        return Bilingual(f"至{word.removeprefix(_UNTIL)}年", word)
    return LISTED.get(word, Bilingual(word, word))


MECHANISMS = labels(
    joint_committee=("联委会", "joint committee"),
    mixed_committee=("混委会", "mixed committee"),
    association_committee=("协委会", "association committee"),
    consultation=("会商", "consultation"),
    none=("确知没有", "known to have none"),
    unknown=("不详", "not known"),
)
STAGE_REMARKS = labels(
    one_sided=("只由一方宣布", "declared by one party alone"),
    outsider=("宣布者不是任何一方", "declared by neither party"),
    unsigned_step=("此前没有签署", "nothing had been signed before"),
    after_the_end=("在终止之后，又没有恢复", "after the end, with no resumption between"),
    nothing_to_resume=("此前没有中断", "nothing had been interrupted before"),
    repeated_step=("与前一步重复", "repeats the step before"),
    falling_kind=("低于此前已签的类别", "lower than what was signed before"),
    plan_already_reached=("计划的已经签了", "what it plans had been signed"),
    approved_late=("批准在签署之后", "approved after the signature"),
)
ROLES = labels(
    stem=("主茎", "stem"),
    trunk=("省直连城市", "trunk"),
    grape=("葡萄", "grape"),
)
BESIDE = Bilingual("另计", "beside the count")


# Where a paper is the same on whatever day it is written.
ON_ANY_DAY = Bilingual(
    "未注明日期的协议在任何一天都计入，可能是以后所签。", "One without a date counts on any day and may have come later."
)


def undated_of_them(count: int, *, past: bool) -> Bilingual:
    """How many of the agreements that count have no date: each is known to exist and counts on any day, so on a day that is
    past some may have come later.

    >>> undated_of_them(3, past=True).en
    '3 without a date, which may have come later'
    """
    later = Bilingual("（可能晚于该日）", ", which may have come later") if count and past else NOTHING
    return Bilingual(f"未注明日期{count:,}对{later.zh}", f"{count:,} without a date{later.en}")


CLASSES = labels(
    A=("在茎", "on-stem"),
    B=("旁枝", "side-shoot"),
    U=("未定", "unplaced"),
    C=("无茎", "stemless"),
    D=("免茎", "exempt"),
)
CLASSES_TOLD = Bilingual(
    "、".join(f"{letter} {CLASSES[letter].zh}" for letter in "ABCDU"),
    ", ".join(f"{letter} {CLASSES[letter].en}" for letter in "ABCDU"),
)
BASES = labels(stated=("原文写明", "stated"), inferred=("推断", "inferred"))
CERTAINTIES = labels(surely=("确定已发生", "surely"), possibly=("可能已发生", "possibly"), no=("尚未发生", "not yet"))
DATINGS = labels(
    in_year=("能归入某一年", "in one year"),
    over_years=("签于若干年间", "in an interval of years"),
    undated=("未注明日期", "undated"),
)
PRECISIONS = labels(
    year=("到年", "to the year"),
    month=("到月", "to the month"),
    day=("到日", "to the day"),
    interval=("区间", "between two dates"),
)
DURATIONS = labels(stages=("据各步日期", "by the dates of its steps"), claim=("据文件所述", "as a document says"))
DORMANCY = labels(
    awake=("活跃", "awake"),
    quiet=("趋静", "quiet"),
    proposed=("拟列为休眠", "proposed as dormant"),
    confirmed=("已确认休眠", "confirmed as dormant"),
    unknown=("不详", "not known"),
)
