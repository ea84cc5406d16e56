import { common } from '../../platform/executor/refusals.ts';
import { type AnyReader, answer } from '../../platform/executor/types.ts';
import type { ItemVersion } from './contract.ts';
import * as contract from './contract.ts';

const like = (q: string): string => `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

export const readers: readonly AnyReader[] = [
  answer(contract.items, async (tx, q, { actor, today }) => {
    const rows = await tx.rows<{ item: string; body: ItemVersion }>(
      `select v.item, v.body from catalogue_v_version v
       where v.district = $1 and v.code > $2 and v.valid_from <= $3 and (v.valid_until is null or v.valid_until >= $3)
         and ($4::text is null or v.words like $4) and ($5::text is null or v.department = $5)
         and ($6::text is null or exists (select 1 from unnest(v.areas) a where starts_with($6, a)))
         and ($7::text is null or v.body->'labels' ? $7)
       order by v.code limit $8`,
      [
        actor.district,
        q.cursor ?? '',
        q.on ?? today,
        q.q === undefined ? null : like(q.q),
        q.department ?? null,
        q.area ?? null,
        q.label ?? null,
        q.limit + 1,
      ],
    );
    const page = rows.slice(0, q.limit);
    return {
      rows: page.map(({ item, body }) => ({
        item,
        code: body.code,
        version: body.version,
        name: body.name,
        summary: body.summary,
        department: body.department,
        labels: body.labels,
        promised: body.limits.promised,
        example: body.example,
      })),
      next: rows.length > q.limit ? page.at(-1)!.body.code : null,
    };
  }),
  answer(contract.item, async (tx, q, { actor, today }) => {
    const row = await tx.row<{ item: string; until: string | null; version: ItemVersion }>(
      `select item, valid_until as until, body as version from catalogue_v_version
       where district = $1 and code = $2 and ($3::int is null and valid_from <= $4 and (valid_until is null or valid_until >= $4) or version = $3)
       order by version desc limit 1`,
      [actor.district, q.code, q.version ?? null, q.on ?? today],
    );
    return row ?? common.notFound;
  }),
];
