"""How the documents that records rest on are told."""

from graph_service.words.bilingual import Bilingual

# What seeds write behind a source that nobody can open, for readers of both languages.
_NO_ADDRESS = "（无网址 no address）"
_TOLD = Bilingual("（无网址，请按名称查找）", " (no address; look for it by its name)")


def source_told(document: str) -> Bilingual:
    """A document with what its reader should know of it, for either reader.

    >>> source_told("工作动态（无网址 no address）").en, source_told("https://a.example/").zh
    ('工作动态 (no address; look for it by its name)', 'https://a.example/')
    """
    return Bilingual(document.replace(_NO_ADDRESS, _TOLD.zh), document.replace(_NO_ADDRESS, _TOLD.en))


def source_named(document: str) -> str:
    """A document by its name alone, for a line that has no room for more.

    >>> source_named("工作动态（无网址 no address）")
    '工作动态'
    """
    return document.replace(_NO_ADDRESS, "")
