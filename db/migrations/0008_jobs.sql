-- Jobs: the queue itself (schema graphile_worker) is made by its own library; platform/jobs gives daiban_worker its rights there.
-- The application may only put a job in, within its own transaction: no job of a command that did not commit.
create function platform_add_job(p_name text, p_payload json, p_run_at timestamptz, p_key text) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform graphile_worker.add_job(p_name, p_payload, run_at => p_run_at, job_key => p_key);
end $$;
grant execute on function platform_add_job(text, json, timestamptz, text) to daiban_app, daiban_worker;

-- As whom a job acts: the system post of its district; of every district where none is named.
create function platform_system_posts(p_district text) returns table (district text, person uuid, name text, post uuid, area text, ranges text[])
language sql stable security definer set search_path = public as $$
  select distinct on (p.district) p.district, p.person, n.name, p.id, p.area, p.ranges
  from network_post p join network_person n on n.district = p.district and n.id = p.person
  where p.role = 'system' and (p_district is null or p.district = p_district)
  order by p.district, p.valid_from, p.id
$$;
grant execute on function platform_system_posts(text) to daiban_worker;
