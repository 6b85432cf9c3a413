"""Sections of a page that are written by a program, each between two marks of its name; people write around them."""


def put(page: str, name: str, section: str) -> str:
    """The page with the section between the marks of this name; at the end where it has none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2].lstrip()
    between = "\n" if after else ""
    return f"{before.rstrip()}\n\n{begin}\n\n{section}\n{end}\n{between}{after}".lstrip()
