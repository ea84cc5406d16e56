-- discovery: policies as rules, what screening found, leads. A lead is a hint to a human; nothing here decides about anybody (D8).

-- A policy is its code; what it says stands in versions. A published version never changes: a lead keeps the one it rests on.
create table discovery_policy (
  district text not null,
  id uuid not null,
  code text not null check (code ~ '^[0-9A-Z][0-9A-Z-]{1,32}$'),
  primary key (district, id),
  unique (district, code)
);

create table discovery_version (
  district text not null,
  id uuid not null,
  policy uuid not null,
  version integer not null check (version between 1 and 9999),
  state text not null check (state in ('draft','submitted','published','withdrawn')),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  name text not null check (length(name) between 1 and 80),
  areas text[] not null,
  body jsonb not null,
  reads text[] not null,
  impact jsonb,
  sent_back text check (length(sent_back) between 1 and 500),
  written_by uuid not null,
  writers uuid[] not null,
  written_at timestamptz(3) not null,
  published_by uuid,
  published_at timestamptz(3),
  primary key (district, id),
  unique (district, policy, version),
  foreign key (district, policy) references discovery_policy (district, id),
  check ((state = 'published') = (published_at is not null)),
  check ((published_by is null) = (published_at is null)),
  -- Four eyes, also when the application is bypassed. All are persons, not posts: one person may hold two posts.
  constraint discovery_version_second_person check (published_by <> all (writers)),
  check (written_by = any (writers))
);
comment on column discovery_version.areas is 'Where it applies: path codes; a resident qualifies who lives under one of them.';
comment on column discovery_version.body is 'modules/discovery/contract/policy.ts policyBody, whole: benefit, rule, sub-rules, examples, legal basis.';
comment on column discovery_version.reads is 'Names of the facts that the rule looks at.';
comment on column discovery_version.impact is 'How many more and fewer qualify than under what is in force today, when it was last tried.';
comment on column discovery_version.writers is 'Everybody who ever wrote on it: none of them may publish it.';
create index discovery_version_policy on discovery_version (district, policy, version desc);
create unique index discovery_version_one_open on discovery_version (district, policy) where state in ('draft','submitted');

-- What screening found on its last day: rows only for yes and unknown. Dropped and made again at any time.
create table discovery_verdict (
  district text not null,
  resident uuid not null,
  policy uuid not null,
  version uuid not null,
  area text collate "C" not null,
  verdict text not null check (verdict in ('yes','unknown')),
  missing text[] not null,
  since date not null,
  primary key (district, resident, policy),
  foreign key (district, version) references discovery_version (district, id),
  check (verdict = 'unknown' or missing = '{}')
);
comment on column discovery_verdict.missing is 'Facts that could still change it, another member''s as 户.<fact>; !reason where nothing is missing and yet there is no value.';
comment on column discovery_verdict.since is 'First day of screening on which it stood like this without a break.';
create index discovery_verdict_policy on discovery_verdict (district, policy, verdict, area);
create index discovery_verdict_open on discovery_verdict (district, area) where verdict = 'unknown';

-- How far screening has come, one row for each district.
create table discovery_screened (
  district text not null,
  day date not null,
  at timestamptz(3) not null,
  residents bigint not null,
  took_ms integer not null,
  primary key (district)
);

create table discovery_lead (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  policy uuid not null,
  version uuid not null,
  -- Digest of the rule and of the values it looked at: the same lead never comes twice, another basis brings a new one.
  basis text not null check (basis ~ '^[0-9a-f]{32}$'),
  state text not null check (state in ('to_tell','told','applied','declined','not_true','later','lapsed')),
  holder uuid,
  until date,
  case_id uuid,
  -- First in every list: the person's green channel when the lead was opened or came back.
  green boolean not null,
  found_by text not null check (found_by in ('screening','visit','neighbour','group','department')),
  opened_at timestamptz(3) not null,
  moved_at timestamptz(3) not null,
  primary key (district, id),
  constraint discovery_lead_once unique (district, resident, policy, basis),
  foreign key (district, resident) references residents_resident (district, id),
  foreign key (district, version) references discovery_version (district, id),
  foreign key (district, case_id) references cases_case (district, id),
  check ((state = 'applied') = (case_id is not null)),
  check ((state = 'later') = (until is not null))
);
comment on column discovery_lead.holder is 'The post that took it on; null: whoever serves the area.';
-- At most one open lead for a person and a policy.
create unique index discovery_lead_open on discovery_lead (district, resident, policy) where state in ('to_tell','told','later');
create index discovery_lead_list on discovery_lead (district, state, green desc, opened_at desc, id desc);
create index discovery_lead_open_list on discovery_lead (district, green desc, opened_at desc, id desc) where state in ('to_tell','told','later');
create index discovery_lead_policy on discovery_lead (district, policy, state);
create index discovery_lead_area on discovery_lead (district, area, state);

