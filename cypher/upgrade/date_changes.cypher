// date_changes: moments of the change feed and of the mark that were texts become moments.
// params:
// returns:
// mode: write
MATCH (node:Change|Meta)
WHERE node.at IS NOT NULL
SET node.at = datetime(node.at)
