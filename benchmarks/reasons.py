"""Why a target is missed, by the name of its axis; docs/performance.md says it beside the figure."""

from collections.abc import Mapping

_CACHE = (
    "nothing in it is worse than n log n: ten times the data no longer fit the processor's caches, where one size still does."
)
_ONE_INTERPRETER = (
    "a third of the answers are computed, one after the other by one thread, in 2 to 11 ms each; a second process would "
    "compute half as much again, for a second copy of the snapshot."
)
REASONS: Mapping[str, str] = {
    "city network, computed": (
        "half of the time goes into FastAPI around the answer (routers, dependencies), a third into the answer itself "
        "(neighbourhood, document, JSON), the rest into what hello pays too; each address is computed once per snapshot and "
        "ready from then on."
    ),
    "write acknowledged to visible in reads": (
        "a publisher reads the whole store anew and computes its indexes before anybody sees them; publishing only what the "
        "change feed tells would need about 40 ms."
    ),
    "gaps of Jiangsu, computed": "eleven kinds of gap find 860 rows, and each is given its reason in two languages.",
    "page of 1,000 places, made": (
        "half goes into the picture that stands without a script, with 2,700 lines and every name where it has room, a sixth "
        "into what the script reads, a seventh into the tables; the yardstick draws nothing, and leaves that to its script."
    ),
    "longest hold of the loop by a page": (
        "pages are made on a thread beside the loop, and share its interpreter; measured on two cores that others used "
        "too, where one page scatters from 4 to 60 ms; not taken apart further."
    ),
    "the same as resident memory, most ever while publishing a change": (
        "the index of the search is made of 270,000 spellings, and while it is made they take several times what it takes then; "
        "the whole store is read beside what is served."
    ),
    "Neo4j: load of the world layer": "beside the rows, what is written is checked, sealed and told in the change feed.",
    "Neo4j: load of all seeds": "as of the world layer; and every id that a record names is proved to be there.",
    "Neo4j: full read of all seeds": (
        "what the server gathers is made records, proved and hashed; the first read after a load has it plan its queries anew."
    ),
    "Neo4j: load of the seeds where they are": (
        "the rows of the files and of the server are both made records, which takes the processor nearly all of it."
    ),
    "Neo4j: memory of the server, all seeds": "its heap may take 2 GiB, and what loads one after the other leave stays in it.",
    "mixed load, 64 connections": _ONE_INTERPRETER,
    "mixed load beside hello": _ONE_INTERPRETER,
    "mixed load: p99": _ONE_INTERPRETER,
    "growth ×10: store to snapshot": _CACHE,
    "growth ×10: linear measures of the whole network": _CACHE,
    "growth ×10: page of the whole world": _CACHE,
}
