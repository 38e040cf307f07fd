MATCH (topic:Topic)-[:HAS_VALUE]->(value:Value {state: 'single-origin'})-[:GIVEN_BY]->(claim:Claim)
OPTIONAL MATCH (claim)-[:COMES_FROM]->(origin:Origin)
RETURN DISTINCT topic.topicId AS topic, topic.name AS label, value.polarity AS polarity, value.low AS low,
  value.high AS high, value.best AS best, claim.claimId AS claim, claim.speaker AS speaker, origin.name AS origin
