-- asks: every plea, by whichever door it came, as one request; its words and who asked are sealed.
create table asks_ask (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  site uuid,
  channel text not null check (channel in ('phone','walk_in','wechat','wecom','group','referral','ferry_note','home_visit','video','petition_window','hotline_12345','online')),
  plea boolean not null,
  green boolean not null,
  resident uuid,
  caller_sealed bytea,
  phone_sealed bytea,
  phone_hash text,
  about_sealed bytea,
  words_sealed bytea not null,
  visit_sealed bytea,
  home_service boolean not null,
  state text not null check (state in ('open','triaged','answered','joined','handed_over')),
  kind text check (kind in ('advice','case','errand','petition','not_ours')),
  joined_into uuid,
  carried jsonb,
  contact_clock uuid,
  triage_task uuid,
  contact_task uuid,
  received_by uuid not null,
  received_at timestamptz(3) not null,
  contacted_at timestamptz(3),
  answered_at timestamptz(3),
  primary key (district, id),
  foreign key (district, resident) references residents_resident (district, id),
  foreign key (district, joined_into) references asks_ask (district, id),
  check ((state = 'joined') = (joined_into is not null)),
  check (joined_into <> id),
  check (state not in ('answered', 'handed_over') or answered_at is not null)
);
comment on column asks_ask.plea is 'A cry for help (求助): may turn out to be an application for relief, and is linked to it (X3).';
comment on column asks_ask.carried is 'What joining moved to the other ask ({clock, tasks, visit}), given back when they are parted again (I7).';
comment on column asks_ask.visit_sealed is 'Address of somebody who could not wait in the queue and is visited the same day (I5).';
create index asks_ask_list on asks_ask (district, state, received_at desc, id);
create index asks_ask_resident on asks_ask (district, resident) where resident is not null;
create index asks_ask_phone on asks_ask (district, phone_hash) where phone_hash is not null;
create index asks_ask_area on asks_ask (district, area, received_at desc) where state in ('open','triaged');

-- What an ask became: one case or several.
create table asks_case (
  district text not null,
  ask uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  at timestamptz(3) not null,
  primary key (district, ask, case_id),
  foreign key (district, ask) references asks_ask (district, id)
);

alter table asks_ask enable row level security;
create policy asks_ask_all on asks_ask
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(id)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(id)));
-- Who refers follows up what they took down themselves, and whatever they were let into; not the whole village's troubles.
create policy asks_ask_own on asks_ask as restrictive for select
  using ((select acting_role()) <> 'referrer' or received_by = (select acting_post()) or acting_granted(id));
alter table asks_case enable row level security;
create policy asks_case_all on asks_case
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(ask)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(ask)));
grant select, insert on asks_ask, asks_case to daiban_app;
grant update (resident, green, caller_sealed, phone_sealed, phone_hash, about_sealed, words_sealed, state, kind, joined_into, carried, contact_clock, home_service, contacted_at, answered_at) on asks_ask to daiban_app;

create view asks_v_ask with (security_invoker = true) as
  select district, id, area, site, channel, plea, green, resident, state, kind, joined_into, received_at, contacted_at, answered_at from asks_ask;
grant select on asks_v_ask to daiban_app;
