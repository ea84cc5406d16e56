-- custody: things that change hands. Each hand-over's giver must be the taker of the one before, by a foreign key:
-- at any moment one holder, whoever writes the SQL.
create table custody_box (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  site uuid not null,
  name text not null check (length(name) between 1 and 60),
  line uuid,
  closed_on date,
  primary key (district, id),
  foreign key (district, site) references network_site (district, id)
);
comment on column custody_box.site is 'Whoever has a post at this site keeps the box: may take things out of it.';

create table custody_parcel (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  code text not null check (code ~ '^[2-9A-HJKMNP-TW-Z]{9}$'),
  kind text not null check (kind in ('envelope','card','paper','stamp_sheet','cash','licence')),
  case_id uuid,
  resident uuid,
  contents text[] not null default '{}' check (cardinality(contents) <= 40),
  cash_fen bigint check (cash_fen > 0),
  in_return_for uuid,
  from_kind text not null check (from_kind in ('resident','relative','department','bank','office','other')),
  from_name text check (length(from_name) <= 40),
  state text not null check (state in ('held','missing','lost','delivered')),
  -- The last hand-over, kept here for lists; the foreign key below makes it true.
  last_n integer not null,
  holder_kind text not null,
  holder text not null,
  since timestamptz(3) not null,
  expected_by timestamptz(3),
  offered_kind text,
  offered_to text,
  deliver_on date,
  deliver_by uuid,
  registered_at timestamptz(3) not null,
  primary key (district, id),
  foreign key (district, in_return_for) references custody_parcel (district, id),
  check ((kind = 'cash') = (cash_fen is not null)),
  check ((offered_kind is null) = (offered_to is null))
);
comment on table custody_parcel is 'The code is printed on it and says which case, never whose.';
create unique index custody_parcel_code on custody_parcel (district, code);
create index custody_parcel_holder on custody_parcel (district, holder_kind, holder, since) where state in ('held','missing');
create index custody_parcel_offered on custody_parcel (district, offered_kind, offered_to) where offered_to is not null;
create index custody_parcel_case on custody_parcel (district, case_id) where case_id is not null;
create index custody_parcel_expected on custody_parcel (district, expected_by) where expected_by is not null and state in ('held','missing');
create index custody_parcel_since on custody_parcel (district, since) where state in ('held','missing');

create table custody_handover (
  district text not null,
  parcel uuid not null,
  n integer not null check (n >= 0),
  prev_n integer,
  giver_kind text,
  giver text,
  taker_kind text not null check (taker_kind in ('post','resident','relative','site','box','department','carrier')),
  taker text not null check (length(taker) between 1 and 60),
  place text not null check (length(place) between 1 and 80),
  sailing uuid,
  agreed text not null check (agreed in ('taker_reported','taker_signed','own_words')),
  document uuid,
  corrects integer,
  reason text check (length(reason) <= 300),
  at timestamptz(3) not null,
  recorded_by uuid not null,
  primary key (district, parcel, n),
  unique (district, parcel, n, taker_kind, taker),
  foreign key (district, parcel) references custody_parcel (district, id),
  constraint custody_handover_giver_holds foreign key (district, parcel, prev_n, giver_kind, giver)
    references custody_handover (district, parcel, n, taker_kind, taker) match simple,
  foreign key (district, document) references materials_document (district, id),
  check (n = 0 and num_nulls(prev_n, giver_kind, giver) = 3 or n > 0 and prev_n = n - 1 and num_nulls(giver_kind, giver) = 0),
  check (agreed <> 'taker_signed' or document is not null),
  check (corrects is null or reason is not null and corrects < n),
  check (taker_kind <> 'carrier' or sailing is not null)
);
comment on column custody_handover.agreed is 'taker_reported: the taker, signed in, said so · taker_signed: a picture of the signature · own_words: registration, a box, a carrier';

alter table custody_parcel add constraint custody_parcel_holder_is_last_taker foreign key (district, id, last_n, holder_kind, holder)
  references custody_handover (district, parcel, n, taker_kind, taker) deferrable initially deferred;

create table custody_count (
  district text not null,
  id uuid not null,
  parcel uuid not null,
  fen bigint not null check (fen >= 0),
  counted_by uuid not null,
  second text not null check (length(second) between 1 and 40),
  at timestamptz(3) not null,
  primary key (district, id),
  foreign key (district, parcel) references custody_parcel (district, id)
);
comment on table custody_count is 'Cash counted by two: the post that recorded it, and a second person by name.';
create index custody_count_parcel on custody_count (district, parcel, at);

