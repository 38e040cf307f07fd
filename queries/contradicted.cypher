MATCH (topic:Topic)-[:HAS_COMPARISON]->(comparison:Comparison {relation: 'conflict'})
MATCH (comparison)-[:COMPARES_FIRST]->(a:Claim)
MATCH (comparison)-[:COMPARES_SECOND]->(b:Claim)
RETURN DISTINCT topic.topicId AS topic, topic.name AS label, a.claimId AS a, b.claimId AS b,
  comparison.independence AS origin, comparison.strength AS strength, comparison.reason AS reason
