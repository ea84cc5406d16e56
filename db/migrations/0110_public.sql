-- What people without an account may ask. The role daiban_public has no table, only these functions; each answers what one page shows.
-- Residents' names leave here masked.

-- Codes given on paper for one purpose. They are looked up by their keyed hash; sealed besides, so that a rotation of the keys can hash them anew.
create table public_code (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  purpose text not null check (purpose in ('looks')),
  subject uuid not null,
  code_hash text not null,
  code_sealed bytea not null,
  given_by uuid not null,
  given_at timestamptz(3) not null,
  valid_until timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (district, id),
  unique (district, code_hash)
);
alter table public_code enable row level security;
create policy public_code_add on public_code for insert with check (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(subject)) and given_by = (select acting_post()));
grant insert on public_code to daiban_app;

-- Tries, so that nobody guesses a phone's tail and nobody floods an office. Gone after a day.
create table public_try (
  what text not null check (what in ('short_code','ask')),
  key text not null check (length(key) <= 80),
  at timestamptz(3) not null default clock_timestamp()
);
create index public_try_key on public_try (what, key, at);
create index public_try_at on public_try (at);
alter table public_try enable row level security;

create function public_masked(name text) returns text language sql immutable parallel safe as $$
  select case when length(name) < 2 then '*' else left(name, 1) || repeat('*', least(length(name) - 1, 2)) end
$$;

-- The tries of one kind and key within some seconds; those of the same key wait for one another.
create function public_tries(p_what text, p_key text, p_seconds integer) returns integer
language plpgsql volatile security definer set search_path = public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_what || ':' || p_key, 0));
  delete from public_try where at < now() - interval '1 day';
  return (select count(*) from public_try where what = p_what and key = p_key and at > clock_timestamp() - make_interval(secs => p_seconds));
end $$;

create function public_may_try(p_what text, p_key text, p_most integer, p_seconds integer) returns boolean
language plpgsql volatile security definer set search_path = public as $$
begin
  if public_tries(p_what, p_key, p_seconds) >= p_most then return false; end if;
  insert into public_try (what, key) values (p_what, p_key);
  return true;
end $$;

-- The window that a place belongs to: the nearest at or above it, else the first within.
create function public_site_of(p_district text, p_area text) returns table (id uuid, name text, phone text, hours text)
language sql stable security definer set search_path = public as $$
  select s.id, s.name, s.phone, s.hours from network_site s
  where s.district = p_district and s.closed_on is null and s.kind in ('centre','convenience_centre','station','stationed_point','agent_point','extension_point')
    and (starts_with(p_area, s.area) or starts_with(s.area, p_area))
  order by s.area = p_area desc, starts_with(p_area, s.area) desc, case when starts_with(p_area, s.area) then -length(s.area) else length(s.area) end,
    s.kind in ('convenience_centre','station') desc, s.id
  limit 1
$$;

create function public_offices() returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('district', a.district, 'districtName', a.name, 'name', coalesce(s.name, a.name), 'phone', s.phone, 'hours', s.hours)
    order by a.district), '[]')
  from network_post p
  join network_area a on a.district = p.district and a.path = p.area
  left join lateral (
    select c.name, c.phone, c.hours from network_site c
    where c.district = a.district and c.closed_on is null and c.phone is not null
    order by c.kind = 'centre' desc, c.kind = 'convenience_centre' desc, length(c.area), c.id limit 1) s on true
  where p.role = 'system'
$$;

-- Islands, towns and zones that have a window of their own; a district without any is one place.
create function public_places() returns jsonb language sql stable security definer set search_path = public as $$
  with home as (select p.district, a.path, a.name from network_post p join network_area a on a.district = p.district and a.path = p.area where p.role = 'system'),
  near as (
    select h.district, h.name as district_name, a.path, a.name from home h
    join network_area a on a.district = h.district and a.kind in ('township','island','zone') and a.valid_until is null
    where exists (select 1 from network_site s where s.district = a.district and s.closed_on is null and starts_with(s.area, a.path))),
  place as (
    select * from near
    union all
    select h.district, h.name, h.path, h.name from home h where not exists (select 1 from near n where n.district = h.district))
  select coalesce(jsonb_agg(jsonb_build_object('district', p.district, 'districtName', p.district_name, 'area', p.path, 'name', p.name, 'site', s.id,
    'office', jsonb_build_object('name', s.name, 'phone', s.phone, 'hours', s.hours)) order by p.district, p.path), '[]')
  from (select * from place order by district, path limit 200) p
  join lateral public_site_of(p.district, p.path) s on true
