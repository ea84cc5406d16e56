import { common } from '../../../platform/executor/refusals.ts';
import { type AnyReader, answer } from '../../../platform/executor/types.ts';
import type { Answers } from '../../catalogue/contract.ts';
import { missingMaterials } from '../../catalogue/domain.ts';
import { getVersion } from '../../catalogue/index.ts';
import * as contract from '../contract.ts';
import { statusSentence } from '../domain.ts';
import { lookStatement, publicCodeCell } from '../store.ts';
import { deliveryOf, factsOf } from './facts.ts';
import { givenOf, promisesOf } from './load.ts';
import { ROW, ROW_JOINS, type Row } from './rows.ts';

type StatusRow = Row & { answers: Answers; site_phone: string | null };

/** What a person is told: the slip with the code, and how far it is. */
export const toldReaders: readonly AnyReader[] = [
  answer(contract.receipt, async (tx, { id }, { actor, services }) => {
    const row = await tx.row<Row & { public_code: Buffer; site_phone: string | null }>(
      `select ${ROW}, c.public_code, s.phone as site_phone from cases_case c ${ROW_JOINS} where c.district = $1 and c.id = $2`,
      [actor.district, id],
    );
    if (row === undefined) return common.notFound;
    const look = lookStatement(actor, { subject: row.resident, area: row.area, what: 'receipt', reason: `回执 ${row.short_code}` });
    const [version] = await Promise.all([getVersion(tx, actor.district, row.item_code, row.version), tx.rows(look.sql, look.params)]);
    return {
      shortCode: row.short_code,
      publicCode: services.keys.openText(row.public_code, publicCodeCell(actor.district, row.id)),
      item: version.name,
      resident: row.resident_name,
      site: row.site_name,
      sitePhone: row.site_phone,
      openedAt: row.opened_at,
      acceptedOn: row.accepted_on,
      due: row.due,
    };
  }),
  answer(contract.status, async (tx, { id }, { actor: { district }, today }) => {
    const [row, given, promises, waits, delivery] = await Promise.all([
      tx.row<StatusRow>(
        `select ${ROW}, c.answers, s.phone as site_phone from cases_case c ${ROW_JOINS} where c.district = $1 and c.id = $2`,
        [district, id],
      ),
      givenOf(tx, district, id),
      promisesOf(tx, district, id),
      tx.rows<{ key: string; state: string }>(
        'select wait_key as key, state from cases_wait where district = $1 and case_id = $2 order by since',
        [district, id],
      ),
      deliveryOf(tx, district, id),
    ]);
    if (row === undefined) return common.notFound;
    const version = await getVersion(tx, district, row.item_code, row.version);
    const materialName = (key: string) => version.materials.find((one) => one.key === key)?.name ?? { zh: key, en: key };
    const facts = factsOf(row, version, {
      materials: {
        missing: missingMaterials(version, given, row.answers).missing.map(({ material }) => ({ name: material.name })),
        promised: promises.map(({ key, due }) => ({ name: materialName(key), due, curedAt: null })),
      },
      waits: waits.map(({ key, state }) => ({ state, name: version.waits.find((one) => one.key === key)?.name ?? { zh: key, en: key } })),
      delivery,
    });
    return { shortCode: row.short_code, says: statusSentence(facts, today) };
  }),
];
