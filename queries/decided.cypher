MATCH (decision:Decision)
UNWIND decision.subjects AS subject
RETURN DISTINCT decision.decidedAt AS at, decision.decidedBy AS who, decision.verb AS verb, subject AS subject,
  decision.why AS why, decision.decisionId AS decision
