-- materials: files and the documents made of them, what was handed in for a case, consents, signatures by proxy, steps done for someone.
-- Reads residents_resident (0010) for the day of a death.

create table materials_file (
  district text not null,
  id uuid not null,
  kind text not null check (kind in ('original','page','thumb')),
  of uuid,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  media_type text not null check (media_type in ('image/jpeg','image/png','image/webp','application/pdf')),
  suite text not null check (suite in ('international','national')),
  wrapped_key bytea,
  hints text[] not null default '{}',
  uploaded_by uuid not null,
  uploaded_at timestamptz(3) not null default now(),
  primary key (district, id),
  foreign key (district, of) references materials_file (district, id),
  check ((kind = 'original') = (of is null))
);
comment on table materials_file is 'Encrypted bytes in the file store. Without wrapped_key they are noise: setting it to null is the deletion.';
create unique index materials_file_copies on materials_file (district, of, kind) where of is not null;
create index materials_file_sent on materials_file (district, uploaded_by, hash);

create table materials_document (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  subject uuid not null,
  subject_kind text not null check (subject_kind in ('case','ask','resident','parcel')),
  resident uuid,
  material_key text check (material_key ~ '^[a-z][a-z0-9_]{0,39}$'),
  file uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  media_type text not null,
  how text not null check (how in ('taken','sent','scanned')),
  legibility text[] not null default '{}',
  state text not null default 'kept' check (state in ('kept','withdrawn','erased')),
  added_by uuid not null,
  added_at timestamptz(3) not null,
  primary key (district, id),
  foreign key (district, file) references materials_file (district, id)
);
create index materials_document_subject on materials_document (district, subject, id);
create index materials_document_resident on materials_document (district, resident, id) where resident is not null;
create index materials_document_file on materials_document (district, file);

create table materials_given (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  case_id uuid not null,
  material_key text not null check (material_key ~ '^[a-z][a-z0-9_]{0,39}$'),
  how text not null check (how in ('original','copy','photo','by_office')),
  document uuid,
  parcel uuid,
  state text not null default 'given' check (state in ('given','accepted','unreadable','wrong','withdrawn')),
  reason text check (length(reason) <= 300),
  given_at timestamptz(3) not null,
  checked_by uuid,
  checked_at timestamptz(3),
  primary key (district, id),
  foreign key (district, document) references materials_document (district, id),
  check (how <> 'photo' or document is not null),
  check (state not in ('unreadable','wrong','withdrawn') or reason is not null)
);
comment on column materials_given.reason is 'Why it can''t be read, is wrong or was withdrawn, in words the person is told.';
create index materials_given_case on materials_given (district, case_id, id);
create index materials_given_document on materials_given (district, document) where document is not null;

create table materials_consent (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  resident uuid not null,
  case_id uuid,
  item_code text,
  grantee jsonb not null,
  kind text not null check (kind in ('signature','voice','video','witness','remote_message')),
  document uuid,
  evidence bytea not null,
  given_at timestamptz(3) not null,
  from_at timestamptz(3) not null,
  until_at timestamptz(3) check (until_at > from_at),
  revoked_at timestamptz(3),
  ended_at timestamptz(3),
  ended_why text check (ended_why in ('matter_done','death')),
  recorded_by uuid not null,
  primary key (district, id),
  unique (district, id, resident),
  foreign key (district, document) references materials_document (district, id),
  check (kind not in ('signature','remote_message') or document is not null),
  check ((ended_at is null) = (ended_why is null))
);
comment on table materials_consent is 'Who allowed whom to do what until when (民法典 165, 173). until_at is the first instant at which it no longer holds.';
comment on column materials_consent.grantee is '{"kind":"post|office|relative|other","name":…,"post":…,"relation":…}';
comment on column materials_consent.evidence is 'Sealed JSON: strokes, the words said or written, who witnessed, how the sender was recognised.';
create index materials_consent_resident on materials_consent (district, resident, id);
create index materials_consent_case on materials_consent (district, case_id) where case_id is not null;

create table materials_consent_scope (
  district text not null,
  consent uuid not null,
  resident uuid not null,
  scope text not null check (scope in ('fill_form','submit','proxy_signature','collect','deliver','collect_cash','online_step','share_data','reuse_documents','photo')),
  primary key (district, consent, resident, scope),
  foreign key (district, consent, resident) references materials_consent (district, id, resident)
);

