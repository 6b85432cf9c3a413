// claim_measure: what documents state of one measure.
// params:
// returns:
// mode: write
CREATE INDEX claim_measure IF NOT EXISTS
FOR (claim:Claim) ON (claim.measure)
