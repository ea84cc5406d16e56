import { type Projections, type Statement, sql } from '../../platform/executor/types.ts';
import type { ItemVersion } from './contract.ts';

/** The rows that catalogue's events make. The only SQL that writes catalogue's tables. */

/** What a search looks through: code, name, words that people use, lower case. */
const wordsOf = (version: ItemVersion): string =>
  [version.code, version.name.zh, version.name.en, ...version.aliases, version.result.name.zh].join('\n').toLowerCase();

export const projections: Projections = {
  'catalogue.published': (e, m): readonly Statement[] => {
    const version: ItemVersion = e.data.version;
    return [
      ...(e.data.first
        ? [sql('insert into catalogue_item (district, id, code) values ($1, $2, $3)', m.district, e.data.item, version.code)]
        : []),
      sql(
        'update catalogue_version set valid_until = $4 where district = $1 and code = $2 and version = any($3)',
        m.district,
        version.code,
        e.data.ends.versions,
        e.data.ends.until,
      ),
      sql(
        `insert into catalogue_version (district, id, item, code, version, valid_from, valid_until, name, words, department, areas, body, published_at, published_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        m.district,
        e.data.id,
        e.data.item,
        version.code,
        version.version,
        version.validFrom,
        version.validTo,
        version.name.zh,
        wordsOf(version),
        version.department.code,
        version.areas,
        JSON.stringify(version),
        m.recordedAt,
        m.actor.post,
      ),
    ];
  },
};
