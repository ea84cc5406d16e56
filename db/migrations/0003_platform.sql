-- platform: commands, ledger, seals, grants, looks. Reasons: docs/decisions/0002-ledger.md.
create table platform_command (
  district text not null,
  id uuid not null,
  actor uuid not null,
  post uuid not null,
  name text not null,
  body_hash bytea not null,
  outcome text not null check (outcome in ('accepted','refused')),
  answer json not null,
  at timestamptz(3) not null,
  primary key (district, id)
);
comment on table platform_command is 'Every command that was decided, once. Same id again: the same answer; with another body or actor: refused.';

-- The era grows by one each time the data is loaded into another cluster, whose transaction ids start anew.
create table platform_era (era integer primary key, began_at timestamptz(3) not null default now());
insert into platform_era (era) values (1);
create function platform_current_era() returns integer language sql stable security definer set search_path = public
  as $$ select max(era) from platform_era $$;

create table ledger (
  district text not null,
  id uuid not null,
  stream text not null,
  stream_id uuid not null,
  seq integer not null check (seq > 0),
  event text not null,
  data json not null,
  detail_hash bytea,
  command_id uuid not null,
  n smallint not null,
  actor uuid not null,
  post uuid not null,
  area text collate "C" not null,
  happened_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  era integer not null default platform_current_era(),
  xid bigint not null default pg_current_xact_id()::text::bigint,
  algorithm text not null,
  mac bytea not null,
  hash bytea not null,
  primary key (district, id),
  unique (district, stream_id, seq),
  unique (district, command_id, n)
);
comment on table ledger is 'Append-only. data keeps the exact canonical text that was hashed (type json, not jsonb).';
create index ledger_unsealed on ledger (district, era, xid);
create index ledger_recorded on ledger (district, recorded_at);

create table ledger_detail (
  district text not null,
  entry uuid not null,
  nonce bytea not null,
  body bytea not null,
  primary key (district, entry)
);
comment on table ledger_detail is 'Free text and personal values of an entry, encrypted. Lawful erasure deletes the row; the entry keeps only hash(nonce, body). No foreign key: both are written by one statement, and a detail without its entry is read by nobody (ledger_detail_read).';

create table ledger_erasure (
  district text not null,
  entry uuid not null,
  by_command uuid not null,
  at timestamptz(3) not null,
  primary key (district, entry)
);

create table stream_head (
  district text not null,
  stream_id uuid not null,
  stream text not null,
  area text collate "C" not null,
  seq integer not null,
  hash bytea not null,
  primary key (district, stream_id)
) with (fillfactor = 70);
comment on table stream_head is 'Last entry of each stream, and the wall around it: who can''t see the head can neither add an entry nor grant a way in.';

-- Streams about the office itself hold no resident's data; administrators may see them.
create function office_stream(stream text) returns boolean language sql immutable parallel safe
  as $$ select stream in ('area','site','person','post','duty','item','calendar','account','policy') $$;

create table ledger_seal (
  district text not null,
  n integer not null,
  era integer not null,
  xid_from bigint not null,
  xid_to bigint not null,
  entries integer not null,
  members bytea not null,
  root bytea not null,
  previous bytea not null,
  algorithm text not null,
  hash bytea not null,
  signature bytea not null,
  at timestamptz(3) not null,
  primary key (district, n)
);
comment on column ledger_seal.members is '48 bytes an entry (id, hash) in order of xid and id, so that verify can name what is missing.';

-- Ways into a matter outside one's own ranges: received here, must decide, carries it, referred to, lives there.
create table platform_grant (
  district text not null,
  id uuid not null,
  subject uuid not null,
  post uuid,
  site uuid,
  department text,
  purpose text not null check (purpose in ('received_here','must_decide','carries','referred','lives_there','about_this')),
  from_at timestamptz(3) not null,
  until_at timestamptz(3),
  primary key (district, id),
  check (num_nonnulls(post, site, department) = 1)
);
create unique index platform_grant_once on platform_grant (district, subject, coalesce(post::text, site::text, department), purpose) where until_at is null;
create index platform_grant_subject on platform_grant (district, subject);

