import { type ReactNode, useState } from 'react';
import { makeCode, showCode } from '../../../../kernel/codes.ts';
import { giveLookCode } from '../../../../modules/evaluation/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { Qr } from '../../../ui/qr.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import { SlipWindow } from '../../parts/slip.tsx';

const words = dictionary({
  查看码: 'Code to see who looked',
  '{name}：看谁查过您的资料': '{name}: see who looked at your file',
  '用手机扫一扫，或者打开下面的地址，照着填这个码：': 'Scan it with a phone, or open the address below and type this code:',
  查看码的二维码: 'QR code of the address',
  '{day}前有效，只能用一次。': 'Valid until {day}, once only.',
  '这张条子请收好，别人拿到也能看。': 'Keep this slip safe: whoever has it can look.',
});

const fresh = (): { readonly id: string; readonly code: string } => ({
  id: newId(),
  code: makeCode('lookup', crypto.getRandomValues(new Uint8Array(11))),
});

export type LookCode = {
  readonly give: () => Promise<void>;
  readonly giving: boolean;
  /** Why it was not given, or the slip while it is shown. */
  readonly shown: ReactNode;
};

/** A code with which the person sees who looked at their file. It is made here, shown once, and kept by the office as a hash only. */
export const useLookCode = (resident: string, name: string): LookCode => {
  const t = useWords(words);
  const format = useFormat();
  const sender = useSend(giveLookCode);
  const [made, setMade] = useState(fresh);
  const [until, setUntil] = useState<string | null>(null);
  const give = async (): Promise<void> => {
    const sent = await sender.send({ id: made.id, resident, code: made.code });
    if (sent !== null && sent.outcome !== 'refused') setUntil(sent.answer.until);
  };
  const close = (): void => {
    setUntil(null);
    setMade(fresh());
  };
  const address = `${location.origin}/looks/${made.code}`;
  const shown =
    until === null ? (
      <Problem of={sender} />
    ) : (
      <SlipWindow title={t('查看码')} to="person" close={close}>
        <h3>{t('{name}：看谁查过您的资料', { name })}</h3>
        <p>{t('用手机扫一扫，或者打开下面的地址，照着填这个码：')}</p>
        <p className="slip__code">{showCode('lookup', made.code)}</p>
        <Qr text={address} label={t('查看码的二维码')} />
        <p className="slip__address">{address}</p>
        <p>
          {t('{day}前有效，只能用一次。', { day: format.instant(until) })} {t('这张条子请收好，别人拿到也能看。')}
        </p>
      </SlipWindow>
    );
  return { give, giving: sender.sending, shown };
};