-- What a person said when told, and what was passed on to which line of work on whose consent: rows are only added.
create table discovery_step (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  lead uuid,
  what text not null check (what in ('found','told','declined','not_true','later','applied','taken','passed_on')),
  how text check (how in ('in_person','phone','message','through_other')),
  found_by text check (found_by in ('visit','neighbour','group','department')),
  words bytea,
  line text check (length(line) between 1 and 40),
  consent uuid,
  scope text generated always as (case when what = 'passed_on' then 'share_data' end) stored,
  by_post uuid not null,
  at timestamptz(3) not null,
  primary key (district, id),
  foreign key (district, lead) references discovery_lead (district, id),
  -- Passed on only on a consent of this very person to share data.
  foreign key (district, consent, resident, scope) references materials_consent_scope (district, consent, resident, scope),
  check (what = 'passed_on' or lead is not null),
  check ((what = 'found') = (found_by is not null)),
  check ((what = 'passed_on') = (line is not null and consent is not null))
);
comment on column discovery_step.words is 'What was said, sealed.';
create index discovery_step_resident on discovery_step (district, resident, at);
create index discovery_step_lead on discovery_step (district, lead, at);

-- A list as it was passed on: all that the line of work sees of the person, and what it answered.
create table discovery_passed (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  line text not null check (length(line) between 1 and 40),
  -- To a department, or where it has nobody here to the coordinator of the area.
  department text,
  post uuid,
  consent uuid not null,
  list bytea not null,
  by_post uuid not null,
  at timestamptz(3) not null,
  answer text check (answer in ('noted','will_contact','not_ours')),
  words bytea,
  answered_by uuid,
  answered_at timestamptz(3),
  primary key (district, id),
  foreign key (district, id) references discovery_step (district, id),
  check (num_nonnulls(department, post) = 1),
  check (num_nonnulls(answer, words, answered_by, answered_at) in (0, 4))
);
comment on column discovery_passed.list is 'Name and place of the person and the benefits of this line, sealed (modules/discovery/domain/passed.ts PassedList).';
create index discovery_passed_resident on discovery_passed (district, resident, at);
create index discovery_passed_waiting on discovery_passed (district, id) where answer is null;

alter table discovery_policy enable row level security;
create policy discovery_policy_read on discovery_policy for select using (district = (select acting_district()));
create policy discovery_policy_add on discovery_policy for insert with check (district = (select acting_district()) and (select acting_role()) = 'policy_author');
alter table discovery_version enable row level security;
create policy discovery_version_read on discovery_version for select using (district = (select acting_district()));
create policy discovery_version_add on discovery_version for insert with check (
  district = (select acting_district()) and (select acting_role()) = 'policy_author' and state = 'draft' and written_by = (select acting_person()));
-- The author changes drafts; only a publisher makes a version count, and only in their own name.
create policy discovery_version_write on discovery_version for update using (
  district = (select acting_district()) and state <> 'published' and (select acting_role()) in ('policy_author','policy_publisher','system'))
  with check (district = (select acting_district()) and (
    ((select acting_role()) = 'policy_author' and state in ('draft','submitted','withdrawn') and (select acting_person()) = any (writers))
    or ((select acting_role()) = 'policy_publisher' and (state = 'draft' or (state = 'published' and published_by = (select acting_person()))))
    or ((select acting_role()) = 'system' and state in ('draft','submitted'))));
create policy discovery_version_end on discovery_version for update using (
  district = (select acting_district()) and state = 'published' and (select acting_role()) = 'policy_publisher')
  with check (district = (select acting_district()) and state = 'published' and (select acting_role()) = 'policy_publisher');
