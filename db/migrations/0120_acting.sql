-- Who is acting, asked once a transaction. Every policy of every table in every statement asks for the acting post's district and ranges; a look at
-- network_post for each costs 15 µs (PostgreSQL 18) to 80 µs (15), thirty times a command. So each transaction looks once and keeps the answer in a
-- setting (platform/executor/transaction.ts); the acting_* functions read it, and where it is not there or not of this post, they look themselves.
-- No weaker than before: whoever can set daiban.acting could set daiban.post.

-- Simple enough for PostgreSQL to write it into the query: 5 µs a row less.
create or replace function in_ranges(area text, ranges text[]) returns boolean language sql immutable parallel safe
  as $$ select area ^@ any (ranges) $$;

-- Lines: 1 post, 2 district, 3 role, 4 ranges of residents' matters, 5 ranges of the network, 6 department, 7 person, 8 holders. Empty where there is none;
-- nothing at all before a post begins and after it has ended.
create function platform_acting_read(p_district text, p_post uuid) returns text language sql stable security definer set search_path = public as $$
  select concat_ws(E'\n', p_post, p.district, p.role,
    case when p.role in ('clerk','helper','coordinator','referrer','system') then array_to_string(p.ranges, ' ') else '' end,
    array_to_string(p.ranges, ' '),
    case when p.role = 'approver' then p.department else '' end,
    p.person,
    case when p.role in ('clerk','helper','coordinator','referrer','approver','partner','system') then
      concat_ws(' ', 'post:' || p.id, 'site:' || p.site, case when p.role = 'approver' then 'dept:' || p.department end) else '' end)
  from network_post p
  where p.district = p_district and p.id = p_post
    and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
$$;

create function platform_acting() returns text language sql stable as $$
  select case when starts_with(current_setting('daiban.acting', true), current_setting('daiban.post', true) || E'\n' || current_setting('daiban.district', true) || E'\n')
    then current_setting('daiban.acting', true) else platform_acting_read(current_setting('daiban.district', true), acting_post()) end
$$;

create or replace function acting_district() returns text language sql stable as $$ select nullif(split_part(platform_acting(), E'\n', 2), '') $$;
create or replace function acting_role() returns text language sql stable as $$ select nullif(split_part(platform_acting(), E'\n', 3), '') $$;
create or replace function acting_ranges() returns text[] language sql stable as $$ select string_to_array(nullif(split_part(platform_acting(), E'\n', 4), ''), ' ') $$;
create or replace function acting_office_ranges() returns text[] language sql stable as $$ select string_to_array(nullif(split_part(platform_acting(), E'\n', 5), ''), ' ') $$;
create or replace function acting_department() returns text language sql stable as $$ select nullif(split_part(platform_acting(), E'\n', 6), '') $$;
create or replace function acting_person() returns uuid language sql stable as $$ select nullif(split_part(platform_acting(), E'\n', 7), '')::uuid $$;
create or replace function acting_holders() returns text[] language sql stable as $$ select string_to_array(nullif(split_part(platform_acting(), E'\n', 8), ''), ' ') $$;

grant execute on function platform_acting_read(text, uuid), platform_acting() to daiban_app, daiban_worker;
