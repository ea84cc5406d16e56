import { type ReactNode, useState } from 'react';
import { type Consent, revokeConsent, SCOPE_NAMES } from '../../../../modules/materials/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { LongField } from '../../parts/field.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { CONSENT_KIND_NAMES } from './words.ts';

const words = dictionary({
  '托{who}：{what}': '{who} may: {what}',
  '{how}，{when}': '{how}, {when}',
  '到{when}为止': 'until {when}',
  到这件事办完为止: 'until this matter is done',
  '本人收回了，{when}': 'Taken back by the person, {when}',
  '已经结束，{when}': 'Ended, {when}',
  本人要收回: 'The person takes it back',
  '收回后，凭它办的事就停下；已经办了的不变。': 'What was done stays; nothing more is done on it.',
  他怎么说的: 'In their words',
  收回授权: 'Take the consent back',
  已收回: 'Taken back',
});

/** A consent as it stands, with the way to take it back. */
export const GivenConsent = ({ consent }: { consent: Consent }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const revoking = useSend(revokeConsent);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const revoke = async (): Promise<void> => {
    const sent = await revoking.send({ id: consent.id, words: said.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    setOpen(false);
    toast(t('已收回'));
  };
  const over = consent.revokedAt ?? consent.endedAt;
  return (
    <Card>
      <div className={over === null ? '' : 'text-soft'}>
        <p className="font-semibold">
          {t('托{who}：{what}', {
            who: consent.grantee.name,
            what: consent.scopes.map((scope) => format.text(SCOPE_NAMES[scope])).join('、'),
          })}
        </p>
        <p>
          {t('{how}，{when}', { how: format.text(CONSENT_KIND_NAMES[consent.kind]), when: format.instant(consent.givenAt) })}
          {' · '}
          {consent.until === null ? t('到这件事办完为止') : t('到{when}为止', { when: format.instant(consent.until) })}
        </p>
        {consent.revokedAt ? (
          <p className="font-semibold text-seal">{t('本人收回了，{when}', { when: format.instant(consent.revokedAt) })}</p>
        ) : null}
        {consent.revokedAt === null && consent.endedAt ? <p>{t('已经结束，{when}', { when: format.instant(consent.endedAt) })}</p> : null}
      </div>
      {over === null ? (
        <Button wide onClick={() => setOpen(true)}>
          {t('本人要收回')}
        </Button>
      ) : null}
      <Sheet open={open} onOpen={setOpen} title={t('本人要收回')} says={t('收回后，凭它办的事就停下；已经办了的不变。')}>
        <LongField label={t('他怎么说的')} rows={2} value={said} onText={setSaid} />
        {revoking.refusal ? <Refusal refusal={revoking.refusal} kept /> : null}
        {revoking.error ? <Failure error={revoking.error} kept retry={() => void revoke()} /> : null}
        <Button look="danger" wide disabled={revoking.sending || said.trim() === ''} onClick={() => void revoke()}>
          {t('收回授权')}
        </Button>
      </Sheet>
    </Card>
  );
};
