import type { ReactNode } from 'react';
import type { z } from 'zod';
import { showCode } from '../../../../kernel/codes.ts';
import { PARCEL_KIND_NAMES, type parcelRow } from '../../../../modules/custody/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Row } from '../../parts/row.tsx';

const words = dictionary({
  '{kind} {code}': '{kind} {code}',
  '{when} 到手': 'here since {when}',
  '{day}送上门': 'to be brought home {day}',
  '说好交给{who}，等他收下': 'promised to {who}, not yet taken',
  同事: 'a colleague',
  没有收到: 'did not arrive',
  该到下一站了: 'should have moved on',
});

/** A thing in a list: its kind and code, never whose it is. */
export const ParcelRow = ({ parcel, offered = false }: { parcel: z.output<typeof parcelRow>; offered?: boolean }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const late = parcel.state === 'missing' || (parcel.expectedBy !== null && Date.parse(parcel.expectedBy) < Date.now());
  return (
    <Row
      to={`/handover/${parcel.code}`}
      title={
        <span className="nobr">
          {t('{kind} {code}', { kind: format.text(PARCEL_KIND_NAMES[parcel.kind]), code: showCode('parcel', parcel.code) })}
        </span>
      }
      below={
        <span className="grid gap-1">
          <span>{t('{when} 到手', { when: format.when(parcel.since) })}</span>
          {parcel.offeredTo && !offered ? <span>{t('说好交给{who}，等他收下', { who: parcel.offeredTo.name ?? t('同事') })}</span> : null}
          {parcel.deliverOn ? <span>{t('{day}送上门', { day: format.day(parcel.deliverOn) })}</span> : null}
          {late ? <span className="font-semibold text-seal">{parcel.state === 'missing' ? t('没有收到') : t('该到下一站了')}</span> : null}
        </span>
      }
    />
  );
};
