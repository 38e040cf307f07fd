MATCH (topic:Topic)-[:HAS_COMPARISON]->(comparison:Comparison {relation: 'update'})
MATCH (comparison)-[:COMPARES_FIRST]->(a:Claim)
MATCH (comparison)-[:COMPARES_SECOND]->(b:Claim)
OPTIONAL MATCH (comparison)-[:WEIGHS_FIRST]->(one:Quantity)
OPTIONAL MATCH (comparison)-[:WEIGHS_SECOND]->(two:Quantity)
RETURN DISTINCT topic.topicId AS topic, topic.name AS label, a.claimId AS a, a.speaker AS a_speaker,
  one.name AS a_figure, b.claimId AS b, b.speaker AS b_speaker, two.name AS b_figure, comparison.rule AS rule,
  comparison.reason AS reason
