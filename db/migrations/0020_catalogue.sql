-- catalogue: service items, a row for each published version. A version never changes: a case keeps the one it began under.
create table catalogue_item (
  district text not null,
  id uuid not null,
  code text not null check (code ~ '^[0-9A-Z][0-9A-Z-]{2,32}$'),
  primary key (district, id),
  unique (district, code)
);

create table catalogue_version (
  district text not null,
  id uuid not null,
  item uuid not null,
  code text not null,
  version integer not null check (version between 1 and 9999),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  name text not null,
  words text not null,
  department text not null,
  areas text[] not null,
  body jsonb not null,
  published_at timestamptz(3) not null,
  published_by uuid not null,
  primary key (district, id),
  unique (district, code, version),
  foreign key (district, item) references catalogue_item (district, id)
);
comment on column catalogue_version.words is 'Name, code and the words that people use for it, for the search.';
comment on column catalogue_version.body is 'modules/catalogue/contract.ts itemVersion, whole.';
create index catalogue_version_days on catalogue_version (district, code, valid_from);

alter table catalogue_item enable row level security;
create policy catalogue_item_read on catalogue_item for select using (district = (select acting_district()));
create policy catalogue_item_add on catalogue_item for insert with check (district = (select acting_district()) and (select acting_role()) in ('coordinator','administrator'));
alter table catalogue_version enable row level security;
create policy catalogue_version_read on catalogue_version for select using (district = (select acting_district()));
create policy catalogue_version_add on catalogue_version for insert with check (district = (select acting_district()) and (select acting_role()) in ('coordinator','administrator'));
create policy catalogue_version_end on catalogue_version for update using (district = (select acting_district()) and (select acting_role()) in ('coordinator','administrator'));
grant select, insert on catalogue_item, catalogue_version to daiban_app;
grant update (valid_until) on catalogue_version to daiban_app;

create view catalogue_v_version with (security_invoker = true) as
  select district, id, item, code, version, valid_from, valid_until, name, words, department, areas, body from catalogue_version;
grant select on catalogue_v_version to daiban_app;
