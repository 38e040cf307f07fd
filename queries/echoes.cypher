MATCH (topic:Topic)-[:HAS_BACKING]->(backing:Backing)-[:HAS_MERGE]->(fold:Merge)
MATCH (backing)-[:LEANS_ON]->(origin:Origin)
MATCH (fold)-[:FOLDS_FIRST]->(a:Claim)
MATCH (fold)-[:FOLDS_SECOND]->(b:Claim)
RETURN DISTINCT topic.topicId AS topic, origin.name AS origin, a.claimId AS a, b.claimId AS b, fold.rule AS rule,
  fold.reason AS reason
