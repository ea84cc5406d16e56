import type { ReactNode } from 'react';
import { type ItemVersion, type RouteStep, STAGE_NAMES } from '../../../../modules/catalogue/contract.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { RouteLine } from '../../../ui/pictures.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import type { Stop } from '../../../ui/route-line.ts';
import { dictionary } from '../../../ui/words.ts';
import { CONSENT_KIND_NAMES, joined, PLACE_NAMES, STAGE_BY_NAMES } from '../../parts/item-words.ts';
import { sayCondition } from './say-condition.ts';

const words = dictionary({
  办理路线: 'The way it takes',
  环节: 'Stages',
  跑腿的步子: 'Errands',
  '要有授权：{kinds}': 'consent needed: {kinds}',
  '只有：{when}': 'only if: {when}',
});

/** The stages from hearing to rating, and under them the errands somebody runs. */
export const ItemRoute = ({ version }: { version: ItemVersion }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const stages = version.stages.map(
    (stage): Stop => ({
      name: format.text(STAGE_NAMES[stage.stage]),
      state: 'coming',
      who: format.text(STAGE_BY_NAMES[stage.by]),
      note: format.text(stage.says),
    }),
  );
  const note = (step: RouteStep): string =>
    [
      format.text(PLACE_NAMES[step.place]),
      ...(step.consent === null
        ? []
        : [
            t('要有授权：{kinds}', {
              kinds: joined(
                step.consent.map((kind) => format.text(CONSENT_KIND_NAMES[kind])),
                lang,
              ),
            }),
          ]),
      ...(step.onlyIf === null ? [] : [t('只有：{when}', { when: sayCondition(step.onlyIf, version.questions, lang) })]),
    ].join(' · ');
  const steps = version.route.map(
    (step): Stop => ({
      name: format.text(step.name),
      state: 'coming',
      who: joined(
        step.roles.map((role) => format.text(ROLE_NAMES[role])),
        lang,
      ),
      note: note(step),
    }),
  );
  return (
    <>
      <h2>{t('办理路线')}</h2>
      <RouteLine stops={stages} label={t('环节')} />
      <h3 className="item__errands">{t('跑腿的步子')}</h3>
      <RouteLine stops={steps} label={t('跑腿的步子')} direction="column" />
    </>
  );
};
