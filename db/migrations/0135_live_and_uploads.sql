-- Which posts, sites and departments were let into matters that just changed: asked once for a batch of changes, for all the open screens
-- of a process, which act in as many posts. Ids only. The application may ask; what a post may read is still up to each table's policy.
create function platform_granted_to(districts text[], subjects uuid[])
  returns table (district text, subject uuid, post uuid, site uuid, department text)
  language sql stable security definer set search_path = public as $$
  select distinct g.district, g.subject, g.post, g.site, g.department from platform_grant g
  where g.district = any (districts) and g.subject = any (subjects) and g.from_at <= now() and (g.until_at is null or g.until_at > now())
$$;
revoke execute on function platform_granted_to(text[], uuid[]) from public;
grant execute on function platform_granted_to(text[], uuid[]) to daiban_app;

-- Whether a document's record is committed, in whatever district: the nightly sweep of uploads that nobody claimed belongs to none.
create function materials_file_claimed(file uuid) returns boolean
  language sql stable security definer set search_path = public as $$
  select exists (select 1 from materials_file f where f.id = file)
$$;
revoke execute on function materials_file_claimed(uuid) from public;
grant execute on function materials_file_claimed(uuid) to daiban_worker;