-- Whatever the application thinks: what is published never changes but for its last day, nobody who wrote on a version is forgotten,
-- it is published as it was handed in and in one's own name, and on each day at most one version of a policy is in force.
create function discovery_version_check() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'UPDATE' then
    if old.state = 'published' and (to_jsonb(new) - 'valid_until') <> (to_jsonb(old) - 'valid_until') then
      raise exception 'a published version does not change' using errcode = '23514', constraint = 'discovery_version_stays', table = 'discovery_version';
    end if;
    if not new.writers @> old.writers then
      raise exception 'whoever wrote on it stays named' using errcode = '23514', constraint = 'discovery_version_stays', table = 'discovery_version';
    end if;
    if new.state = 'published' and old.state <> 'published' and (old.state <> 'submitted' or new.impact is null or new.published_by is distinct from acting_person()
        or (new.body, new.areas, new.reads, new.writers, new.valid_from) is distinct from (old.body, old.areas, old.reads, old.writers, old.valid_from)) then
      raise exception 'published as it was handed in, after a trial' using errcode = '23514', constraint = 'discovery_version_submitted', table = 'discovery_version';
    end if;
  end if;
  if new.state = 'published' then
    perform 1 from discovery_policy p where p.district = new.district and p.id = new.policy for update;
    if exists (select 1 from discovery_version v where v.district = new.district and v.policy = new.policy and v.id <> new.id and v.state = 'published'
        and daterange(v.valid_from, v.valid_until, '[]') && daterange(new.valid_from, new.valid_until, '[]')) then
      raise exception 'one version a day' using errcode = '23514', constraint = 'discovery_version_one_a_day', table = 'discovery_version';
    end if;
  end if;
  return new;
end $$;
create trigger discovery_version_guard before insert or update on discovery_version for each row execute function discovery_version_check();

-- How far each policy has come among the people of the acting post's ranges. Numbers only: authors and publishers read no resident.
create function discovery_funnel(wanted uuid[]) returns table (policy uuid, yes bigint, unknown bigint, to_tell bigint, told bigint, applied bigint, done bigint)
language sql stable security definer set search_path = public as $$
  -- The stretch of paths that the ranges lie in: an island's numbers come from its part of the index.
  with me as materialized (
    select acting_district() as district, min(r) as low, max(rtrim(r, '.') || '/') as high from unnest(acting_office_ranges()) r)
  select w.policy, coalesce(v.yes, 0), coalesce(v.unknown, 0), coalesce(l.to_tell, 0), coalesce(l.told, 0), coalesce(l.applied, 0), coalesce(l.done, 0)
  from me cross join unnest(wanted) w(policy)
  left join lateral (
    select count(*) filter (where d.verdict = 'yes') as yes, count(*) filter (where d.verdict = 'unknown') as unknown from discovery_verdict d
    where d.district = me.district and d.policy = w.policy and d.area >= me.low collate "C" and d.area < me.high collate "C"
      and in_ranges(d.area, (select acting_office_ranges()))) v on true
  left join lateral (
    select count(*) filter (where d.state = 'to_tell') as to_tell,
      count(*) filter (where d.state in ('told','later','declined','not_true','applied')) as told,
      count(*) filter (where d.state = 'applied') as applied,
      count(*) filter (where d.state = 'applied' and c.state in ('approved','result_ready','delivered') and not exists (
        select from cases_decision r where r.district = c.district and r.case_id = c.id and r.outcome = 'refused' and r.revoked_at is null)) as done
    from discovery_lead d left join cases_case c on c.district = d.district and c.id = d.case_id
    where d.district = me.district and d.policy = w.policy and d.area >= me.low collate "C" and d.area < me.high collate "C"
      and in_ranges(d.area, (select acting_office_ranges()))) l on true
  where acting_role() in ('clerk','helper','coordinator','policy_author','policy_publisher','auditor','system')
$$;
revoke execute on function discovery_funnel(uuid[]) from public;
grant execute on function discovery_funnel(uuid[]) to daiban_app;
alter table discovery_verdict enable row level security;
create policy discovery_verdict_read on discovery_verdict for select using (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));
create policy discovery_verdict_write on discovery_verdict for all using (district = (select acting_district()) and (select acting_role()) = 'system')
  with check (district = (select acting_district()) and (select acting_role()) = 'system');
alter table discovery_screened enable row level security;
create policy discovery_screened_read on discovery_screened for select using (district = (select acting_district()));
create policy discovery_screened_write on discovery_screened for all using (district = (select acting_district()) and (select acting_role()) = 'system')
  with check (district = (select acting_district()) and (select acting_role()) = 'system');
alter table discovery_lead enable row level security;
create policy discovery_lead_all on discovery_lead
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));
alter table discovery_step enable row level security;
create policy discovery_step_all on discovery_step
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)) and by_post = (select acting_post()));
alter table discovery_passed enable row level security;
create function discovery_consent_holds(consent uuid) returns boolean language sql stable security definer set search_path = public
  as $$ select materials_consent_holds(acting_district(), consent, null, now()) $$;
