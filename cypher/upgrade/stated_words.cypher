// stated_words: what claims state in words, each as [id, words].
// params:
// returns: rows
// mode: read
MATCH (claim:Claim)
WHERE claim.stated IS NOT NULL
RETURN collect([claim.id, claim.stated]) AS rows
