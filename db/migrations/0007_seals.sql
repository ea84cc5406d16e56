-- Seals: the worker closes what was entered since the last seal. It gets ids and hashes of entries, never what they say,
-- and may add seals but neither change nor remove one.

-- Districts that have entries: one index step for each, however many entries there are.
create function ledger_districts() returns setof text language sql stable security definer set search_path = public as $$
  with recursive found as (
    (select district from ledger order by district limit 1)
    union all
    select (select l.district from ledger l where l.district > f.district order by l.district limit 1) from found f where f.district is not null)
  select district from found where district is not null
$$;

-- Up to which transaction (exclusive) the entries from p_from on can be sealed now: nothing below it can still commit.
-- All of an era that has ended. About p_most entries at once, but never part of a transaction.
create function ledger_seal_end(p_district text, p_era integer, p_from bigint, p_most integer) returns bigint
language sql stable security definer set search_path = public as $$
  with settled as (
    select case when p_era < platform_current_era() then 9223372036854775807 else pg_snapshot_xmin(pg_current_snapshot())::text::bigint end as xid),
  begun as (select min(xid) as xid from ledger where district = p_district and era = p_era and xid >= p_from),
  much as (select xid from ledger where district = p_district and era = p_era and xid >= p_from order by xid offset p_most limit 1)
  select case when much.xid is null then settled.xid else least(settled.xid, greatest(much.xid, begun.xid + 1)) end from settled, begun left join much on true
$$;

-- 48 bytes an entry: id, hash; in order of transaction and id. Null where there is none.
create function ledger_members(p_district text, p_era integer, p_from bigint, p_to bigint) returns bytea
language sql stable security definer set search_path = public as $$
  select string_agg(uuid_send(id) || hash, ''::bytea order by xid, id) from ledger
  where district = p_district and era = p_era and xid >= p_from and xid < p_to
$$;

grant execute on function ledger_districts(), ledger_seal_end(text, integer, bigint, integer), ledger_members(text, integer, bigint, bigint) to daiban_worker;
grant select, insert on ledger_seal to daiban_worker;