revoke execute on function discovery_consent_holds(uuid) from public;
grant execute on function discovery_consent_holds(uuid) to daiban_app;
-- Whoever was let in sees the list, never the person's record, and only while the person's consent holds.
create policy discovery_passed_read on discovery_passed for select using (district = (select claimed_district())
  and (in_ranges(area, (select acting_ranges())) or acting_granted(id) and discovery_consent_holds(consent)));
create policy discovery_passed_add on discovery_passed for insert with check (
  district = (select claimed_district()) and in_ranges(area, (select acting_ranges())) and by_post = (select acting_post()));
create policy discovery_passed_answer on discovery_passed for update using (district = (select claimed_district()) and answer is null
  and (department = (select acting_department()) or post is not null and in_ranges(area, (select acting_ranges()))))
  with check (district = (select claimed_district()) and answered_by = (select acting_post()));

grant select, insert on discovery_policy, discovery_version, discovery_lead, discovery_step, discovery_passed to daiban_app;
grant update (answer, words, answered_by, answered_at) on discovery_passed to daiban_app;
grant select, insert, update, delete on discovery_verdict, discovery_screened to daiban_app;
grant update (state, valid_from, valid_until, name, areas, body, reads, impact, sent_back, written_by, written_at, writers, published_by, published_at)
  on discovery_version to daiban_app;
grant update (area, basis, state, holder, until, case_id, green, moved_at) on discovery_lead to daiban_app;

-- Whatever the application thinks: a person's data go to a line of work only on a consent in force that names no single case.
create function discovery_step_check() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.what = 'passed_on' and not materials_consent_holds(new.district, new.consent, null, new.at) then
    raise exception 'no consent in force to share data' using errcode = '23514', constraint = 'materials_consent_in_force', table = 'discovery_step';
  end if;
  return new;
end $$;
create trigger discovery_step_consent before insert on discovery_step for each row execute function discovery_step_check();

-- Which of these lists were not answered and may no longer be: the person's consent has ended. Asked by the system, which clears their tasks.
create function discovery_lists_ended() returns table (list uuid) language sql stable security definer set search_path = public as $$
  select p.id from discovery_passed p
  where p.district = acting_district() and acting_role() = 'system' and p.answer is null and not materials_consent_holds(p.district, p.consent, null, now())
    and exists (select from work_v_open o where o.district = p.district and o.subject = p.id)
$$;
revoke execute on function discovery_lists_ended() from public;
grant execute on function discovery_lists_ended() to daiban_app;

-- Who moves takes their leads along to the office of the new home (residents_move_area).
create function discovery_moved() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update stream_head h set area = new.area from discovery_lead l
    where l.district = new.district and l.resident = new.id and h.district = l.district and h.stream_id = l.id;
  update stream_head h set area = new.area from discovery_passed p
    where p.district = new.district and p.resident = new.id and h.district = p.district and h.stream_id = p.id;
  update discovery_lead set area = new.area where district = new.district and resident = new.id;
  update discovery_step set area = new.area where district = new.district and resident = new.id;
  update discovery_passed set area = new.area where district = new.district and resident = new.id;
  update discovery_verdict set area = new.area where district = new.district and resident = new.id;
  return new;
end $$;
create trigger discovery_moves after update of area on residents_resident for each row when (old.area <> new.area) execute function discovery_moved();

-- An open lead is a reason to open a person's page that the system can see.
create or replace function residents_reason_holds(p_reason text, p_resident uuid) returns boolean
language sql stable as $$
  select case p_reason
    when 'lead' then exists (
      select 1 from discovery_lead l where l.district = acting_district() and l.resident = p_resident and l.state in ('to_tell','told','later'))
    when 'open_case' then exists (
      select 1 from cases_case c where c.district = acting_district() and c.resident = p_resident and c.closed_at is null)
    when 'duty' then exists (
      select 1 from network_duty d where d.district = acting_district() and d.post = acting_post()
        and not d.withdrawn and d.starts_at <= now() and d.ends_at > now())
    else null end
$$;

-- For modules below: who may be told what, without the words.
create view discovery_v_lead with (security_invoker = true) as
  select district, id, area, resident, policy, version, state, holder, until, case_id, opened_at, moved_at from discovery_lead;
grant select on discovery_v_lead to daiban_app;
