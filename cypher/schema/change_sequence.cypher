// change_sequence: changes are numbered once; the change feed is read in the order of these numbers.
// params:
// returns:
// mode: write
CREATE CONSTRAINT change_sequence IF NOT EXISTS
FOR (change:Change) REQUIRE change.sequence IS UNIQUE
