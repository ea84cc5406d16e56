-- cases: what an office does for a person under one version of an item, from the telling to the rating.
create table cases_case (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  short_code text not null check (short_code ~ '^[2-9A-HJKMNP-TW-Z]{8}$'),
  public_code_hash text not null,
  public_code bytea not null,
  ask uuid,
  item_code text not null,
  version integer not null,
  resident uuid not null,
  channel text not null check (channel in ('phone','walk_in','chat','group','referral','ferry_box','visit','video','petition','hotline','online')),
  receiving_site uuid not null,
  received_by uuid not null,
  department text,
  stage text not null check (stage in ('inform','accept','handle','approve','conclude','deliver','rate')),
  state text not null check (state in ('informing','accepted','with_department','awaiting_correction','approved','not_approved','result_ready','delivered','refused_acceptance','acceptance_revoked','withdrawn')),
  turn text check (turn in ('resident','helper','window','department','bank')),
  green boolean not null,
  answers jsonb not null default '{}',
  opened_at timestamptz(3) not null,
  accepted_on date,
  closed_at timestamptz(3),
  primary key (district, id),
  unique (district, id, department),
  constraint cases_case_short_code unique (district, short_code),
  foreign key (district, item_code, version) references catalogue_version (district, code, version),
  foreign key (district, resident) references residents_resident (district, id),
  check ((state in ('delivered','refused_acceptance','acceptance_revoked','withdrawn')) = (closed_at is not null))
);
comment on column cases_case.public_code is 'Sealed, to print the receipt again. Looked up by its keyed hash.';
comment on column cases_case.turn is 'Who has to do the next step; null once it is closed.';
create unique index cases_case_public_code on cases_case (district, public_code_hash);
create index cases_case_resident on cases_case (district, resident, id);
create index cases_case_site on cases_case (district, receiving_site, id);
create index cases_case_department on cases_case (district, department, id) where department is not null;
create index cases_case_area on cases_case (district, area, id);
create index cases_case_ask on cases_case (district, ask) where ask is not null;

create table cases_stage (
  district text not null,
  entry uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  move text not null,
  stage text not null,
  state text not null,
  turn text,
  from_stage text,
  from_state text,
  from_turn text,
  at timestamptz(3) not null,
  post uuid not null,
  site uuid,
  struck_by uuid,
  primary key (district, entry),
  foreign key (district, case_id) references cases_case (district, id)
);
comment on table cases_stage is 'Every move of a case with who, when, where. What was entered wrongly stays, struck by the entry that put it right.';
create index cases_stage_case on cases_stage (district, case_id, at, entry);

create table cases_notice (
  district text not null,
  entry uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  n integer not null check (n > 0),
  keys text[] not null,
  because text not null check (because in ('first','facts_changed','correction')),
  at timestamptz(3) not null,
  primary key (district, case_id, n),
  foreign key (district, case_id) references cases_case (district, id),
  -- Said once: a further notice only because something changed.
  check ((n = 1) = (because = 'first'))
);

create table cases_promise (
  district text not null,
  case_id uuid not null,
  area text collate "C" not null,
  material_key text not null,
  due date,
  clock uuid not null,
  task uuid not null,
  cured_at timestamptz(3),
  primary key (district, case_id, material_key),
  foreign key (district, case_id) references cases_case (district, id)
);
comment on table cases_promise is 'Papers that may follow (容缺), each with its day. No result leaves the office before they came.';

create table cases_decision (
  district text not null,
  id uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  department text not null,
  outcome text not null check (outcome in ('approved','refused')),
  decided_by uuid not null,
  at timestamptz(3) not null,
  entry uuid not null,
  revoked_at timestamptz(3),
  revoked_entry uuid,
  primary key (district, id),
  foreign key (district, case_id, department) references cases_case (district, id, department)
);
comment on table cases_decision is 'Only a post of that department writes here. Reason and remedies are the detail of the entry.';
create unique index cases_decision_one on cases_decision (district, case_id) where revoked_at is null;

create table cases_wait (
  district text not null,
  id uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  wait_key text not null,
  whose text not null check (whose in ('resident','helper','department','bank')),
  clock uuid not null,
  task uuid not null,
  state text not null check (state in ('waiting','came','not_coming')),
  since date not null,
  ended_at timestamptz(3),
  primary key (district, id),
  foreign key (district, case_id) references cases_case (district, id)
);
create index cases_wait_case on cases_wait (district, case_id);

create table cases_result (
  district text not null,
  case_id uuid not null,
  area text collate "C" not null,
  kind text not null check (kind in ('card','certificate','money','decision','record','service')),
  made_at timestamptz(3) not null,
  made_by uuid not null,
  to_site uuid not null,
  parcel uuid,
  document uuid,
  delivered_at timestamptz(3),
  delivered_how text check (delivered_how in ('home','window','site','post','bank','online')),
  delivered_to text check (delivered_to in ('self','household','proxy')),
  delivered_by uuid,
  delivered_entry uuid,
  primary key (district, case_id),
  foreign key (district, case_id) references cases_case (district, id)
);

create table cases_trip (
  district text not null,
  entry uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  place text not null check (place in ('station','centre','department','bank','hospital')),
  at timestamptz(3) not null,
  struck_by uuid,
  primary key (district, entry),
  foreign key (district, case_id) references cases_case (district, id)
);
comment on table cases_trip is 'Ways that the resident made in person. Those to the own station count as none: it is there to spare the others.';
create index cases_trip_case on cases_trip (district, case_id);