$$;

-- A case as its page shows it.
create function public_case(p_district text, p_case uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object(
    'district', c.district, 'id', c.id, 'shortCode', c.short_code, 'name', public_masked(r.name), 'item', v.body -> 'name',
    'stages', coalesce((select jsonb_agg(jsonb_build_object('stage', s -> 'stage', 'by', s -> 'by')) from jsonb_array_elements(v.body -> 'stages') s), '[]'),
    'stage', c.stage, 'state', c.state, 'turn', c.turn, 'openedAt', c.opened_at, 'closedAt', c.closed_at,
    'due', (select k.due from work_clock k where k.district = c.district and k.subject = c.id and k.kind in ('promised','legal') and k.state = 'running'
            order by k.kind = 'promised' desc, k.id limit 1),
    'moves', coalesce((
      select jsonb_agg(jsonb_build_object('stage', m.stage, 'at', m.at, 'site', ms.name) order by m.at, m.entry)
      from (select * from cases_stage x where x.district = c.district and x.case_id = c.id and x.struck_by is null order by x.at, x.entry limit 60) m
      left join network_post mp on mp.district = m.district and mp.id = m.post
      left join network_site ms on ms.district = m.district and ms.id = coalesce(m.site, mp.site)), '[]'),
    'office', (select jsonb_build_object('name', o.name, 'phone', o.phone, 'hours', o.hours) from network_site o where o.district = c.district and o.id = c.receiving_site),
    'human', (
      select jsonb_build_object('name', h.name, 'phone', h.phone) from (
        select n.name, coalesce(d.site_phone, n.phone) as phone, 0 as rank from (
          select y.post, o.phone as site_phone from network_duty y join network_site o on o.district = y.district and o.id = y.site
          where y.district = c.district and y.site = c.receiving_site and not y.withdrawn and y.starts_at <= now() and y.ends_at > now() order by y.starts_at limit 1) d
        join network_post p on p.district = c.district and p.id = d.post join network_person n on n.district = p.district and n.id = p.person
        union all
        select n.name, o.phone, 1 from network_post p join network_person n on n.district = p.district and n.id = p.person
        left join network_site o on o.district = c.district and o.id = c.receiving_site
        where p.district = c.district and p.id = c.received_by and p.role <> 'system' and n.left_on is null
          and (p.valid_until is null or p.valid_until >= today_shanghai())) h
      order by h.rank limit 1),
    'department', v.body -> 'department' -> 'name',
    -- what the notices named and has not come since
    'missing', coalesce((
      select jsonb_agg(distinct m -> 'name') from cases_notice n cross join unnest(n.keys) k join jsonb_array_elements(v.body -> 'materials') m on m ->> 'key' = split_part(k, ':', 1)
      where n.district = c.district and n.case_id = c.id and c.state = 'informing' and not exists (
        select 1 from materials_given g where g.district = c.district and g.case_id = c.id and g.material_key = m ->> 'key' and g.state in ('given','accepted'))), '[]'),
    'toFollow', (
      select jsonb_build_object('names', jsonb_agg(m -> 'name'), 'due', min(p.due)) from cases_promise p join jsonb_array_elements(v.body -> 'materials') m on m ->> 'key' = p.material_key
      where p.district = c.district and p.case_id = c.id and p.cured_at is null having count(*) > 0),
    'waiting', (
      select x -> 'name' from cases_wait w join jsonb_array_elements(v.body -> 'waits') x on x ->> 'key' = w.wait_key
      where w.district = c.district and w.case_id = c.id and w.state = 'waiting' order by w.since, w.id limit 1),
    'delivery', (
      select jsonb_build_object('on', coalesce(k.due, t.due), 'by', n.name) from work_task t
      left join work_clock k on k.district = t.district and k.id = t.clock
      left join network_post p on p.district = t.district and p.id = t.holder_post left join network_person n on n.district = p.district and n.id = p.person
      where t.district = c.district and t.subject = c.id and t.kind = 'deliver' and t.state in ('open','waiting') order by t.id limit 1),
    'ratedAt', (select e.at from evaluation_rating e where e.district = c.district and e.case_id = c.id))
  from cases_case c
  join residents_resident r on r.district = c.district and r.id = c.resident
  join catalogue_version v on v.district = c.district and v.code = c.item_code and v.version = c.version
  where c.district = p_district and c.id = p_case
$$;

create function public_case_by_code(p_districts text[], p_hashes text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select public_case(c.district, c.id) from unnest(p_districts, p_hashes) as k(district, hash)
  join cases_case c on c.district = k.district and c.public_code_hash = k.hash limit 1
$$;

-- Short code with the tail of a phone, or the birthday where the office knows no phone. Five wrong tries an hour for each code,
-- also for codes that are none, so that an answer tells nothing about which exist. Right answers are not counted.
create function public_case_by_short(p_short_code text, p_districts text[], p_tails text[], p_birthday date) returns jsonb
language plpgsql volatile security definer set search_path = public as $$
declare
  most constant integer := 5;
  tried integer;
  found jsonb;
begin
  if length(p_short_code) > 20 then return jsonb_build_object('outcome', 'wrong', 'left', 0); end if;
  tried := public_tries('short_code', p_short_code, 3600);
  if tried >= most then return jsonb_build_object('outcome', 'too_many'); end if;
  select jsonb_build_object('outcome', 'found', 'district', c.district, 'id', c.id, 'code', encode(c.public_code, 'base64')) into found
  from cases_case c join residents_resident r on r.district = c.district and r.id = c.resident
  where c.short_code = p_short_code and c.district = any(select district from network_post where role = 'system')
    and (exists (
        select 1 from residents_contact t join unnest(p_districts, p_tails) as k(district, tail) on k.district = t.district and k.tail = t.phone_tail
        where t.district = c.district and t.resident = c.resident and t.withdrawn_at is null)
      or (r.birth = p_birthday and not exists (
        select 1 from residents_contact t where t.district = c.district and t.resident = c.resident and t.withdrawn_at is null and t.phone_tail is not null)))
  limit 1;
  if found is not null then return found; end if;
  insert into public_try (what, key) values ('short_code', p_short_code);
  return jsonb_build_object('outcome', 'wrong', 'left', most - tried - 1);
end $$;

-- Who looked at one's file: with a code from the window, open for a quarter of an hour from its first use.
create function public_looks(p_districts text[], p_hashes text[]) returns jsonb
language plpgsql volatile security definer set search_path = public as $$
declare
  most constant integer := 100;
  v_district text;
  v_person uuid;
  v_used timestamptz;
  v_code uuid;
begin
  select c.district, c.subject, c.used_at, c.id into v_district, v_person, v_used, v_code
  from unnest(p_districts, p_hashes) as k(district, hash) join public_code c on c.district = k.district and c.code_hash = k.hash
  where c.purpose = 'looks' and (c.valid_until > now() or c.used_at is not null) limit 1;
  if v_code is null then return jsonb_build_object('outcome', 'wrong', 'name', null, 'rows', '[]'::jsonb, 'more', false); end if;
  if v_used < now() - interval '15 minutes' then return jsonb_build_object('outcome', 'used', 'name', null, 'rows', '[]'::jsonb, 'more', false); end if;
  update public_code set used_at = now() where district = v_district and id = v_code and used_at is null;
  return (
    select jsonb_build_object('outcome', 'shown', 'name', (select public_masked(r.name) from residents_resident r where r.district = v_district and r.id = v_person),
      'rows', coalesce(jsonb_agg(jsonb_build_object('at', l.at, 'who', coalesce(public_masked(n.name), ''), 'role', coalesce(p.role, ''), 'site', s.name, 'reason', l.reason)
        order by l.at desc) filter (where l.n <= most), '[]'),
      'more', count(*) > most)
    from (select x.*, row_number() over (order by x.at desc) as n from platform_look x
          where x.district = v_district and x.subject = v_person order by x.at desc limit most + 1) l
    left join network_post p on p.district = v_district and p.id = l.post
    left join network_person n on n.district = v_district and n.id = p.person
    left join network_site s on s.district = v_district and s.id = p.site);
end $$;

grant execute on function public_offices(), public_places(), public_case_by_code(text[], text[]), public_case_by_short(text, text[], text[], date),
  public_looks(text[], text[]), public_may_try(text, text, integer, integer) to daiban_public;
