-- residents: care lists (重点对象). Who stands on one, for which line of work, who visits them, how often, and when last.
create table residents_care (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  kind text not null check (kind in ('elder_alone','disabled','low_income','bedridden','other')),
  called text check (length(called) between 1 and 20),
  line text not null check (line in ('civil_affairs','disabled_federation','ageing','health','women','community')),
  because text check (length(because) between 1 and 40),
  words bytea,
  put_by uuid not null,
  carer uuid not null,
  every_days integer not null check (every_days between 1 and 366),
  since date not null,
  last_on date,
  last_visit uuid,
  gone boolean not null default false,
  ended_on date,
  ended_by uuid,
  end_reason bytea,
  due_on date not null generated always as (greatest(since, last_on) + every_days) stored,
  amber_on date not null generated always as (greatest(since, last_on) + every_days - least(3, every_days - 1)) stored,
  primary key (district, id),
  foreign key (district, resident) references residents_resident (district, id),
  check ((kind = 'other') = (called is not null)),
  check (num_nonnulls(because, words) > 0),
  check (num_nonnulls(last_on, last_visit) in (0, 2)),
  check (num_nonnulls(ended_on, ended_by, end_reason) in (0, 3))
);
comment on table residents_care is 'A resident on a care list. words and end_reason are sealed.';
comment on column residents_care.because is 'Name of the fact it rests on.';
comment on column residents_care.gone is 'The person has died: nobody is due for a visit. Follows the register.';
comment on column residents_care.due_on is 'The next visit, by modules/residents/domain/care.ts (a test holds the two together).';
-- On one list once; who came off it may come back.
create unique index residents_care_once on residents_care (district, resident, kind, line, coalesce(called, '')) where ended_on is null;
create index residents_care_resident on residents_care (district, resident);
create index residents_care_due on residents_care (district, due_on, id) where ended_on is null and not gone;
create index residents_care_carer on residents_care (district, carer, due_on, id) where ended_on is null and not gone;

-- One visit counts for every list that it is made for.
create table residents_care_visit (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  care uuid[] not null check (cardinality(care) between 1 and 10),
  on_day date not null,
  how text not null check (how in ('home','phone')),
  words bytea,
  by_post uuid not null,
  at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  withdrawn_reason bytea,
  primary key (district, id),
  foreign key (district, resident) references residents_resident (district, id),
  check (num_nonnulls(withdrawn_at, withdrawn_reason) in (0, 2))
);
comment on table residents_care_visit is 'A visit to a person on care lists: at home or by phone. words, what was seen, and withdrawn_reason are sealed.';
create index residents_care_visit_resident on residents_care_visit (district, resident, on_day desc, at desc);

-- People whose facts speak for a list are found without reading all facts.
create index residents_fact_care on residents_fact (district, resident, name)
  where withdrawn_at is null and name in ('独居','残疾','卧床','低保','低保边缘','特困');

-- Who moves or dies takes their lists along.
create function residents_care_follows() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update residents_care set area = new.area where district = new.district and resident = new.id;
  update residents_care c set gone = new.died_on is not null
    where c.district = new.district and c.resident in (
      select m.id from residents_resident m where m.district = new.district and (m.id = new.id or m.merged_into = new.id));
  update stream_head h set area = new.area from residents_care c
    where c.district = new.district and c.resident = new.id and h.district = c.district and h.stream_id = c.id;
  update residents_care_visit set area = new.area where district = new.district and resident = new.id;
  return new;
end $$;
create trigger residents_care_moves after update of area, died_on on residents_resident for each row
  when (old.area <> new.area or old.died_on is distinct from new.died_on) execute function residents_care_follows();

alter table residents_care enable row level security;
create policy residents_care_all on residents_care
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));
-- Being on a list tells of health or money: who refers sees there whom they put on it or visit, as with facts.
create policy residents_care_referrer on residents_care as restrictive for select
  using ((select acting_role()) <> 'referrer' or kind in ('elder_alone', 'other') or carer = (select acting_post()) or put_by = (select acting_post()));
alter table residents_care_visit enable row level security;
create policy residents_care_visit_all on residents_care_visit
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));

grant select, insert on residents_care, residents_care_visit to daiban_app;
grant update (carer, every_days, last_on, last_visit, ended_on, ended_by, end_reason) on residents_care to daiban_app;
grant update (withdrawn_at, withdrawn_reason) on residents_care_visit to daiban_app;
