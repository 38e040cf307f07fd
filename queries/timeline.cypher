MATCH (:Claim {claimId: $claim})-[:BELONGS_TO]->(topic:Topic)-[:HAS_VALUE]->(value:Value)-[:GIVEN_BY]->(claim:Claim)
MATCH (claim)-[:APPEARS_IN]->(article:Article)
RETURN article.published AS published, article.sourceId AS article, claim.claimId AS claim, claim.speaker AS speaker,
  topic.name AS label, value.polarity AS polarity, value.low AS low, value.high AS high, value.best AS best
UNION
MATCH (:Claim {claimId: $claim})-[:BELONGS_TO]->(:Topic)-[:CONCERNS_EVENT]->(event:Event)
MATCH (event)<-[:CONCERNS_EVENT]-(topic:Topic)-[:HAS_VALUE]->(value:Value)-[:GIVEN_BY]->(claim:Claim)
MATCH (claim)-[:APPEARS_IN]->(article:Article)
RETURN article.published AS published, article.sourceId AS article, claim.claimId AS claim, claim.speaker AS speaker,
  topic.name AS label, value.polarity AS polarity, value.low AS low, value.high AS high, value.best AS best