create table cases_correction (
  district text not null,
  entry uuid not null,
  by_entry uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  at timestamptz(3) not null,
  primary key (district, entry),
  foreign key (district, case_id) references cases_case (district, id)
);
create index cases_correction_case on cases_correction (district, case_id);

do $$
declare t text;
begin
  foreach t in array array['cases_stage','cases_notice','cases_promise','cases_wait','cases_result','cases_trip','cases_correction'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)))
      with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)))', t || '_all', t);
    execute format('grant select, insert on %I to daiban_app', t);
  end loop;
end $$;
alter table cases_case enable row level security;
create policy cases_case_all on cases_case
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(id)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(id)));
alter table cases_decision enable row level security;
create policy cases_decision_read on cases_decision for select using (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)));
create policy cases_decision_add on cases_decision for insert with check (
  district = (select acting_district()) and department = (select acting_department()) and decided_by = (select acting_post()) and acting_granted(case_id));
create policy cases_decision_revoke on cases_decision for update using (
  district = (select acting_district()) and department = (select acting_department()) and acting_granted(case_id));

grant select, insert on cases_case, cases_decision to daiban_app;
grant update (department, stage, state, turn, answers, accepted_on, closed_at) on cases_case to daiban_app;
grant update (revoked_at, revoked_entry) on cases_decision to daiban_app;
grant update (struck_by) on cases_stage, cases_trip to daiban_app;
grant update (due, cured_at, clock, task) on cases_promise to daiban_app;
grant update (state, ended_at) on cases_wait to daiban_app;
grant update (made_at, made_by, to_site, parcel, document, kind, delivered_at, delivered_how, delivered_to, delivered_by, delivered_entry) on cases_result to daiban_app;

-- A result leaves the office only after every paper that was to follow has come: also when the application is bypassed.
create function cases_result_check() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select 1 from cases_promise p where p.district = new.district and p.case_id = new.case_id and p.cured_at is null) then
    raise exception 'papers are still to follow' using errcode = '23514', constraint = 'cases_result_after_cure', table = 'cases_result';
  end if;
  return new;
end $$;
create trigger cases_result_cured before insert or update on cases_result for each row execute function cases_result_check();

-- What only a department decides isn't said of a case without its decision. Asked at the end of the transaction.
create function cases_state_check() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (
    select 1 from cases_case c
    where c.district = new.district and c.id = new.id and (c.state not in ('approved','not_approved') or exists (
      select 1 from cases_decision d where d.district = c.district and d.case_id = c.id and d.revoked_at is null
        and d.outcome = case c.state when 'approved' then 'approved' else 'refused' end))) then
    raise exception 'no decision of the department' using errcode = '23514', constraint = 'cases_case_decided', table = 'cases_case';
  end if;
  return null;
end $$;
create constraint trigger cases_case_decided after insert or update on cases_case deferrable initially deferred
  for each row when (new.state in ('approved','not_approved')) execute function cases_state_check();

-- A step for somebody stands on that person's consent: whose case it is, cases knows. Records of one person that were joined count as one.
create or replace function materials_consent_holds(p_district text, p_consent uuid, p_case uuid, p_at timestamptz) returns boolean
language plpgsql stable security definer set search_path = public as $$
begin
  return exists (
    select 1 from materials_consent c
    left join residents_resident r on r.district = c.district and r.id = c.resident
    left join cases_case k on k.district = c.district and k.id = p_case
    left join residents_resident whose on whose.district = k.district and whose.id = k.resident
    where c.district = p_district and c.id = p_consent and (c.case_id is null or c.case_id = p_case)
      and (k.id is null or coalesce(r.merged_into, c.resident) = coalesce(whose.merged_into, whose.id))
      and c.from_at <= p_at and (c.until_at is null or p_at < c.until_at)
      and (c.revoked_at is null or p_at < c.revoked_at) and (c.ended_at is null or p_at < c.ended_at)
      and (r.died_on is null or (p_at at time zone 'Asia/Shanghai')::date <= r.died_on));
end $$;

create view cases_v_case with (security_invoker = true) as
  select district, id, area, short_code, ask, item_code, version, resident, channel, receiving_site, received_by, department, stage, state, turn, green,
    opened_at, accepted_on, closed_at from cases_case;
create view cases_v_stage with (security_invoker = true) as
  select district, entry, case_id, area, move, stage, state, at, post, site, struck_by from cases_stage;
create view cases_v_decision with (security_invoker = true) as
  select district, id, case_id, area, department, outcome, decided_by, at, revoked_at from cases_decision;
create view cases_v_result with (security_invoker = true) as
  select district, case_id, area, kind, made_at, to_site, parcel, delivered_at, delivered_how, delivered_to, delivered_by from cases_result;
create view cases_v_trip with (security_invoker = true) as
  select district, entry, case_id, area, place, at from cases_trip where struck_by is null;
grant select on cases_v_case, cases_v_stage, cases_v_decision, cases_v_result, cases_v_trip to daiban_app;

-- An open case is a reason to open a person's page that the system can see.
create or replace function residents_reason_holds(p_reason text, p_resident uuid) returns boolean
language sql stable as $$
  select case p_reason
    when 'open_case' then exists (
      select 1 from cases_case c where c.district = acting_district() and c.resident = p_resident and c.closed_at is null)
    when 'duty' then exists (
      select 1 from network_duty d where d.district = acting_district() and d.post = acting_post()
        and not d.withdrawn and d.starts_at <= now() and d.ends_at > now())
    else null end
$$;
