-- residents: people, households, ways to reach them, what is known of them, what they ask about their own data.
-- Names, dates of birth and addresses stand behind row-level security; ID numbers and phones are sealed besides, and found by keyed hash.
create table residents_household (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  number text check (length(number) between 1 and 30),
  address text check (length(address) between 1 and 200),
  words text[] not null default '{}',
  primary key (district, id)
);
comment on table residents_household is 'A household of the register. number is what the office calls it; words are the address cut for the search.';
create unique index residents_household_number on residents_household (district, area, number) where number is not null;

-- The area and all above it as search words: `@33.3309.`, so that the index itself keeps a search within the ranges.
create function residents_area_words(area text) returns text[] language sql immutable parallel safe
  as $$ select array(select '@' || left(area, i) from generate_series(1, length(area)) i where substr(area, i, 1) = '.') $$;

create table residents_resident (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  name text not null check (length(name) between 1 and 40),
  sex text check (sex in ('female','male')),
  birth date,
  id_sealed bytea,
  id_hash text,
  id_tail text,
  household uuid,
  relation text check (length(relation) between 1 and 20),
  address text check (length(address) between 1 and 200),
  registered_area text collate "C",
  lives_elsewhere text check (length(lives_elsewhere) between 1 and 100),
  home_since date,
  language text check (length(language) between 1 and 20),
  died_on date,
  merged_into uuid,
  registered_at timestamptz(3) not null,
  name_words text[] not null default '{}',
  home_words text[] not null default '{}',
  household_words text[] not null default '{}',
  phone_words text[] not null default '{}',
  words text[] not null generated always as (
    residents_area_words(area) || name_words || home_words || household_words || phone_words
    || array_remove(array['#' || id_hash, '#' || id_tail], null)) stored,
  primary key (district, id),
  foreign key (district, household) references residents_household (district, id),
  foreign key (district, merged_into) references residents_resident (district, id),
  check (num_nonnulls(id_sealed, id_hash, id_tail) in (0, 3)),
  check (merged_into <> id)
);
comment on column residents_resident.area is 'Area of the home, and so of the office that owns the record. It changes only through residents_move_area.';
comment on column residents_resident.lives_elsewhere is 'Registered here, lives there: another island, a city.';
comment on column residents_resident.words is 'What the person is found by: parts of name, pinyin, address; keyed hashes of numbers (#); the areas (@).';
create unique index residents_resident_id_number on residents_resident (district, id_hash) where id_hash is not null and merged_into is null;
create index residents_resident_area on residents_resident (district, area, id);
create index residents_resident_household on residents_resident (district, household) where household is not null;
create index residents_resident_merged on residents_resident (district, merged_into) where merged_into is not null;
-- A short list of pending entries: else a search after a bulk import reads megabytes of them one by one.
create index residents_resident_words on residents_resident using gin (words) with (gin_pending_list_limit = 256);

create table residents_contact (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  kind text not null check (kind in ('own_phone','relative','neighbour','group','post','knock')),
  name text check (length(name) between 1 and 40),
  relation text check (length(relation) between 1 and 20),
  phone_sealed bytea,
  phone_hash text,
  phone_tail text,
  place text check (length(place) between 1 and 200),
  best_hours text check (length(best_hours) between 1 and 100),
  trusted boolean not null default false,
  note text check (length(note) between 1 and 500),
  withdrawn_at timestamptz(3),
  primary key (district, id),
  foreign key (district, resident) references residents_resident (district, id),
  check (num_nonnulls(phone_sealed, phone_hash, phone_tail) in (0, 3))
);
comment on table residents_contact is 'How to reach a person: own phone, relative, neighbour, group, post, knock on the door; whom they trust, best hours.';
create index residents_contact_resident on residents_contact (district, resident);
create index residents_contact_phone on residents_contact (district, phone_hash) where phone_hash is not null and withdrawn_at is null;

