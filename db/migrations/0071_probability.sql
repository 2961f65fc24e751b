-- How sure it is that a ticket tells of the trouble of an incident is called a probability, as everywhere.
UPDATE "incident_ticket" SET "reason" = ("reason" - 'likeness') || jsonb_build_object('probability', "reason"->'likeness')
WHERE "reason" ? 'likeness';
