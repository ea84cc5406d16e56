import { type Projections, sql } from '../../platform/executor/types.ts';

/** The rows that network's events make. The only SQL that writes network's tables. */
export const projections: Projections = {
  'network.area_added': (e, m) => [
    sql(
      'insert into network_area (district, id, path, kind, name, official_code, aliases) values ($1, $2, $3, $4, $5, $6, $7)',
      m.district,
      e.data.id,
      e.data.path,
      e.data.kind,
      e.data.name,
      e.data.officialCode,
      e.data.aliases,
    ),
  ],
  'network.site_added': (e, m) => [
    sql(
      'insert into network_site (district, id, area, kind, name, address, phone, hours) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      m.district,
      e.data.id,
      e.data.area,
      e.data.kind,
      e.data.name,
      e.data.address,
      e.data.phone,
      e.data.hours,
    ),
  ],
  'network.person_added': (e, m) => [
    sql(
      'insert into network_person (district, id, name, phone, account) values ($1, $2, $3, $4, $5)',
      m.district,
      e.data.id,
      e.detail.name,
      e.detail.phone,
      e.data.account,
    ),
  ],
  'network.account_opened': (e, m) => [
    sql('update network_person set account = $3 where district = $1 and id = $2', m.district, e.data.person, e.data.account),
  ],
  'network.account_reset': () => [],
  'network.post_given': (e, m) => [
    sql(
      `insert into network_post (district, id, person, role, employment, title, site, area, ranges, department, valid_from, valid_until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      m.district,
      e.data.id,
      e.data.person,
      e.data.role,
      e.data.employment,
      e.data.title,
      e.data.site,
      e.data.area,
      e.data.ranges,
      e.data.department,
      e.data.from,
      e.data.until,
    ),
  ],
  'network.post_ended': (e, m) => [
    sql('update network_post set valid_until = $3 where district = $1 and id = $2', m.district, e.data.id, e.data.until),
  ],
  'network.put_on_duty': (e, m) => [
    sql(
      'insert into network_duty (district, id, site, area, post, starts_at, ends_at, note) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      m.district,
      e.data.id,
      e.data.site,
      e.area,
      e.data.post,
      e.data.from,
      e.data.until,
      e.data.note,
    ),
  ],
  'network.taken_off_duty': (e, m) => [
    sql('update network_duty set withdrawn = true where district = $1 and id = $2', m.district, e.data.id),
  ],
};
