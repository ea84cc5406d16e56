import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { within } from '../../../../kernel/area.ts';
import { areas } from '../../../../modules/network/contract.ts';
import { changeHome } from '../../../../modules/residents/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Field } from '../../parts/field.tsx';
import type { Resident } from './look.ts';
import { ReasonForm, useRefusalAt } from './reason-form.tsx';

const words = dictionary({
  搬家了: 'Change of home',
  登记在哪个村组: 'Village or group of the record',
  住址: 'Address',
  '常住外地的，住哪里': 'Lives elsewhere: where',
  从哪天起: 'Since',
  '例如：搬去和女儿住': 'For example: moved in with her daughter',
  '记下新住址，旧的留着': 'Record the new home; the old stays',
  '住址改了，登记交给{area}': 'Home changed; the record went to {area}',
  住址改了: 'Home changed',
  '登记、联系方式和情况一起交给{area}那边的办公室，以后由他们看和改。':
    'The record, contacts and all that is known go to the office of {area}, who look after it from now on.',
  '他会移出现在这一户。': 'The person leaves the present household.',
  '那边不归这个岗位管的话，交出去以后这里就打不开他的页面；正在办的件照常办。':
    'If this post does not look after that area, the page can’t be opened from here afterwards; cases in hand go on.',
  '交的材料和台账不动。': 'Papers given and the ledger stay as they are.',
  那边: 'the other side',
});

const PLACES = { area_missing: 'area', since_in_future: 'since', home_unchanged: 'address' } as const;
const orNull = (text: string): string | null => text.trim() || null;

/** A person moved. Into another office's area the record goes over to them: what that means stands here before it is done. */
export const ChangeHome = ({ resident, done, close }: { resident: Resident; done: () => void; close: () => void }): ReactNode => {
  const t = useWords(words);
  const { today } = useFormat();
  const toast = useToast();
  const navigate = useNavigate();
  const { post } = useSession();
  const sender = useSend(changeHome);
  const { at, rest } = useRefusalAt(sender, PLACES);
  const { person, household } = resident;
  const [area, setArea] = useState<string | undefined>(person.area);
  const [address, setAddress] = useState(person.address ?? '');
  const [elsewhere, setElsewhere] = useState(person.livesElsewhere ?? '');
  const [since, setSince] = useState(today);
  const moves = area !== undefined && area !== person.area;
  const chosen = useRead(areas, { limit: 1, ...(area === undefined ? {} : { under: area }) }, { enabled: moves });
  const areaName = chosen.data?.rows[0]?.name ?? t('那边');
  // Only the server knows a post's ranges; its own area stands for them, and the sentence says “if”.
  const leaves = moves && post !== null && !within(area, post.area);
  const said = !moves
    ? []
    : [
        t('登记、联系方式和情况一起交给{area}那边的办公室，以后由他们看和改。', { area: areaName }),
        ...(household === null ? [] : [t('他会移出现在这一户。')]),
        ...(leaves ? [t('那边不归这个岗位管的话，交出去以后这里就打不开他的页面；正在办的件照常办。')] : []),
        t('交的材料和台账不动。'),
      ];
  const send = async (reason: string): Promise<void> => {
    const home = { area: area!, address: orNull(address), livesElsewhere: orNull(elsewhere), since };
    const sent = await sender.send({ resident: person.id, ...home, reason }, { seen: person.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(moves ? t('住址改了，登记交给{area}', { area: areaName }) : t('住址改了'));
    if (leaves) void navigate({ to: '/residents' as '/' });
    else done();
  };
  return (
    <ReasonForm
      title={t('搬家了')}
      said={said}
      hint={t('例如：搬去和女儿住')}
      action={t('记下新住址，旧的留着')}
      of={rest}
      ready={area !== undefined && since !== ''}
      submit={send}
      close={close}
    >
      <div className="form__pair">
        <div className="form__field">
          <span className="form__label">{t('登记在哪个村组')}</span>
          <AreaSelect value={area} onChange={setArea} width={300} label={t('登记在哪个村组')} />
          {at('area') === null ? null : (
            <p className="form__wrong" role="alert">
              {at('area')}
            </p>
          )}
        </div>
        <Field label={t('住址')} wrong={at('address')}>
          {(id) => <Input id={id} maxLength={200} value={address} onChange={(event) => setAddress(event.target.value)} />}
        </Field>
      </div>
      <div className="form__pair">
        <Field label={t('从哪天起')} wrong={at('since')}>
          {(id) => <Input id={id} type="date" max={today} value={since} onChange={(event) => setSince(event.target.value)} />}
        </Field>
        <Field label={t('常住外地的，住哪里')}>
          {(id) => <Input id={id} maxLength={100} value={elsewhere} onChange={(event) => setElsewhere(event.target.value)} />}
        </Field>
      </div>
    </ReasonForm>
  );
};
