import { Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { list as asks } from '../../../../modules/asks/contract.ts';
import { list as cases } from '../../../../modules/cases/contract.ts';
import { FACT_SOURCES, recordDeath, withdrawDeath } from '../../../../modules/residents/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Field } from '../../parts/field.tsx';
import type { Resident } from './look.ts';
import { SOURCE_NAMES } from './names.ts';
import { ReasonForm, useRefusalAt } from './reason-form.tsx';

const words = dictionary({
  登记去世: 'Record a death',
  哪天去世: 'Day of death',
  怎么知道的: 'How it is known',
  '例如：女儿来说的，看了医学证明': 'For example: the daughter told us; saw the certificate',
  登记去世并停止授权: 'Record it and end the consents',
  '已登记 {name} 去世': 'The death of {name} is recorded',
  '他给过的授权今天起全部停止，替他签字、取东西都不行了。':
    'Every consent he or she gave ends today: nobody signs or collects for them any more.',
  '还有 {asks} 件诉求、{cases} 个在办的件，右边列着，请逐件和家人商量怎么收尾。':
    '{asks} asks and {cases} cases are open, listed on the right: settle each with the family.',
  '没有没办完的事。': 'Nothing of theirs is open.',
  '记错了可以撤销；停了的授权不会自己恢复。': 'It can be undone; the consents that ended do not come back by themselves.',
  撤销去世登记: 'Undo the recorded death',
  '例如：听错了，是同名的人': 'For example: misheard, it was a namesake',
  '停了的授权不会自己恢复，要请本人重新给。': 'The consents that ended do not come back: the person must give them again.',
  '撤销，这个人还在': 'Undo: the person is alive',
  '已撤销，去世登记划掉留着': 'Undone; the entry stays, struck through',
});

const PLACES = { death_day: 'day', already_died: 'day', since_in_future: 'day' } as const;

type Props = { resident: Resident; done: () => void; close: () => void };

/** A death: consents end with it, what is still open is named so that somebody settles it. */
export const RecordDeath = ({ resident, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(recordDeath);
  const { at, rest } = useRefusalAt(sender, PLACES);
  const { person } = resident;
  const [diedOn, setDiedOn] = useState(format.today);
  const [source, setSource] = useState<(typeof FACT_SOURCES)[number]>('relative');
  const asked = useRead(asks, { resident: person.id, limit: 50 });
  const handled = useRead(cases, { resident: person.id, open: 'true', limit: 50 });
  const openAsks = (asked.data?.rows ?? []).filter((row) => row.state === 'open' || row.state === 'triaged').length;
  const openCases = handled.data?.rows.length ?? 0;
  const send = async (note: string): Promise<void> => {
    const sent = await sender.send({ resident: person.id, diedOn, source, note });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已登记 {name} 去世', { name: person.name }));
    done();
  };
  return (
    <ReasonForm
      title={t('登记去世')}
      said={[
        t('他给过的授权今天起全部停止，替他签字、取东西都不行了。'),
        openAsks + openCases === 0
          ? t('没有没办完的事。')
          : t('还有 {asks} 件诉求、{cases} 个在办的件，右边列着，请逐件和家人商量怎么收尾。', { asks: openAsks, cases: openCases }),
        t('记错了可以撤销；停了的授权不会自己恢复。'),
      ]}
      hint={t('例如：女儿来说的，看了医学证明')}
      action={t('登记去世并停止授权')}
      of={rest}
      ready={diedOn !== ''}
      submit={send}
      close={close}
    >
      <div className="form__pair">
        <Field label={t('哪天去世')} wrong={at('day')}>
          {(id) => <Input id={id} type="date" max={format.today} value={diedOn} onChange={(event) => setDiedOn(event.target.value)} />}
        </Field>
        <Field label={t('怎么知道的')}>
          {(id) => (
            <Select
              id={id}
              value={source}
              onChange={setSource}
              options={FACT_SOURCES.map((one) => ({ value: one, label: format.text(SOURCE_NAMES[one]) }))}
            />
          )}
        </Field>
      </div>
    </ReasonForm>
  );
};

/** A death that was recorded of the wrong person. */
export const WithdrawDeath = ({ resident, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const sender = useSend(withdrawDeath);
  const { person } = resident;
  const send = async (reason: string): Promise<void> => {
    const sent = await sender.send({ resident: person.id, reason }, { seen: person.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已撤销，去世登记划掉留着'));
    done();
  };
  return (
    <ReasonForm
      title={t('撤销去世登记')}
      said={[t('停了的授权不会自己恢复，要请本人重新给。')]}
      hint={t('例如：听错了，是同名的人')}
      action={t('撤销，这个人还在')}
      of={sender}
      submit={send}
      close={close}
    />
  );
};
