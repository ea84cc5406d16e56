-- trips: lines (ferry, bus, on foot) and their timetables. No personal data: everyone in the district reads them.
create table trips_line (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  kind text not null check (kind in ('ferry','bus','car','walk')),
  name text not null check (length(name) between 1 and 60),
  from_area text collate "C" not null,
  to_area text collate "C" not null,
  from_place text not null check (length(from_place) between 1 and 60),
  to_place text not null check (length(to_place) between 1 and 60),
  minutes integer not null check (minutes between 1 and 2880),
  fare_fen bigint not null check (fare_fen between 0 and 10000000),
  primary key (district, id),
  check (from_area <> to_area or from_place <> to_place)
);
comment on table trips_line is 'One way, from one place to another; the way back is a line of its own.';
create index trips_line_from on trips_line (district, from_area);
create index trips_line_to on trips_line (district, to_area);

create table trips_sailing (
  district text not null,
  id uuid not null,
  line uuid not null,
  departs text not null check (departs ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  weekdays smallint[] not null check (cardinality(weekdays) between 1 and 7 and weekdays <@ array[1,2,3,4,5,6,7]::smallint[]),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  minutes integer check (minutes between 1 and 2880),
  primary key (district, id),
  foreign key (district, line) references trips_line (district, id)
);
comment on column trips_sailing.weekdays is '1 Monday … 7 Sunday. A single day is a sailing valid from and until that day.';
comment on column trips_sailing.minutes is 'Where this one takes longer or shorter than its line.';
create index trips_sailing_line on trips_sailing (district, line);

create table trips_cancellation (
  district text not null,
  sailing uuid not null,
  on_day date not null,
  reason text not null check (length(reason) between 1 and 200),
  withdrawn boolean not null default false,
  primary key (district, sailing, on_day),
  foreign key (district, sailing) references trips_sailing (district, id)
);

alter table trips_line enable row level security;
create policy trips_line_read on trips_line for select using (district = (select acting_district()));
create policy trips_line_add on trips_line for insert with check (district = (select claimed_district()) and in_ranges(area, (select acting_ranges())));
alter table trips_sailing enable row level security;
create policy trips_sailing_read on trips_sailing for select using (district = (select acting_district()));
create policy trips_sailing_add on trips_sailing for insert with check (
  district = (select acting_district())
  and exists (select 1 from trips_line l where l.district = trips_sailing.district and l.id = line and in_ranges(l.area, (select acting_ranges()))));
create policy trips_sailing_change on trips_sailing for update using (
  district = (select acting_district())
  and exists (select 1 from trips_line l where l.district = trips_sailing.district and l.id = line and in_ranges(l.area, (select acting_ranges()))));
alter table trips_cancellation enable row level security;
create policy trips_cancellation_read on trips_cancellation for select using (district = (select acting_district()));
create policy trips_cancellation_add on trips_cancellation for insert with check (
  district = (select acting_district())
  and exists (select 1 from trips_sailing s join trips_line l on l.district = s.district and l.id = s.line
    where s.district = trips_cancellation.district and s.id = sailing and in_ranges(l.area, (select acting_ranges()))));
create policy trips_cancellation_change on trips_cancellation for update using (
  district = (select acting_district())
  and exists (select 1 from trips_sailing s join trips_line l on l.district = s.district and l.id = s.line
    where s.district = trips_cancellation.district and s.id = sailing and in_ranges(l.area, (select acting_ranges()))));

create view trips_v_line with (security_invoker = true) as
  select district, id, area, kind, name, from_area, to_area, from_place, to_place, minutes, fare_fen from trips_line;
create view trips_v_sailing with (security_invoker = true) as
  select s.district, s.id, s.line, l.name, s.departs, s.weekdays, s.valid_from, s.valid_until, coalesce(s.minutes, l.minutes) as minutes
  from trips_sailing s join trips_line l on l.district = s.district and l.id = s.line;

grant select, insert on trips_line, trips_sailing, trips_cancellation to daiban_app;
grant update (valid_until) on trips_sailing to daiban_app;
grant update (reason, withdrawn) on trips_cancellation to daiban_app;
grant select on trips_v_line, trips_v_sailing to daiban_app;
