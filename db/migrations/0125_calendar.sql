-- work: the days that an office sets apart for itself, and the years of the State Council's notice that it brought in by hand.
-- Both hold for the whole district: they move everybody's deadlines.
create table work_calendar_day (
  district text not null,
  id uuid not null,
  day date not null,
  kind text not null check (kind in ('work','rest')),
  reason_zh text not null check (length(reason_zh) between 1 and 40),
  reason_en text not null check (length(reason_en) between 1 and 80),
  withdrawn_at timestamptz(3),
  withdrawn_why text check (length(withdrawn_why) between 1 and 200),
  primary key (district, id),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
create unique index work_calendar_day_once on work_calendar_day (district, day) where withdrawn_at is null;
create index work_calendar_day_of on work_calendar_day (district, day);

create table work_calendar_year (
  district text not null,
  year smallint not null,
  id uuid not null,
  body jsonb not null,
  imported_at timestamptz(3) not null,
  primary key (district, year)
);
comment on column work_calendar_year.id is 'The import that is in force; whoever brings in the year again names it.';
comment on column work_calendar_year.body is 'PublishedYear of kernel/workdays.ts.';

-- Only who answers for the whole district: its system post stands at the district''s root.
create function work_may_set_calendar() returns boolean language sql stable as $$
  select coalesce(acting_role() in ('coordinator','administrator')
    and in_ranges((select s.area from network_system_post(acting_district()) s), acting_office_ranges()), false)
$$;

-- For the program's own memory of calendars, which it keeps without acting in a post. Nothing of a person is in it.
create function work_calendars(p_district text) returns table (district text, years jsonb, days jsonb)
language sql stable security definer set search_path = public as $$
  select d.district,
    coalesce((select jsonb_agg(y.body order by y.year) from work_calendar_year y where y.district = d.district), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('district', o.district, 'day', o.day, 'kind', o.kind,
        'reason', jsonb_build_object('zh', o.reason_zh, 'en', o.reason_en)) order by o.day)
      from work_calendar_day o where o.district = d.district and o.withdrawn_at is null), '[]')
  from (select y.district from work_calendar_year y union select o.district from work_calendar_day o) d
  where p_district is null or d.district = p_district
$$;
grant execute on function work_may_set_calendar() to daiban_app, daiban_worker;
grant execute on function work_calendars(text) to daiban_app;

alter table work_calendar_day enable row level security;
create policy work_calendar_day_read on work_calendar_day for select using (district = (select acting_district()));
create policy work_calendar_day_add on work_calendar_day for insert with check (district = (select acting_district()) and (select work_may_set_calendar()));
create policy work_calendar_day_change on work_calendar_day for update using (district = (select acting_district()) and (select work_may_set_calendar()));
alter table work_calendar_year enable row level security;
create policy work_calendar_year_read on work_calendar_year for select using (district = (select acting_district()));
create policy work_calendar_year_add on work_calendar_year for insert with check (district = (select acting_district()) and (select work_may_set_calendar()));
create policy work_calendar_year_change on work_calendar_year for update using (district = (select acting_district()) and (select work_may_set_calendar()));

grant select, insert on work_calendar_day, work_calendar_year to daiban_app;
grant update (withdrawn_at, withdrawn_why) on work_calendar_day to daiban_app;
grant update (id, body, imported_at) on work_calendar_year to daiban_app;
