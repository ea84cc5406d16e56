-- What the bare server keeps: three tables, a hash-chained ledger, row-level security as Daiban has it.
create table post (id uuid primary key, role text not null, ranges text[] not null);
create function acting_post() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('bare.post', true), '')::uuid $$;
create function acting_ranges() returns text[] language sql stable security definer set search_path = public as $$ select ranges from post where id = acting_post() $$;
create function in_ranges(area text, ranges text[]) returns boolean language sql immutable parallel safe as $$ select exists (select 1 from unnest(ranges) r where starts_with(area, r)) $$;

create table resident (
  id uuid primary key, area text collate "C" not null, name text not null, sex text not null, birth date not null, address text not null, words text[] not null);
create index resident_words on resident using gin (words);
create table kase (
  id uuid primary key, area text collate "C" not null, code text not null unique, item text not null, resident uuid not null references resident (id), channel text not null,
  site uuid not null, answers jsonb not null, state text not null, due date, opened_at timestamptz not null);
create index kase_queue on kase (site, due, id) where due is not null;
create index kase_resident on kase (resident);
create table head (stream uuid primary key, area text collate "C" not null, seq integer not null, hash bytea not null);
create table entry (
  id uuid primary key, stream uuid not null, seq integer not null, event text not null, data json not null, actor uuid not null, area text collate "C" not null,
  at timestamptz not null, hash bytea not null, unique (stream, seq));

alter table resident enable row level security;
create policy resident_all on resident using (in_ranges(area, (select acting_ranges())));
alter table kase enable row level security;
create policy kase_all on kase using (in_ranges(area, (select acting_ranges())));
alter table head enable row level security;
create policy head_all on head using (in_ranges(area, (select acting_ranges())));
alter table entry enable row level security;
create policy entry_all on entry using (in_ranges(area, (select acting_ranges())));

-- The index serves array containment only to who is not under row-level security: ids from here, rows under the policy.
create function search(p_words text[], p_text text, p_limit integer) returns table (id uuid)
language sql stable security definer set search_path = public set enable_seqscan = off set enable_indexscan = off rows 50 as $$
  with me as materialized (select acting_ranges() as ranges)
  select hit.id from me cross join unnest(me.ranges) as range
    cross join lateral (select r.id, r.name from resident r where r.words @> (p_words || ('@' || range)) limit 400) hit
  order by hit.name = p_text desc, starts_with(hit.name, p_text) desc, length(hit.name), hit.name collate "C", hit.id limit p_limit
$$;
grant usage on schema public to daiban_app;
grant select, insert, update on resident, kase, head, entry to daiban_app;
grant execute on all functions in schema public to daiban_app;
