-- The receipts pouch (M6): a person's medical bills, what they were used for, and which facts were told from them.

create table materials_bill (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  document uuid not null,
  day date not null,
  kind text not null check (kind in ('outpatient','inpatient','pharmacy','other')),
  place bytea not null,
  number bytea not null,
  number_hash text not null,
  total bigint not null check (total >= 0),
  self_paid bigint check (self_paid between 0 and total),
  readable boolean not null,
  handed_by text not null check (handed_by in ('self','relative','neighbour','staff')),
  state text not null default 'kept' check (state in ('kept','withdrawn')),
  withdrawn_reason text check (length(withdrawn_reason) <= 200),
  put_by uuid not null,
  put_at timestamptz(3) not null,
  primary key (district, id),
  foreign key (district, resident) references residents_resident (district, id),
  foreign key (district, document) references materials_document (district, id),
  check ((state = 'withdrawn') = (withdrawn_reason is not null))
);
comment on table materials_bill is 'A medical bill kept for a person. total and self_paid are fen; self_paid null: not known, which is not nothing.';
comment on column materials_bill.place is 'Sealed: a hospital says much about an illness.';
comment on column materials_bill.number is 'Sealed; number_hash is what it is found by.';
create index materials_bill_resident on materials_bill (district, resident, day desc, id);
-- The same paper lies in one pouch once. One taken out again may be put in where it belongs.
create unique index materials_bill_number on materials_bill (district, number_hash) where state = 'kept';

create table materials_bill_former (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  bill uuid not null,
  was bytea not null,
  reason text not null check (length(reason) <= 200),
  by_post uuid not null,
  at timestamptz(3) not null,
  primary key (district, id),
  foreign key (district, bill) references materials_bill (district, id)
);
comment on column materials_bill_former.id is 'The entry that corrected it.';
comment on column materials_bill_former.was is 'Sealed JSON of what stood there before: shown struck through.';
create index materials_bill_former_bill on materials_bill_former (district, bill, at);

create table materials_bill_use (
  district text not null,
  given uuid not null,
  area text collate "C" not null,
  bill uuid not null,
  case_id uuid not null,
  used_at timestamptz(3) not null,
  released_at timestamptz(3),
  primary key (district, given),
  foreign key (district, given) references materials_given (district, id),
  foreign key (district, bill) references materials_bill (district, id)
);
comment on table materials_bill_use is 'Which paper of which case a bill became. Released when that paper is withdrawn from the case.';
-- No bill is claimed twice.
create unique index materials_bill_use_once on materials_bill_use (district, bill) where released_at is null;

create table materials_pouch (
  district text not null,
  resident uuid not null,
  area text collate "C" not null,
  again_on date,
  primary key (district, resident),
  foreign key (district, resident) references residents_resident (district, id)
);
comment on column materials_pouch.again_on is 'First day on which a bill is no longer of the last twelve months: counted again then.';
create index materials_pouch_again on materials_pouch (district, again_on) where again_on is not null;

create table materials_pouch_fact (
  district text not null,
  fact uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  all_here boolean not null,
  primary key (district, fact),
  foreign key (district, fact) references residents_fact (district, id)
);
comment on column materials_pouch_fact.all_here is 'The person said that the bills were all: the sum then weighs against what was said before.';
comment on table materials_pouch_fact is 'Facts that were told from a pouch: they are its own to take back.';
create index materials_pouch_fact_resident on materials_pouch_fact (district, resident);

create trigger materials_bill_document_seen before insert or update of document on materials_bill for each row execute function materials_points_at_seen();

-- A used bill stays as it was claimed, and in the pouch.
create function materials_bill_stays_as_used() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select 1 from materials_bill_use u where u.district = new.district and u.bill = new.id and u.released_at is null) then
    raise exception 'a bill in use stays as it is' using errcode = '23514', constraint = 'materials_bill_in_use', table = 'materials_bill';
  end if;
  return new;
end $$;
create trigger materials_bill_used before update of document, day, kind, total, self_paid, readable, state on materials_bill
  for each row execute function materials_bill_stays_as_used();

-- Who is told, of a bill in a pouch they may not see, only learns on which day it was put in.
create function materials_bill_put_on(p_hashes text[], p_but uuid) returns date language sql stable security definer set search_path = public as $$
  select (b.put_at at time zone 'Asia/Shanghai')::date from materials_bill b
  where b.district = acting_district() and b.number_hash = any(p_hashes) and b.state = 'kept' and b.id is distinct from p_but
  order by b.put_at limit 1
$$;
grant execute on function materials_bill_put_on(text[], uuid) to daiban_app, daiban_worker;

-- Who moves takes the pouch along, and the papers that are kept with them and not with a case.
create function materials_moved() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update materials_document set area = new.area where district = new.district and subject = new.id and subject_kind = 'resident';
  update materials_bill_former f set area = new.area from materials_bill b
    where b.district = new.district and b.resident = new.id and f.district = b.district and f.bill = b.id;
  update materials_bill set area = new.area where district = new.district and resident = new.id;
  update materials_pouch set area = new.area where district = new.district and resident = new.id;
  update materials_pouch_fact set area = new.area where district = new.district and resident = new.id;
  return new;
end $$;
create trigger materials_moves after update of area on residents_resident for each row when (old.area <> new.area) execute function materials_moved();

alter table materials_bill enable row level security;
create policy materials_bill_all on materials_bill
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select acting_district())
    and exists (select 1 from stream_head h where h.district = materials_bill.district and h.stream_id = resident));
alter table materials_bill_former enable row level security;
create policy materials_bill_former_all on materials_bill_former
  using (district = (select acting_district()) and exists (select 1 from materials_bill b where b.district = materials_bill_former.district and b.id = bill))
  with check (district = (select acting_district()) and by_post = (select acting_post())
    and exists (select 1 from materials_bill b where b.district = materials_bill_former.district and b.id = bill));
alter table materials_bill_use enable row level security;
create policy materials_bill_use_all on materials_bill_use
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)
    or exists (select 1 from materials_bill b where b.district = materials_bill_use.district and b.id = bill)))
  with check (district = (select acting_district())
    and exists (select 1 from stream_head h where h.district = materials_bill_use.district and h.stream_id = case_id));
alter table materials_pouch enable row level security;
create policy materials_pouch_all on materials_pouch
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select acting_district())
    and exists (select 1 from stream_head h where h.district = materials_pouch.district and h.stream_id = resident));
alter table materials_pouch_fact enable row level security;
create policy materials_pouch_fact_all on materials_pouch_fact
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select acting_district())
    and exists (select 1 from stream_head h where h.district = materials_pouch_fact.district and h.stream_id = resident));

grant select, insert on materials_bill, materials_bill_former, materials_bill_use, materials_pouch, materials_pouch_fact to daiban_app;
grant update (document, day, kind, place, number, number_hash, total, self_paid, readable, state, withdrawn_reason) on materials_bill to daiban_app;
grant update (released_at) on materials_bill_use to daiban_app;
grant update (again_on) on materials_pouch to daiban_app;
