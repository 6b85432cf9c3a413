// record_id: ids are unique over all record types; every other statement finds records by them.
// params:
// returns:
// mode: write
CREATE CONSTRAINT record_id IF NOT EXISTS
FOR (record:Record) REQUIRE record.id IS UNIQUE
