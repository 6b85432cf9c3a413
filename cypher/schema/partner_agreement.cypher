// partner_agreement: finds what was derived from an agreement, even where its parties are no more.
// params:
// returns:
// mode: write
CREATE INDEX partner_agreement IF NOT EXISTS
FOR ()-[tie:PARTNER]-() ON (tie.agreement)
