-- What network shows to other modules: names of places and of who acts, for screens and checks. Read under the caller's own rights.
create view network_v_area with (security_invoker = true) as
  select district, path, kind, name, aliases from network_area;
create view network_v_site with (security_invoker = true) as
  select district, id, area, kind, name, address, phone, closed_on from network_site;
create view network_v_post with (security_invoker = true) as
  select p.district, p.id, p.person, n.name, n.phone, p.role, p.title, p.site, p.area, p.department, p.valid_from, p.valid_until, p.ranges
  from network_post p join network_person n on n.district = p.district and n.id = p.person;
create view network_v_duty with (security_invoker = true) as
  select district, id, site, area, post, starts_at, ends_at, note from network_duty where not withdrawn;
grant select on network_v_area, network_v_site, network_v_post, network_v_duty to daiban_app;
