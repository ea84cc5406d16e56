import type { ReactNode } from 'react';
import type { Checked } from '../../../../kernel/checked.ts';
import { type Consent, type ConsentScope, SCOPE_NAMES } from '../../../../modules/materials/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CONSENT_KIND_NAMES } from '../consent/words.ts';

const words = dictionary({
  先请本人授权: 'Ask for the person’s consent first',
  '本人已授权：{scope}': 'The person has consented: {scope}',
  '{how}，{when}给的，{until}': '{how}, given {when}, {until}',
  到这件事办完为止: 'until this matter is done',
  '到{when}为止': 'until {when}',
});

/** Whether the step may be done in the person's name; without consent it says what to do first. */
export const ConsentGate = ({ found, scope }: { found: Checked<Consent>; scope: ConsentScope }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  if (!found.ok) return <Trouble tone="waiting" what={t('先请本人授权')} todo={format.text(found.refusal)} />;
  const { kind, givenAt, until } = found.value;
  return (
    <div className="rounded-xl bg-green-wash px-4 py-3">
      <p className="font-semibold text-green-ink">✓ {t('本人已授权：{scope}', { scope: format.text(SCOPE_NAMES[scope]) })}</p>
      <p>
        {t('{how}，{when}给的，{until}', {
          how: format.text(CONSENT_KIND_NAMES[kind]),
          when: format.instant(givenAt),
          until: until === null ? t('到这件事办完为止') : t('到{when}为止', { when: format.instant(until) }),
        })}
      </p>
    </div>
  );
};
