ALTER TABLE "incident" ADD COLUMN "source_name" text NOT NULL;
--> statement-breakpoint
-- Alert tickets of earlier versions: each alert becomes a row, and its newest ticket the ticket of an incident.
create temporary table migrated_alert on commit drop as
select distinct on (t.source, coalesce(firing.data->>'fingerprint', t.external_id))
  t.id as ticket_id, t.source, t.subject, t.service, t.status as ticket_status,
  left(coalesce(firing.data->>'fingerprint', t.external_id), 200) as fingerprint,
  coalesce(firing.data->'labels', '{}'::jsonb) as labels,
  coalesce(firing.data->'annotations', '{}'::jsonb) as annotations,
  coalesce(firing.data->>'startsAt', '') as told_start,
  firing.actor_name, firing.at as starts_at, ended.at as ends_at, first.at as first_at, t.last_event_at,
  (select count(*) from ticket_event e where e.ticket_id = t.id and e.kind = 'alert_firing' and not e.data ? 'edits')::int as occurrences
from ticket t
cross join lateral (
  select * from ticket_event e where e.ticket_id = t.id and e.kind = 'alert_firing' order by e.at desc, e.id desc limit 1
) firing
cross join lateral (
  select e.at from ticket_event e where e.ticket_id = t.id and e.kind = 'alert_firing' order by e.at, e.id limit 1
) first
left join lateral (
  select e.at from ticket_event e
  where e.ticket_id = t.id and e.kind = 'alert_resolved' and e.at >= firing.at order by e.at limit 1
) ended on true
where t.kind = 'alert' and coalesce(firing.data->>'fingerprint', t.external_id) is not null
order by t.source, coalesce(firing.data->>'fingerprint', t.external_id), t.id desc;
--> statement-breakpoint
insert into alert (source, fingerprint, name, state, severity, starts_at, ends_at, first_seen_at, last_seen_at, occurrences, labels, annotations)
select source, fingerprint, left(coalesce(labels->>'alertname', subject), 300),
  case when ends_at is null and ticket_status not in ('solved', 'closed') then 'firing' else 'resolved' end,
  case when lower(labels->>'severity') in ('critical', 'page', 'emergency', 'disaster') then 'critical'
    when lower(labels->>'severity') in ('warning', 'warn', 'error', 'high', 'major') then 'warning'
    when lower(labels->>'severity') in ('info', 'none', 'low', 'notice') then 'info' end,
  starts_at, case when ends_at is null and ticket_status in ('solved', 'closed') then last_event_at else ends_at end,
  first_at, last_event_at, occurrences, labels, annotations
from migrated_alert;
--> statement-breakpoint
insert into alert_episode (alert_id, starts_at, ends_at)
select alert.id, alert.starts_at, alert.ends_at from alert;
--> statement-breakpoint
insert into incident (title, status, severity, service, source, source_name, ticket_id, starts_at, opened_at, last_join_at, resolved_at, members, firing)
select m.subject, case a.state when 'firing' then 'open' else 'resolved' end, a.severity, m.service, m.source,
  m.actor_name, m.ticket_id, m.first_at, m.first_at, m.starts_at, a.ends_at, 1, case a.state when 'firing' then 1 else 0 end
from migrated_alert m join alert a on a.source = m.source and a.fingerprint = m.fingerprint;
--> statement-breakpoint
insert into incident_alert (incident_id, alert_id, reason, joined_at, told_start)
select i.id, a.id, '{"rule":"migrated"}', m.first_at, m.told_start
from migrated_alert m
join alert a on a.source = m.source and a.fingerprint = m.fingerprint
join incident i on i.ticket_id = m.ticket_id;
