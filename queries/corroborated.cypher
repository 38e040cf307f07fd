MATCH (topic:Topic)-[:HAS_VALUE]->(value:Value {state: 'corroborated'})
RETURN DISTINCT topic.topicId AS topic, topic.name AS label, value.polarity AS polarity, value.low AS low,
  value.high AS high, value.best AS best, value.independentOrigins AS independent, value.alliedOrigins AS allied,
  value.unknownOrigins AS unknown
