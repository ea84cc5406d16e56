-- Who signed in, when, from where, with what outcome. Written by the sign-in alone; read by auditors and administrators through one function.
create table auth.sign_in_log (
  id uuid not null default gen_random_uuid() primary key,
  at timestamptz(3) not null default now(),
  account text,
  outcome text not null check (outcome in ('in','wrong','locked','code_needed','out')),
  from_address text not null check (length(from_address) <= 60)
);
comment on column auth.sign_in_log.account is 'Null where no account has the name that was typed: it may have been a password.';
create index sign_in_log_at on auth.sign_in_log (at desc, id desc);
grant select, insert, delete on auth.sign_in_log to daiban_auth;

-- Newest first: the accounts of the acting post's district, and tries under names that are nobody's.
create function network_sign_ins(p_before timestamptz, p_before_id uuid, p_account text, p_outcome text, p_most integer)
returns table (id uuid, at timestamptz, account text, name text, outcome text, from_address text)
language sql stable security definer set search_path = public as $$
  select l.id, l.at, l.account, n.name, l.outcome, l.from_address
  from auth.sign_in_log l
  left join network_person n on n.district = acting_district() and n.account = l.account
  where acting_role() in ('auditor', 'administrator')
    and (l.account is null or n.id is not null)
    and (l.at, l.id) < (p_before, p_before_id)
    and (p_account is null or l.account = p_account) and (p_outcome is null or l.outcome = p_outcome)
  order by l.at desc, l.id desc limit p_most
$$;
comment on function network_sign_ins is 'An administrator or auditor of a district reads about its people only.';
grant execute on function network_sign_ins(timestamptz, uuid, text, text, integer) to daiban_app;