create table residents_fact (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  name text not null check (length(name) between 1 and 40),
  value jsonb,
  at date not null,
  valid_until date,
  source text not null check (source in ('roster','visit','self','relative','neighbour','department','document','import')),
  sure text not null check (sure in ('certain','likely','hearsay')),
  purpose text not null check (purpose in ('service','one_matter')),
  note text check (length(note) between 1 and 500),
  recorded_by uuid not null,
  recorded_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  withdrawn_reason text,
  primary key (district, id),
  foreign key (district, resident) references residents_resident (district, id)
);
comment on column residents_fact.value is 'Boolean, text, day as text, number as decimal text. Null: asked and not known, which is not no.';
comment on column residents_fact.purpose is 'What the person was told it is for. one_matter: never used to screen.';
create index residents_fact_resident on residents_fact (district, resident, name, at desc, recorded_at desc) where withdrawn_at is null;

create table residents_former (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  what text not null check (what in ('name','id_number','sex','birth','home','household','death')),
  value bytea not null,
  reason bytea not null,
  until_on date not null,
  by_post uuid not null,
  at timestamptz(3) not null,
  primary key (district, id, what),
  foreign key (district, resident) references residents_resident (district, id)
);
comment on column residents_former.id is 'The entry that changed it.';
comment on table residents_former is 'What stood here before it was put right or changed, sealed: shown struck through beside what holds now.';
create index residents_former_resident on residents_former (district, resident, at);

create table residents_request (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  kind text not null check (kind in ('copy','correction','deletion','who_looked')),
  words bytea not null,
  asked_on date not null,
  state text not null default 'open' check (state in ('open','answered','refused')),
  answer bytea,
  closed_by uuid,
  closed_at timestamptz(3),
  primary key (district, id),
  foreign key (district, resident) references residents_resident (district, id),
  check ((state = 'open') = (closed_at is null))
);
comment on table residents_request is 'What people ask about their own data: a copy, a correction, its deletion, who looked. words and answer are sealed.';
create index residents_request_open on residents_request (district, state, asked_on, id);
create index residents_request_resident on residents_request (district, resident);

-- The second wall. Whoever was let into a person's matter (acting_granted) sees that person.
alter table residents_household enable row level security;
create policy residents_household_all on residents_household
  using (district = (select claimed_district()) and in_ranges(area, (select acting_ranges())))
  with check (district = (select claimed_district()) and in_ranges(area, (select acting_ranges())));
alter table residents_resident enable row level security;
create policy residents_resident_all on residents_resident
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(id)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(id)));
alter table residents_contact enable row level security;
create policy residents_contact_all on residents_contact
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));
alter table residents_fact enable row level security;
create policy residents_fact_all on residents_fact
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));
alter table residents_former enable row level security;
create policy residents_former_all on residents_former
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(resident)));
alter table residents_request enable row level security;
create policy residents_request_all on residents_request
  using (district = (select claimed_district()) and in_ranges(area, (select acting_ranges())))
  with check (district = (select claimed_district()) and in_ranges(area, (select acting_ranges())));

grant select, insert on residents_household, residents_resident, residents_contact, residents_fact, residents_former, residents_request to daiban_app;
grant update (address, words) on residents_household to daiban_app;
grant update (name, sex, birth, id_sealed, id_hash, id_tail, household, relation, address, registered_area, lives_elsewhere, home_since, language, died_on, merged_into,
  name_words, home_words, household_words, phone_words) on residents_resident to daiban_app;
grant update (withdrawn_at) on residents_contact to daiban_app;
grant update (withdrawn_at, withdrawn_reason) on residents_fact to daiban_app;
grant update (state, answer, closed_by, closed_at) on residents_request to daiban_app;

-- All that was said of people, for whoever weighs it by the rule of modules/residents/domain/current.ts.
create view residents_v_statement with (security_invoker = true) as
  select district, id, area, resident, name, value, at, valid_until, source, sure, purpose, recorded_by, recorded_at, withdrawn_at is not null as withdrawn
  from residents_fact;

-- What was seen on paper or in a department's register weighs more than what was seen, that more than what was said, that more than gossip.
create function residents_source_strength(source text) returns integer language sql immutable as $$
  select case source when 'document' then 4 when 'department' then 4 when 'visit' then 3 when 'neighbour' then 1 else 2 end
