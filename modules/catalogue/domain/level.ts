import { type AreaPath, within } from '../../../kernel/area.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { ItemVersion } from '../contract.ts';

/** 全程办理, 委托受理, 代收件, 帮办. */
export type Level = ItemVersion['handlingAt'][number]['level'];

export type Office = {
  readonly id: Id;
  readonly kind: string;
  readonly name: string;
  readonly area: AreaPath;
  readonly phone: string | null;
};

/** How far a kind of site goes with an item; null where the item does not say, and then nothing is held back. */
export const levelAt = (version: Pick<ItemVersion, 'handlingAt'>, kind: string): Level | null =>
  version.handlingAt.find(({ site }) => site === kind)?.level ?? null;

const mayAccept = (level: Level | null): boolean => level === 'full' || level === 'delegated';

/** The office that accepts what a site may not: of those whose area takes the site in, the nearest. */
const officeAbove = (version: Pick<ItemVersion, 'handlingAt'>, site: Office, offices: readonly Office[]): Office | null =>
  offices
    .filter((one) => within(site.area, one.area) && mayAccept(levelAt(version, one.kind)))
    .reduce<Office | null>((best, one) => (best === null || one.area.length > best.area.length ? one : best), null);

/**
 * Who accepts at which level (C3): a site that only collects papers, or only helps online, does not accept; it is told which office does.
 * That office sees the matter, because it lies in its range.
 * @param site where the person who accepts sits; null for whoever sits at none
 */
export const heldBack = (version: Pick<ItemVersion, 'handlingAt'>, site: Office | null, offices: readonly Office[]): Refusal | null => {
  const level = site === null ? null : levelAt(version, site.kind);
  if (site === null || level === null || mayAccept(level)) return null;
  const office = officeAbove(version, site, offices);
  const does = level === 'collect_only' ? { zh: '只代收材料', en: 'only collects the papers' } : { zh: '只帮办', en: 'only helps with it' };
  const phone =
    office?.phone === null || office === null ? { zh: '', en: '' } : { zh: `（电话 ${office.phone}）`, en: ` (${office.phone})` };
  return {
    code: 'accepted_elsewhere',
    zh:
      office === null
        ? `这个事项${site.name}${does.zh}，不能受理；请问负责人该交到哪里受理`
        : `这个事项${site.name}${does.zh}，由${office.name}受理${phone.zh}：收好材料交过去，他们在办件里看得到`,
    en:
      office === null
        ? `For this item ${site.name} ${does.en} and can't accept it. Ask the coordinator which office does.`
        : `For this item ${site.name} ${does.en}; ${office.name}${phone.en} accepts. Pass the papers on; they see the case.`,
    info: { level, office: office?.id ?? null },
  };
};