create table custody_note (
  district text not null,
  id uuid not null,
  parcel uuid not null,
  n integer not null,
  what text not null check (what in ('not_arrived','lost','found','put_right')),
  says text not null check (length(says) between 1 and 300),
  at timestamptz(3) not null,
  recorded_by uuid not null,
  primary key (district, id),
  foreign key (district, parcel, n) references custody_handover (district, parcel, n)
);
comment on table custody_note is 'What was said about a stop of the line: it did not arrive, is lost, was found, was written down wrongly.';
create index custody_note_parcel on custody_note (district, parcel, at);

create table custody_box_move (
  district text not null,
  id uuid not null,
  box uuid not null,
  sailing uuid not null,
  what text not null check (what in ('on_board','arrived')),
  place text not null check (length(place) between 1 and 80),
  at timestamptz(3) not null,
  recorded_by uuid not null,
  primary key (district, id),
  foreign key (district, box) references custody_box (district, id)
);
create index custody_box_move_box on custody_box_move (district, box, at);

alter table custody_box enable row level security;
create policy custody_box_read on custody_box for select using (district = (select acting_district()));
create policy custody_box_add on custody_box for insert with check (district = (select claimed_district()) and in_ranges(area, (select acting_ranges())));
create policy custody_box_change on custody_box for update using (district = (select claimed_district()) and in_ranges(area, (select acting_ranges())));
alter table custody_box_move enable row level security;
create policy custody_box_move_read on custody_box_move for select using (district = (select acting_district()));
create policy custody_box_move_add on custody_box_move for insert with check (district = (select acting_district()) and recorded_by = (select acting_post()));
alter table custody_parcel enable row level security;
create policy custody_parcel_all on custody_parcel
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(id) or acting_granted(case_id)))
  with check (district = (select acting_district()) and exists (select 1 from stream_head h where h.district = custody_parcel.district and h.stream_id = id));
alter table custody_handover enable row level security;
create policy custody_handover_read on custody_handover for select using (
  district = (select acting_district()) and exists (select 1 from custody_parcel p where p.district = custody_handover.district and p.id = parcel));
create policy custody_handover_add on custody_handover for insert with check (
  district = (select acting_district()) and recorded_by = (select acting_post())
  and exists (select 1 from custody_parcel p where p.district = custody_handover.district and p.id = parcel));
alter table custody_count enable row level security;
create policy custody_count_read on custody_count for select using (
  district = (select acting_district()) and exists (select 1 from custody_parcel p where p.district = custody_count.district and p.id = parcel));
create policy custody_count_add on custody_count for insert with check (
  district = (select acting_district()) and counted_by = (select acting_post())
  and exists (select 1 from custody_parcel p where p.district = custody_count.district and p.id = parcel));
alter table custody_note enable row level security;
create policy custody_note_read on custody_note for select using (
  district = (select acting_district()) and exists (select 1 from custody_parcel p where p.district = custody_note.district and p.id = parcel));
create policy custody_note_add on custody_note for insert with check (
  district = (select acting_district()) and recorded_by = (select acting_post())
  and exists (select 1 from custody_parcel p where p.district = custody_note.district and p.id = parcel));

create view custody_v_parcel with (security_invoker = true) as
  select district, id, area, code, kind, case_id, resident, contents, cash_fen, in_return_for, from_kind, from_name, state, last_n, holder_kind, holder, since, expected_by,
    offered_kind, offered_to, deliver_on, deliver_by, registered_at from custody_parcel;
create view custody_v_line with (security_invoker = true) as
  select h.district, h.parcel, p.case_id, h.n, h.giver_kind, h.giver, h.taker_kind, h.taker, h.place, h.sailing, h.agreed, h.document, h.corrects, h.reason, h.at, h.recorded_by,
    exists (select 1 from custody_handover c where c.district = h.district and c.parcel = h.parcel and c.corrects = h.n) as struck
  from custody_handover h join custody_parcel p on p.district = h.district and p.id = h.parcel;
create view custody_v_box with (security_invoker = true) as
  select district, id, area, site, name, line, closed_on from custody_box;

grant select, insert on custody_box, custody_box_move, custody_parcel, custody_handover, custody_count, custody_note to daiban_app;
grant update (closed_on) on custody_box to daiban_app;
grant update (state, last_n, holder_kind, holder, since, expected_by, offered_kind, offered_to, deliver_on, deliver_by) on custody_parcel to daiban_app;
grant select on custody_v_parcel, custody_v_line, custody_v_box to daiban_app;
