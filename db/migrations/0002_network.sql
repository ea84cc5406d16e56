-- network: areas, sites, staff and their posts. Row-level security everywhere asks these tables who is acting.
create table network_area (
  district text not null,
  id uuid not null,
  path text collate "C" not null check (path ~ '^([0-9a-z]{1,12}\.){1,12}$'),
  kind text not null check (kind in ('province','city','district','township','village','zone','island','group','grid')),
  name text not null check (length(name) between 1 and 60),
  official_code text check (official_code ~ '^[0-9]{2,12}$'),
  aliases text[] not null default '{}',
  valid_from date,
  valid_until date,
  primary key (district, id),
  unique (district, path)
);
comment on table network_area is 'One tree of our own: divisions, zones, islands, village groups, grids. The path never changes; official codes and names are attributes.';

create table network_site (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  kind text not null check (kind in ('centre','convenience_centre','station','stationed_point','agent_point','extension_point','terminal','bank_point','petition_station','petition_point','harbour_post','drift_box')),
  name text not null check (length(name) between 1 and 80),
  address text,
  phone text,
  hours text,
  closed_on date,
  primary key (district, id),
  foreign key (district, area) references network_area (district, path)
);

create table network_person (
  district text not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 40),
  phone text,
  account text,
  left_on date,
  primary key (district, id)
);
comment on column network_person.account is 'User of the sign-in library, null until an account is made.';
create unique index network_person_account on network_person (district, account) where account is not null;

create table network_post (
  district text not null,
  id uuid not null,
  person uuid not null,
  role text not null check (role in ('clerk','helper','approver','coordinator','referrer','partner','policy_author','policy_publisher','auditor','administrator','system')),
  employment text check (employment in ('full_time','part_time','volunteer')),
  title text,
  site uuid,
  area text collate "C" not null,
  ranges text[] not null check (cardinality(ranges) between 0 and 20),
  department text,
  valid_from date not null,
  valid_until date,
  primary key (district, id),
  foreign key (district, person) references network_person (district, id),
  foreign key (district, site) references network_site (district, id),
  check (role <> 'approver' or department is not null),
  check (valid_until is null or valid_until >= valid_from)
);
create index network_post_person on network_post (district, person);
create index network_post_site on network_post (district, site);

create table network_duty (
  district text not null,
  id uuid not null,
  site uuid not null,
  area text collate "C" not null,
  post uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  note text,
  withdrawn boolean not null default false,
  primary key (district, id),
  foreign key (district, site) references network_site (district, id),
  foreign key (district, post) references network_post (district, id)
);
create index network_duty_now on network_duty (district, site, ends_at);

-- Who is acting. The application sets one setting a transaction, the post's id; everything else is read here.
create function acting_post() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('daiban.post', true), '')::uuid $$;

-- The district that the session claims: enough beside a condition that looks the post up in that very district (acting_ranges, acting_person,
-- acting_holders, acting_granted), and twenty times cheaper than looking it up once more. Alone it proves nothing.
create function claimed_district() returns text language sql stable parallel safe as $$ select current_setting('daiban.district', true) $$;

create function today_shanghai() returns date language sql stable as $$ select (now() at time zone 'Asia/Shanghai')::date $$;

-- Null before a post begins and after it has ended: every policy asks this first, so such a post reads and writes nothing.
create function acting_district() returns text language sql stable security definer set search_path = public as $$
  select p.district from network_post p
  where p.district = current_setting('daiban.district', true) and p.id = acting_post()
    and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
$$;

-- Who is acting, as a person: what one did before switching posts stays one's own.
create function acting_person() returns uuid language sql stable security definer set search_path = public
  as $$ select p.person from network_post p where p.district = current_setting('daiban.district', true) and p.id = acting_post() $$;

-- Ranges in which the acting post sees residents' matters; none for approvers (they come in by grants) and administrators.
create function acting_ranges() returns text[] language sql stable security definer set search_path = public as $$
  select p.ranges from network_post p
  where p.district = current_setting('daiban.district', true) and p.id = acting_post()
    and p.role in ('clerk','helper','coordinator','referrer','system')
    and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
$$;

