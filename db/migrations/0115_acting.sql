-- Who is acting, for every policy of every table in every statement. Plain SQL functions are planned anew at each first call of a statement
-- (15 µs on PostgreSQL 18, 80 µs on 15, thirty times a command); PL/pgSQL keeps its plan for the session. They look at network_post each time:
-- an answer kept in a setting could be forged by whoever can set a setting, and this is the second wall.
-- Nothing before a post begins and after it has ended.

-- Simple enough for PostgreSQL to write it into the query: 5 µs a row less.
create or replace function in_ranges(area text, ranges text[]) returns boolean language sql immutable parallel safe
  as $$ select area ^@ any (ranges) $$;

create or replace function acting_district() returns text language plpgsql stable security definer set search_path = public as $$
begin
  return (select p.district from network_post p
    where p.district = current_setting('daiban.district', true) and p.id = nullif(current_setting('daiban.post', true), '')::uuid
      and p.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (p.valid_until is null or p.valid_until >= (now() at time zone 'Asia/Shanghai')::date));
end $$;

create or replace function acting_role() returns text language plpgsql stable security definer set search_path = public as $$
begin
  return (select p.role from network_post p
    where p.district = current_setting('daiban.district', true) and p.id = nullif(current_setting('daiban.post', true), '')::uuid
      and p.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (p.valid_until is null or p.valid_until >= (now() at time zone 'Asia/Shanghai')::date));
end $$;

create or replace function acting_ranges() returns text[] language plpgsql stable security definer set search_path = public as $$
begin
  return (select p.ranges from network_post p
    where p.district = current_setting('daiban.district', true) and p.id = nullif(current_setting('daiban.post', true), '')::uuid
      and p.role in ('clerk','helper','coordinator','referrer','system')
      and p.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (p.valid_until is null or p.valid_until >= (now() at time zone 'Asia/Shanghai')::date));
end $$;

create or replace function acting_office_ranges() returns text[] language plpgsql stable security definer set search_path = public as $$
begin
  return (select p.ranges from network_post p
    where p.district = current_setting('daiban.district', true) and p.id = nullif(current_setting('daiban.post', true), '')::uuid
      and p.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (p.valid_until is null or p.valid_until >= (now() at time zone 'Asia/Shanghai')::date));
end $$;

create or replace function acting_department() returns text language plpgsql stable security definer set search_path = public as $$
begin
  return (select p.department from network_post p
    where p.district = current_setting('daiban.district', true) and p.id = nullif(current_setting('daiban.post', true), '')::uuid and p.role = 'approver'
      and p.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (p.valid_until is null or p.valid_until >= (now() at time zone 'Asia/Shanghai')::date));
end $$;

create or replace function acting_person() returns uuid language plpgsql stable security definer set search_path = public as $$
begin
  return (select p.person from network_post p
    where p.district = current_setting('daiban.district', true) and p.id = nullif(current_setting('daiban.post', true), '')::uuid
      and p.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (p.valid_until is null or p.valid_until >= (now() at time zone 'Asia/Shanghai')::date));
end $$;

-- What the acting post may take from: its own tasks, those of its site, those of its department.
create or replace function acting_holders() returns text[] language plpgsql stable security definer set search_path = public as $$
begin
  return (select array_remove(array['post:' || p.id, 'site:' || p.site, case when p.role = 'approver' then 'dept:' || p.department end], null) from network_post p
    where p.district = current_setting('daiban.district', true) and p.id = nullif(current_setting('daiban.post', true), '')::uuid
      and p.role in ('clerk','helper','coordinator','referrer','approver','partner','system')
      and p.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (p.valid_until is null or p.valid_until >= (now() at time zone 'Asia/Shanghai')::date));
end $$;
