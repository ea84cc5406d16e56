import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { z } from 'zod';
import { triage } from '../../../../modules/asks/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import { type Key, useKeys } from '../../shell/keys.tsx';
import type { Ask } from './facts.tsx';
import { ENTRY_NAMES } from './names.ts';
import { OpenCase } from './open-case.tsx';
import './asks.css';

const words = dictionary({
  分流: 'Triage',
  办一件事: 'Open a case',
  '选事项，开办件': 'Choose the item',
  只是咨询: 'Advice only',
  现在就答复: 'Answer now',
  跑腿小事: 'Everyday errand',
  '买药、寄件、换灯泡': 'Medicine, parcels, a bulb',
  信访: 'Petition',
  转信访登记: 'Goes to petitions',
  不归我们管: 'Not ours',
  告诉他找谁: 'Say who can help',
  '答复了什么（照您说的记）': 'What was answered, as you said it',
  '现在没说，之后再告诉本人': 'Not told yet; to be told later',
  '答复了，办结': 'Answered, close',
  '记下，之后告诉本人': 'Record it, tell the person later',
  要跑什么腿: 'What is to be done',
  排进跑腿: 'Queue the errand',
  '信访由负责的人登记，被反映的单位看不到是谁': 'The one in charge registers it; the unit complained of never sees who',
  归谁管: 'Who is in charge of it',
  怎么跟他说的: 'What the person was told',
  '告诉了，转出去': 'Told, pass it on',
  已答复并办结: 'Answered and closed',
  '已排进跑腿，等人接手': 'Queued as an errand; someone will take it',
  已转信访登记: 'Passed to petitions',
  已转告: 'Passed on',
});

const KINDS = ['case', 'advice', 'errand', 'petition', 'not_ours'] as const;
type Kind = (typeof KINDS)[number];
const KIND_WORDS = {
  case: ['办一件事', '选事项，开办件'],
  advice: ['只是咨询', '现在就答复'],
  errand: ['跑腿小事', '买药、寄件、换灯泡'],
  petition: ['信访', '转信访登记'],
  not_ours: ['不归我们管', '告诉他找谁'],
} as const;

type Draft = { readonly kind: Kind | null; readonly answer: string; readonly later: boolean; readonly what: string; readonly to: string };
const EMPTY: Draft = { kind: null, answer: '', later: false, what: '', to: '' };

/** What becomes of an ask. Nothing is closed without the words that the person was told. */
export const Triage = ({ ask, done }: { ask: Ask; done: (said: ReactNode) => void }): ReactNode => {
  const t = useWords(words);
  const sender = useSend(triage);
  const [draft, setDraft, clear] = useDraft<Draft>(`triage.${ask.id}`, EMPTY);
  const [task] = useState(newId);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const keys = useMemo<readonly Key[]>(
    () =>
      KINDS.map((kind, n) => ({
        keys: String(n + 1),
        does: { zh: `分流：${KIND_WORDS[kind][0]}`, en: `Triage: ${words[KIND_WORDS[kind][0]]}` },
        run: () => setDraft((before) => ({ ...before, kind })),
      })),
    [setDraft],
  );
  useKeys(keys);

  const send = async (payload: z.input<typeof triage.payload>, said: string): Promise<void> => {
    const sent = await sender.send(payload, { seen: ask.seq });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    done(said);
  };
  const submit = (label: string, ready: boolean, payload: z.input<typeof triage.payload>, said: string): ReactNode => (
    <>
      <Problem of={sender} names={ENTRY_NAMES} />
      <Button type="primary" disabled={!ready} loading={sender.sending} onClick={() => void send(payload, said)}>
        {label}
      </Button>
    </>
  );
  const answerBox = (label: string): ReactNode => (
    <Input.TextArea
      aria-label={label}
      placeholder={label}
      autoFocus
      autoSize={{ minRows: 3, maxRows: 8 }}
      maxLength={2000}
      value={draft.answer}
      onChange={(event) => change({ answer: event.target.value })}
    />
  );
  const answer = draft.answer.trim();
  const forms: Readonly<Record<Kind, () => ReactNode>> = {
    case: () => <OpenCase ask={ask} done={done} />,
    advice: () => (
      <div className="form">
        {answerBox(t('答复了什么（照您说的记）'))}
        <Checkbox checked={draft.later} onChange={(event) => change({ later: event.target.checked })}>
          {t('现在没说，之后再告诉本人')}
        </Checkbox>
        {submit(
          draft.later ? t('记下，之后告诉本人') : t('答复了，办结'),
          answer !== '',
          { ask: ask.id, kind: 'advice', answer, told: draft.later ? 'to_do' : 'now' },
          t('已答复并办结'),
        )}
      </div>
    ),
    errand: () => (
      <div className="form">
        <Input
          aria-label={t('要跑什么腿')}
          placeholder={t('要跑什么腿')}
          autoFocus
          maxLength={60}
          value={draft.what}
          onChange={(event) => change({ what: event.target.value })}
        />
        {submit(
          t('排进跑腿'),
          draft.what.trim() !== '',
          { ask: ask.id, kind: 'errand', task, what: draft.what.trim() },
          t('已排进跑腿，等人接手'),
        )}
      </div>
    ),
    petition: () => (
      <div className="form">
        <p className="form__help">{t('信访由负责的人登记，被反映的单位看不到是谁')}</p>
        {submit(t('转信访登记'), true, { ask: ask.id, kind: 'petition', task }, t('已转信访登记'))}
      </div>
    ),
    not_ours: () => (
      <div className="form">
        <Input
          aria-label={t('归谁管')}
          placeholder={t('归谁管')}
          autoFocus
          maxLength={100}
          value={draft.to}
          onChange={(event) => change({ to: event.target.value })}
        />
        <Input.TextArea
          aria-label={t('怎么跟他说的')}
          placeholder={t('怎么跟他说的')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={draft.answer}
          onChange={(event) => change({ answer: event.target.value })}
        />
        {submit(
          t('告诉了，转出去'),
          draft.to.trim() !== '' && answer !== '',
          { ask: ask.id, kind: 'not_ours', to: draft.to.trim(), answer },
          t('已转告'),
        )}
      </div>
    ),
  };
  return (
    <section className="triage" aria-label={t('分流')}>
      <div className="triage__kinds" role="radiogroup" aria-label={t('分流')}>
        {KINDS.map((kind, n) => (
          <label key={kind} className={kind === draft.kind ? 'triage__kind triage__kind--here' : 'triage__kind'}>
            <input type="radio" name={`triage-${ask.id}`} checked={kind === draft.kind} onChange={() => change({ kind })} />
            <kbd>{n + 1}</kbd>
            <span>
              <b>{t(KIND_WORDS[kind][0])}</b>
              <small>{t(KIND_WORDS[kind][1])}</small>
            </span>
          </label>
        ))}
      </div>
      {draft.kind === null ? null : forms[draft.kind]()}
    </section>
  );
};
