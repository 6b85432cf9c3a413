// unlink_partners: take away what was derived from agreements, wherever it leads.
// params: ids
// returns:
// mode: write
UNWIND $ids AS id
MATCH ()-[tie:PARTNER {agreement: id}]->()
DELETE tie