create table materials_acted (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  case_id uuid not null,
  resident uuid not null,
  scope text not null,
  consent uuid not null,
  task uuid,
  at timestamptz(3) not null,
  acted_by uuid not null,
  primary key (district, id),
  -- What a done task points at, so that one that needs a consent can't be done without this row.
  unique (district, id, task, scope),
  foreign key (district, consent, resident, scope) references materials_consent_scope (district, consent, resident, scope)
);
comment on table materials_acted is 'Every step done in someone''s name, with the consent it stands on. A trigger refuses one that did not hold at that time.';
create index materials_acted_case on materials_acted (district, case_id, id);

create table materials_proxy_signature (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  case_id uuid not null,
  resident uuid not null,
  consent uuid not null,
  scope text not null default 'proxy_signature' check (scope = 'proxy_signature'),
  signer text not null check (length(signer) between 1 and 40),
  relation text not null check (length(relation) between 1 and 40),
  place text not null check (length(place) between 1 and 80),
  signed_at timestamptz(3) not null,
  witness text not null check (length(witness) between 1 and 40 and witness <> signer),
  document uuid not null,
  recorded_by uuid not null,
  primary key (district, id),
  foreign key (district, consent, resident, scope) references materials_consent_scope (district, consent, resident, scope),
  foreign key (district, document) references materials_document (district, id)
);
create index materials_proxy_signature_case on materials_proxy_signature (district, case_id, id);

-- Asked by the triggers below and by nobody else; as owner, because a step must be refused whatever its doer may see.
create function materials_consent_holds(p_district text, p_consent uuid, p_case uuid, p_at timestamptz) returns boolean
language plpgsql stable security definer set search_path = public as $$
begin
  return exists (
    select 1 from materials_consent c
    left join residents_resident r on r.district = c.district and r.id = c.resident
    where c.district = p_district and c.id = p_consent and (c.case_id is null or c.case_id = p_case)
      and c.from_at <= p_at and (c.until_at is null or p_at < c.until_at)
      and (c.revoked_at is null or p_at < c.revoked_at) and (c.ended_at is null or p_at < c.ended_at)
      and (r.died_on is null or (p_at at time zone 'Asia/Shanghai')::date <= r.died_on));
end $$;

create function materials_acted_check() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not materials_consent_holds(new.district, new.consent, new.case_id, new.at) then
    raise exception 'no consent in force for this step' using errcode = '23514', constraint = 'materials_consent_in_force', table = 'materials_acted';
  end if;
  return new;
end $$;
create trigger materials_acted_consent before insert or update on materials_acted for each row execute function materials_acted_check();

create function materials_proxy_signature_check() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not materials_consent_holds(new.district, new.consent, new.case_id, new.signed_at) then
    raise exception 'no consent in force for this signature' using errcode = '23514', constraint = 'materials_consent_in_force', table = 'materials_proxy_signature';
  end if;
  return new;
end $$;
create trigger materials_proxy_signature_consent before insert or update on materials_proxy_signature for each row execute function materials_proxy_signature_check();

-- A foreign key looks past row-level security. Who may point at a paper or a file is who sees it: else a row of one's own
-- that points at another office's paper would open it.
create function materials_points_at_seen() returns trigger language plpgsql set search_path = public as $$
declare seen boolean := true;
begin
  if tg_table_name = 'materials_document' then
    seen := exists (select 1 from materials_file f where f.district = new.district and f.id = new.file);
  elsif new.document is not null then
    seen := exists (select 1 from materials_document d where d.district = new.district and d.id = new.document);
  end if;
  if not seen then
    raise exception 'new row violates row-level security policy for what it points at' using errcode = '42501', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger materials_document_file_seen before insert on materials_document for each row execute function materials_points_at_seen();
create trigger materials_given_document_seen before insert on materials_given for each row execute function materials_points_at_seen();

-- What was taken back or has ended doesn't come to life again: a new consent is asked for.
create function materials_consent_stays_ended() returns trigger language plpgsql set search_path = public as $$
begin
  if old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at
    or old.ended_at is not null and (new.ended_at, new.ended_why) is distinct from (old.ended_at, old.ended_why) then
    raise exception 'a consent that ended stays ended' using errcode = '23514', constraint = 'materials_consent_stays_ended', table = 'materials_consent';
  end if;
  return new;
end $$;
create trigger materials_consent_ended before update on materials_consent for each row execute function materials_consent_stays_ended();

