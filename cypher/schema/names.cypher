// names: full text of every name, in any language: CALL db.index.fulltext.queryNodes('names', 'Nanjing').
// params:
// returns:
// mode: write
CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (record:Place|Organisation|Frame|Agreement|Membership|Activity|Plan|Target|Project|Claim)
ON EACH [record.name, record.name_zh, record.name_local, record.aliases, record.alternates]
