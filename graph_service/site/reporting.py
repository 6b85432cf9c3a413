"""Where a reader tells of a fault in a record."""

from urllib.parse import quote


def report_address(report_to: str | None, subject: str, name: str, record_id: str) -> str | None:
    """The address that a page leads to: of a mailbox a letter that names the record in its subject, of a form the form itself;
    None where the service names nobody.

    >>> report_address("mailto:office@example.org", "Fault", "A — B", "a~b")
    'mailto:office@example.org?subject=Fault%3A%20A%20%E2%80%94%20B%20%28a~b%29'
    """
    if report_to is None or not report_to.startswith("mailto:"):
        return report_to
    return f"{report_to}?subject={quote(f'{subject}: {name} ({record_id})')}"