-- Rows are written only about matters that the acting post sees (stream_head is the wall around each), whatever area they claim.
alter table materials_document enable row level security;
create policy materials_document_all on materials_document
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(subject)
    -- a paper given before and used again is seen by those who see the case that it is used for
    or exists (select 1 from materials_given g where g.district = materials_document.district and g.document = materials_document.id)))
  with check (district = (select acting_district())
    and exists (select 1 from stream_head h where h.district = materials_document.district and h.stream_id = subject));
alter table materials_file enable row level security;
create policy materials_file_read on materials_file for select using (
  district = (select acting_district())
  and (uploaded_by = (select acting_person())
       or exists (select 1 from materials_document d where d.district = materials_file.district and d.file = coalesce(materials_file.of, materials_file.id))));
create policy materials_file_add on materials_file for insert with check (district = (select acting_district()) and uploaded_by = (select acting_person()));
alter table materials_given enable row level security;
create policy materials_given_all on materials_given
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)))
  with check (district = (select acting_district())
    and exists (select 1 from stream_head h where h.district = materials_given.district and h.stream_id = case_id));
alter table materials_consent enable row level security;
create policy materials_consent_all on materials_consent
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id) or acting_granted(resident)))
  with check (district = (select acting_district())
    and exists (select 1 from stream_head h where h.district = materials_consent.district and h.stream_id = coalesce(case_id, resident)));
alter table materials_consent_scope enable row level security;
create policy materials_consent_scope_all on materials_consent_scope
  using (district = (select acting_district()) and exists (select 1 from materials_consent c where c.district = materials_consent_scope.district and c.id = consent))
  with check (district = (select acting_district()) and exists (select 1 from materials_consent c where c.district = materials_consent_scope.district and c.id = consent));
alter table materials_acted enable row level security;
create policy materials_acted_all on materials_acted
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)))
  with check (district = (select acting_district()) and acted_by = (select acting_post())
    and exists (select 1 from stream_head h where h.district = materials_acted.district and h.stream_id = case_id));
alter table materials_proxy_signature enable row level security;
create policy materials_proxy_signature_all on materials_proxy_signature
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)))
  with check (district = (select acting_district()) and recorded_by = (select acting_post())
    and exists (select 1 from stream_head h where h.district = materials_proxy_signature.district and h.stream_id = case_id));

create view materials_v_document with (security_invoker = true) as
  select district, id, area, subject, subject_kind, resident, material_key, file, hash, size, media_type, how, legibility, state, added_by, added_at from materials_document;
create view materials_v_given with (security_invoker = true) as
  select district, id, area, case_id, material_key, how, document, parcel, state, reason, given_at, checked_by, checked_at from materials_given;
create view materials_v_consent with (security_invoker = true) as
  select c.district, c.id, c.area, c.resident, c.case_id, c.item_code, c.grantee, c.kind, c.document, c.given_at, c.from_at, c.until_at, c.revoked_at, c.ended_at, c.ended_why,
    array(select s.scope from materials_consent_scope s where s.district = c.district and s.consent = c.id order by s.scope) as scopes
  from materials_consent c;
create view materials_v_acted with (security_invoker = true) as
  select district, id, area, case_id, resident, scope, consent, task, at, acted_by from materials_acted;
create view materials_v_proxy_signature with (security_invoker = true) as
  select district, id, area, case_id, resident, consent, signer, relation, place, signed_at, witness, document, recorded_by from materials_proxy_signature;

grant select, insert on materials_file, materials_document, materials_given, materials_consent, materials_consent_scope, materials_acted, materials_proxy_signature to daiban_app;
grant update (state) on materials_document to daiban_app;
grant update (state, reason, checked_by, checked_at) on materials_given to daiban_app;
grant update (revoked_at, ended_at, ended_why) on materials_consent to daiban_app;
grant select on materials_v_document, materials_v_given, materials_v_consent, materials_v_acted, materials_v_proxy_signature to daiban_app;

-- Destroys the keys of an erased document's file and its copies, unless another document, seen or not, still stands on them.
create function materials_erase_file(p_district text, p_document uuid) returns void language plpgsql security definer set search_path = public as $$
begin
  update materials_file f set wrapped_key = null
  from materials_document d
  where d.district = p_district and d.district = acting_district() and d.id = p_document and d.state = 'erased'
    and f.district = d.district and (f.id = d.file or f.of = d.file)
    and not exists (select 1 from materials_document o where o.district = d.district and o.file = d.file and o.state <> 'erased');
end $$;
grant execute on function materials_erase_file(text, uuid) to daiban_app, daiban_worker;