create function acting_granted(subject uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (
    select 1 from platform_grant g join network_post p on p.district = g.district and p.id = acting_post()
    where g.district = current_setting('daiban.district', true) and g.subject = acting_granted.subject
      and (g.post = p.id or g.site = p.site or (p.role = 'approver' and g.department = p.department))
      and p.role in ('clerk','helper','coordinator','referrer','approver','partner','system')
      and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
      and g.from_at <= now() and (g.until_at is null or g.until_at > now()))
$$;
comment on function acting_granted is 'Whether the acting post, its site or its department was let into this matter.';

-- Each look at a person's data. Written by reads of residents, never changed.
create table platform_look (
  district text not null,
  id uuid not null default gen_random_uuid(),
  subject uuid not null,
  area text collate "C" not null,
  actor uuid not null,
  post uuid not null,
  what text not null,
  reason text not null check (length(reason) between 1 and 200),
  at timestamptz(3) not null default now(),
  primary key (district, id)
);
create index platform_look_subject on platform_look (district, subject, at);

alter table platform_command enable row level security;
-- Answers name matters: a person reads what they sent themselves, to be told again what came of it.
create policy platform_command_own on platform_command for select using (district = (select claimed_district()) and actor = (select acting_person()));
create policy platform_command_add on platform_command for insert with check (
  district = (select claimed_district()) and post = (select acting_post()) and actor = (select acting_person()));
alter table ledger enable row level security;
create policy ledger_read on ledger for select using (
  district = (select acting_district())
  and (in_ranges(area, (select acting_ranges()))
       or ((select acting_role()) = 'auditor' or office_stream(stream)) and in_ranges(area, (select acting_office_ranges()))
       or post = (select acting_post()) or acting_granted(stream_id)));
create policy ledger_add on ledger for insert with check (
  district = (select claimed_district()) and post = (select acting_post())
  and exists (select 1 from stream_head h where h.district = ledger.district and h.stream_id = ledger.stream_id));
-- Asked with the owner's rights, because others' entries may be out of sight. An entry of the statement that asks is not there yet.
create function ledger_entry_of_others(entry uuid) returns boolean language plpgsql stable security definer set search_path = public as $$
begin
  return exists (select 1 from ledger l where l.district = current_setting('daiban.district', true) and l.id = entry and l.post is distinct from acting_post());
end $$;
alter table ledger_detail enable row level security;
create policy ledger_detail_read on ledger_detail for select using (exists (select 1 from ledger l where l.district = ledger_detail.district and l.id = entry and (select acting_role()) <> 'auditor'));
create policy ledger_detail_add on ledger_detail for insert with check (district = (select acting_district()) and not ledger_entry_of_others(entry));
alter table ledger_erasure enable row level security;
create policy ledger_erasure_read on ledger_erasure for select using (district = (select acting_district()));
alter table stream_head enable row level security;
create policy stream_head_all on stream_head
  using (district = (select claimed_district())
    and (in_ranges(area, (select acting_ranges())) or office_stream(stream) and in_ranges(area, (select acting_office_ranges())) or acting_granted(stream_id)))
  with check (district = (select claimed_district())
    and (in_ranges(area, (select acting_ranges())) or office_stream(stream) and in_ranges(area, (select acting_office_ranges())) or acting_granted(stream_id)));
alter table platform_grant enable row level security;
create policy platform_grant_read on platform_grant for select using (
  district = (select acting_district()) and exists (select 1 from stream_head h where h.district = platform_grant.district and h.stream_id = subject));
create policy platform_grant_add on platform_grant for insert with check (
  district = (select acting_district()) and exists (select 1 from stream_head h where h.district = platform_grant.district and h.stream_id = subject));
create policy platform_grant_end on platform_grant for update using (
  district = (select acting_district()) and exists (select 1 from stream_head h where h.district = platform_grant.district and h.stream_id = subject));
alter table platform_look enable row level security;
create policy platform_look_read on platform_look for select using (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or (select acting_role()) = 'auditor'));
create policy platform_look_add on platform_look for insert with check (district = (select acting_district()) and post = (select acting_post()));

grant select, insert on platform_command, ledger, ledger_detail, platform_look to daiban_app;
grant select on ledger_erasure to daiban_app;
grant select, insert, update on stream_head to daiban_app;
grant select, insert on platform_grant to daiban_app;
grant update (until_at) on platform_grant to daiban_app;

-- Lawful erasure deletes one detail row, and only together with the record of who erased it; a coordinator's only in their own ranges.
create function ledger_erase(p_district text, p_entry uuid, p_command uuid) returns void language plpgsql security definer set search_path = public as $$
begin
  if acting_district() is distinct from p_district or acting_role() not in ('coordinator','system')
    or not exists (select 1 from ledger l where l.district = p_district and l.id = p_entry and in_ranges(l.area, acting_ranges())) then
    raise exception 'erasure_not_allowed';
  end if;
  insert into ledger_erasure (district, entry, by_command, at) values (p_district, p_entry, p_command, now()) on conflict do nothing;
  delete from ledger_detail where district = p_district and entry = p_entry;
end $$;
grant execute on function platform_current_era(), office_stream(text), ledger_entry_of_others(uuid), acting_granted(uuid), ledger_erase(text, uuid, uuid) to daiban_app, daiban_worker;