$$;

-- The same rule for PostgreSQL (a test holds the two together): whether a later statement takes the place of an earlier one of the same name.
create function residents_fact_ends(later residents_fact, earlier residents_fact) returns boolean language sql immutable as $$
  select (later.at, later.recorded_at, later.id) > (earlier.at, earlier.recorded_at, earlier.id)
    and array_position(array['hearsay','likely','certain'], later.sure) >= array_position(array['hearsay','likely','certain'], earlier.sure)
    and (later.source = earlier.source
      or later.value is not null and later.sure = 'certain'
        and residents_source_strength(later.source) >= residents_source_strength(earlier.source) + case when later.at > earlier.at then 0 else 1 end)
$$;

-- Facts that are known today: nobody of weight says otherwise, and they have not run out. A conflict is not in it, nor “asked, not known”.
create view residents_v_fact with (security_invoker = true) as
  select distinct on (district, resident, name) district, id, area, resident, name, value, at, valid_until, source, sure, purpose, note, recorded_by, recorded_at
  from (
    select f.*, min(v.said) over one as low, max(v.said) over one as high
    from residents_fact f
    cross join lateral (select case when f.value #>> '{}' ~ '^-?[0-9]+([.][0-9]+)?$' then trim_scale((f.value #>> '{}')::numeric)::text else f.value::text end as said) v
    where f.withdrawn_at is null and f.value is not null and f.at <= today_shanghai() and (f.valid_until is null or f.valid_until >= today_shanghai())
      and not exists (
        select 1 from residents_fact l
        where l.district = f.district and l.resident = f.resident and l.name = f.name and l.withdrawn_at is null and l.at <= today_shanghai()
          and residents_fact_ends(l, f))
    window one as (partition by f.district, f.resident, f.name)) held
  where low = high
  order by district, resident, name, residents_source_strength(source) desc, at desc, recorded_at desc;

-- A person as other modules show it. green_why: why the person goes first in every queue (绿色通道); nothing unknown counts.
-- Left out of a query it costs nothing, asked for it costs a look at the facts; what is known is worked out only where somebody said yes.
create view residents_v_person with (security_invoker = true) as
  select r.district, r.id, r.area, r.name, r.sex, r.birth, r.id_sealed, r.household, r.relation, r.address, r.registered_area, r.lives_elsewhere, r.home_since,
    r.language, r.died_on, r.merged_into, cardinality(g.why) > 0 as green, g.why as green_why
  from residents_resident r
  cross join lateral (
    select case when r.birth <= today_shanghai() - interval '70 years' then array['年满70岁'] else '{}'::text[] end
      || array(
        select case f.name when '独居' then '独居老人' else f.name end
        from (select distinct t.name from residents_fact t
          where t.district = r.district and t.resident = r.id and t.name in ('残疾','低保','卧床','独居') and t.value = 'true'::jsonb and t.withdrawn_at is null) said
        cross join lateral (select v.name, v.value from residents_v_fact v where v.district = r.district and v.resident = r.id and v.name = said.name) f
        where f.value = 'true'::jsonb and (f.name <> '独居' or r.birth <= today_shanghai() - interval '60 years')
        order by f.name) as why) g;

create view residents_v_household with (security_invoker = true) as
  select district, id, area, number, address from residents_household;
create view residents_v_contact with (security_invoker = true) as
  select district, id, area, resident, kind, name, relation, place, best_hours, trusted, phone_hash is not null as has_phone
  from residents_contact where withdrawn_at is null;
create view residents_v_phone_tail with (security_invoker = true) as
  select district, resident, phone_tail as tail_hash, phone_hash from residents_contact where withdrawn_at is null and phone_tail is not null;
grant select on residents_v_statement, residents_v_fact, residents_v_person, residents_v_household, residents_v_contact, residents_v_phone_tail to daiban_app;

-- Finding people. Row-level security lets PostgreSQL use an index only through leakproof operators, which @> is not; so this function
-- applies the acting ranges itself and answers ids, which the caller joins again under the policy.
-- p_alternatives: each a set of words, joined by spaces, all of which must be there. p_text: what the name is ranked by.
-- Settings: a limit tempts the planner to walk the table in the hope of a quick hit. Materialized: else who acts is asked again for every row.
create function residents_search(p_alternatives text[], p_text text, p_limit integer) returns table (id uuid)
language plpgsql stable security definer set search_path = public set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_generic_plan rows 50 as $$
#variable_conflict use_column
begin return query
  with me as materialized (select acting_district() as district, acting_ranges() as ranges)
  select hit.id from (
    select distinct on (found.id) found.id, found.name
    from me
    cross join unnest(me.ranges) as range
    cross join unnest(p_alternatives) as alternative
    cross join lateral (
      select coalesce(r.merged_into, r.id) as id, r.name from residents_resident r
      where r.words @> (string_to_array(alternative, ' ') || ('@' || range)) and r.district = me.district
      limit 400) found
  ) hit
  order by hit.name = p_text desc, starts_with(hit.name, p_text) desc, length(hit.name), hit.name collate "C", hit.id
  limit least(p_limit, 200);
end $$;

-- Whether somebody in the district has one of these ID numbers already. Outside one's own ranges it says only which office has the record.
create function residents_known(p_hashes text[]) returns table (hash text, resident uuid, office text, office_phone text)
language sql stable security definer set search_path = public as $$
  select r.id_hash,
    case when in_ranges(r.area, me.ranges) or acting_granted(r.id) then coalesce(r.merged_into, r.id) end,
    coalesce(o.name, a.name), o.phone
  from (select acting_district() as district, acting_ranges() as ranges) me
  join residents_resident r on r.district = me.district and r.id_hash = any(p_hashes)
  left join network_area a on a.district = r.district and a.path = r.area
  left join lateral (
    select s.name, s.phone from network_site s
    where s.district = r.district and starts_with(r.area, s.area) and s.closed_on is null
    order by length(s.area) desc, s.id limit 1) o on true
  where me.ranges is not null
$$;

-- A home in another area: the record and all that hangs on it go over to the office there, which the giving office could not write itself.
create function residents_move_area(p_resident uuid, p_area text) returns void language plpgsql security definer set search_path = public as $$
declare d text := acting_district();
begin
  perform 1 from residents_resident r
    where r.district = d and r.id = p_resident and (in_ranges(r.area, acting_ranges()) or acting_granted(r.id));
  if not found then raise exception 'new row violates row-level security: residents_move_area' using errcode = '42501'; end if;
  perform 1 from network_area a where a.district = d and a.path = p_area;
  if not found then raise exception 'residents_move_area: no such area' using errcode = '23503'; end if;
  update residents_resident set area = p_area where district = d and id = p_resident;
  update residents_contact set area = p_area where district = d and resident = p_resident;
  update residents_fact set area = p_area where district = d and resident = p_resident;
  update residents_former set area = p_area where district = d and resident = p_resident;
  update stream_head h set area = p_area from residents_request q
    where q.district = d and q.resident = p_resident and h.district = d and h.stream_id = q.id;
  update residents_request set area = p_area where district = d and resident = p_resident;
  update stream_head set area = p_area where district = d and stream_id = p_resident;
end $$;

-- Whether the reason given for opening a person's page is one that the system can see. Null: it cannot tell.
-- Modules that hold cases, visits and leads replace this function and add what they know.
create function residents_reason_holds(p_reason text, p_resident uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select case p_reason
    when 'duty' then exists (
      select 1 from network_duty d where d.district = acting_district() and d.post = acting_post()
        and not d.withdrawn and d.starts_at <= now() and d.ends_at > now())
    else null end
$$;

grant execute on function residents_source_strength(text), residents_fact_ends(residents_fact, residents_fact), residents_area_words(text), residents_search(text[], text, integer), residents_known(text[]),
  residents_move_area(uuid, text), residents_reason_holds(text, uuid) to daiban_app, daiban_worker;
