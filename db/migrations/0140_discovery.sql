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
  written_by uuid not null,
  written_at timestamptz(3) not null,
  published_by uuid,
  published_at timestamptz(3),
  primary key (district, id),
  unique (district, policy, version),
  foreign key (district, policy) references discovery_policy (district, id),
  check ((state = 'published') = (published_at is not null)),
  check ((published_by is null) = (published_at is null)),
  -- Four eyes, also when the application is bypassed. Both are persons, not posts: one person may hold two posts.
  constraint discovery_version_second_person check (published_by <> written_by)
);
comment on column discovery_version.areas is 'Where it applies: path codes; a resident qualifies who lives under one of them.';
comment on column discovery_version.body is 'modules/discovery/contract/policy.ts policyBody, whole: benefit, rule, sub-rules, examples, legal basis.';
comment on column discovery_version.reads is 'Names of the facts that the rule looks at.';
comment on column discovery_version.impact is 'How many more and fewer qualify than under what is in force today, when it was last tried.';
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
create index discovery_lead_list on discovery_lead (district, state, moved_at desc, id);
create index discovery_lead_policy on discovery_lead (district, policy, state);

-- What a person said when told, and what was passed on to which line of work on whose consent: rows are only added.
create table discovery_step (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  lead uuid,
  what text not null check (what in ('told','declined','not_true','later','applied','taken','passed_on')),
  how text check (how in ('in_person','phone','message','through_other')),
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
  check ((what = 'passed_on') = (line is not null and consent is not null))
);
comment on column discovery_step.words is 'What was said, sealed.';
create index discovery_step_resident on discovery_step (district, resident, at);
create index discovery_step_lead on discovery_step (district, lead, at);

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
    ((select acting_role()) = 'policy_author' and state in ('draft','submitted','withdrawn'))
    or ((select acting_role()) = 'policy_publisher' and (state = 'draft' or (state = 'published' and published_by = (select acting_person()))))
    or ((select acting_role()) = 'system' and state in ('draft','submitted'))));
create policy discovery_version_end on discovery_version for update using (
  district = (select acting_district()) and state = 'published' and (select acting_role()) = 'policy_publisher')
  with check (district = (select acting_district()) and state = 'published');
alter table discovery_verdict enable row level security;
create policy discovery_verdict_read on discovery_verdict for select using (
  district = (select acting_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));
create policy discovery_verdict_write on discovery_verdict for all using (district = (select acting_district()) and (select acting_role()) = 'system')
  with check (district = (select acting_district()) and (select acting_role()) = 'system');
alter table discovery_screened enable row level security;
create policy discovery_screened_read on discovery_screened for select using (district = (select acting_district()));
create policy discovery_screened_write on discovery_screened for all using (district = (select acting_district()) and (select acting_role()) = 'system')
  with check (district = (select acting_district()) and (select acting_role()) = 'system');
alter table discovery_lead enable row level security;
create policy discovery_lead_all on discovery_lead
  using (district = (select acting_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select acting_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));
alter table discovery_step enable row level security;
create policy discovery_step_all on discovery_step
  using (district = (select acting_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select acting_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)) and by_post = (select acting_post()));

grant select, insert on discovery_policy, discovery_version, discovery_lead, discovery_step to daiban_app;
grant select, insert, update, delete on discovery_verdict, discovery_screened to daiban_app;
grant update (state, valid_from, valid_until, name, areas, body, reads, impact, written_by, written_at, published_by, published_at) on discovery_version to daiban_app;
grant update (area, state, holder, until, case_id, moved_at) on discovery_lead to daiban_app;
