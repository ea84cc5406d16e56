-- notices: what people are to be told, and that they were. The channel is `manual`: somebody reads it out or copies it, and ticks it.
-- What is to be told is not written down: it is the last entry of a case that needs telling and that nobody has ticked.
-- No row is changed or deleted; a tick that was wrong is taken back by a further row.
create table notices_told (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  case_id uuid not null,
  entry uuid not null,
  how text not null check (how in ('phone','in_person','chat','sms_by_hand','relative','post','knock')),
  to_whom text not null check (to_whom in ('self','relative','neighbour')),
  at timestamptz(3) not null,
  told_by uuid not null,
  primary key (district, id),
  unique (district, id, case_id),
  foreign key (district, case_id) references cases_case (district, id),
  foreign key (district, entry) references cases_stage (district, entry)
);
comment on column notices_told.entry is 'The entry of the case of which the person was told.';
create index notices_told_entry on notices_told (district, entry);
create index notices_told_case on notices_told (district, case_id);

create table notices_try (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  case_id uuid not null,
  entry uuid not null,
  how text not null check (how in ('phone','in_person','chat','sms_by_hand','relative','post','knock')),
  recorded uuid not null,
  at timestamptz(3) not null,
  tried_by uuid not null,
  primary key (district, id),
  foreign key (district, case_id) references cases_case (district, id),
  foreign key (district, entry) references cases_stage (district, entry)
);
comment on table notices_try is 'Somebody tried and did not reach the person.';
comment on column notices_try.recorded is 'The ledger entry of the try, whose detail holds what was noted.';
create index notices_try_entry on notices_try (district, entry);
create index notices_try_case on notices_try (district, case_id);

create table notices_taken_back (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  case_id uuid not null,
  told uuid not null,
  recorded uuid not null,
  at timestamptz(3) not null,
  taken_by uuid not null,
  primary key (district, id),
  constraint notices_taken_back_once unique (district, told),
  foreign key (district, told, case_id) references notices_told (district, id, case_id)
);
comment on column notices_taken_back.recorded is 'The ledger entry that says why.';

alter table notices_told enable row level security;
create policy notices_told_read on notices_told for select using (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)));
create policy notices_told_add on notices_told for insert with check (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id))
  and told_by = (select acting_post()));
alter table notices_try enable row level security;
create policy notices_try_read on notices_try for select using (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)));
create policy notices_try_add on notices_try for insert with check (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id))
  and tried_by = (select acting_post()));
alter table notices_taken_back enable row level security;
create policy notices_taken_back_read on notices_taken_back for select using (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)));
create policy notices_taken_back_add on notices_taken_back for insert with check (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id))
  and taken_by = (select acting_post()));
grant select, insert on notices_told, notices_try, notices_taken_back to daiban_app;

-- The ticks that hold.
create view notices_v_told with (security_invoker = true) as
  select n.district, n.id, n.area, n.case_id, n.entry, n.how, n.to_whom, n.at, n.told_by from notices_told n
  where not exists (select 1 from notices_taken_back b where b.district = n.district and b.told = n.id);
grant select on notices_v_told to daiban_app;