-- Ranges of the network itself: areas, sites, staff, ledger heads without personal data.
create function acting_office_ranges() returns text[] language sql stable security definer set search_path = public as $$
  select p.ranges from network_post p
  where p.district = current_setting('daiban.district', true) and p.id = acting_post()
    and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
$$;

create function acting_role() returns text language sql stable security definer set search_path = public as $$
  select p.role from network_post p
  where p.district = current_setting('daiban.district', true) and p.id = acting_post()
    and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
$$;

create function acting_department() returns text language sql stable security definer set search_path = public as $$
  select p.department from network_post p
  where p.district = current_setting('daiban.district', true) and p.id = acting_post() and p.role = 'approver'
    and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
$$;

-- Whether an area lies in one of some ranges. starts_with is right for any path without wildcards.
create function in_ranges(area text, ranges text[]) returns boolean language sql immutable parallel safe
  as $$ select exists (select 1 from unnest(ranges) r where starts_with(area, r)) $$;

grant execute on function acting_post(), claimed_district(), acting_district(), acting_person(), today_shanghai(), acting_ranges(), acting_office_ranges(), acting_role(), acting_department(),
  in_ranges(text, text[]) to daiban_app, daiban_worker;

alter table network_area enable row level security;
create policy network_area_read on network_area for select using (district = (select acting_district()));
create policy network_area_write on network_area for insert with check (district = (select acting_district()) and in_ranges(path, (select acting_office_ranges())));
create policy network_area_change on network_area for update using (district = (select acting_district()) and in_ranges(path, (select acting_office_ranges())));
alter table network_site enable row level security;
create policy network_site_read on network_site for select using (district = (select acting_district()));
create policy network_site_write on network_site for insert with check (district = (select acting_district()) and in_ranges(area, (select acting_office_ranges())));
create policy network_site_change on network_site for update using (district = (select acting_district()) and in_ranges(area, (select acting_office_ranges())));
alter table network_person enable row level security;
create policy network_person_read on network_person for select using (district = (select acting_district()));
create policy network_person_write on network_person for insert with check (district = (select acting_district()) and (select acting_role()) in ('administrator','coordinator'));
create policy network_person_change on network_person for update using (district = (select acting_district()) and (select acting_role()) in ('administrator','coordinator'));
alter table network_post enable row level security;
create policy network_post_read on network_post for select using (district = (select acting_district()));
create policy network_post_write on network_post for insert with check (district = (select acting_district()) and (select acting_role()) in ('administrator','coordinator') and in_ranges(area, (select acting_office_ranges())));
create policy network_post_change on network_post for update using (district = (select acting_district()) and (select acting_role()) in ('administrator','coordinator') and in_ranges(area, (select acting_office_ranges())));
alter table network_duty enable row level security;
create policy network_duty_read on network_duty for select using (district = (select acting_district()));
create policy network_duty_write on network_duty for insert with check (district = (select acting_district()) and in_ranges(area, (select acting_office_ranges())));
create policy network_duty_change on network_duty for update using (district = (select acting_district()) and in_ranges(area, (select acting_office_ranges())));

grant select, insert, update on network_area, network_site, network_person, network_post, network_duty to daiban_app;

-- Before anyone acts: the posts that an account holds today.
create function network_posts_of(p_account text) returns table (
  district text, person uuid, name text, post uuid, role text, title text, site uuid, site_name text, area text, area_name text, ranges text[], department text, valid_from date, valid_until date
) language sql stable security definer set search_path = public as $$
  select p.district, p.person, n.name, p.id, p.role, p.title, p.site, s.name, p.area, a.name, p.ranges, p.department, p.valid_from, p.valid_until
  from network_person n
  join network_post p on p.district = n.district and p.person = n.id
  left join network_site s on s.district = p.district and s.id = p.site
  left join network_area a on a.district = p.district and a.path = p.area
  where n.account = p_account and n.left_on is null and p.role <> 'system'
    and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
  order by p.valid_from, p.id
$$;
grant execute on function network_posts_of(text) to daiban_app;

-- The system post of a district acts for residents without an account (online form, rating) and for jobs.
create function network_system_post(p_district text) returns table (person uuid, post uuid, area text, ranges text[])
language sql stable security definer set search_path = public as $$
  select person, id, area, ranges from network_post where district = p_district and role = 'system' order by valid_from limit 1
$$;
grant execute on function network_system_post(text) to daiban_app;
