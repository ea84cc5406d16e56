-- Which details were erased by law, for the list that the worker keeps outside the database. Ids only,
-- and only where the ledger holds the command that erased.
create function ledger_erasures_since(p_at timestamptz) returns table (district text, entry uuid, by_command uuid, at timestamptz)
language sql stable security definer set search_path = public as $$
  select x.district, x.entry, x.by_command, x.at from ledger_erasure x
  where x.at >= p_at and exists (select from ledger l where l.district = x.district and l.command_id = x.by_command)
  order by x.at
$$;
grant execute on function ledger_erasures_since(timestamptz) to daiban_worker;
