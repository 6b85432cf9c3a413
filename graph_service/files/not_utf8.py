"""What a file is that is not UTF-8, and what to do with it."""

import re

# Characters that hardly any Chinese table lacks: bytes of another code that can be read as GBK make rare ones.
_COMMON = re.compile("[省市县区州国友好城来源中]")


def unread(data: bytes) -> tuple[str, str]:
    """What is wrong with a file of these bytes, and what to do.

    >>> unread("江苏省".encode("gbk"))[0]
    'not UTF-8 but GBK, as Excel saves “CSV” in Chinese'
    """
    if data.startswith(b"PK"):
        told = "save each sheet as “CSV UTF-8”, each file named after what it holds, such as places.csv"
        return "a workbook or an archive, not CSV", told
    form = " but GBK, as Excel saves “CSV” in Chinese" if _is_gbk(data) else ""
    return f"not UTF-8{form}", "save the file as “CSV UTF-8” and load it again"


def _is_gbk(data: bytes) -> bool:
    try:
        return _COMMON.search(data.decode("gbk")) is not None
    except UnicodeDecodeError:
        return False
