// plan_anew: sample the indexes again and forget the plans made before, as after a load that multiplied what is stored.
// params:
// returns:
// mode: read
CALL db.prepareForReplanning(30)
