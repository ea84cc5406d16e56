import { type ReactNode, useState } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import type { Asked } from '../../../../modules/discovery/contract.ts';
import { factNamed, recordFacts, USUAL_SURENESS } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Tick } from '../../parts/tick.tsx';
import { ActionBar } from '../../shell/screen.tsx';

const words = dictionary({
  是: 'Yes',
  不是: 'No',
  他也不知道: 'They don’t know either',
  '回答，单位：{unit}': 'Answer, in {unit}',
  回答: 'Answer',
  哪一天: 'Which day',
  '问的是家里哪一位？': 'Of whom in the household?',
  '问的是：{name}': 'About: {name}',
  '怎么知道的？': 'How is it known?',
  本人说的: 'The person said so',
  家里人说的: 'The family said so',
  我亲眼看到的: 'I saw it myself',
  先不问这句: 'Not this one now',
  记下这句: 'Record the answer',
  '记下了：{name}': 'Recorded: {name}',
  '这一样要看证件，回站里在登记上补。': 'This one comes from a paper: put it into the register back at the station.',
  登记上家里没有别的人: 'The register has nobody else in the household',
});

type Answer = { readonly said: string; readonly unknown: boolean; readonly source: 'told' | 'visit'; readonly whose: Id | null };
const START: Answer = { said: '', unknown: false, source: 'told', whose: null };
const UNKNOWN = 'unknown';

/** The answer as a fact: null = asked, and not known; undefined = nothing answered yet. */
const factOf = ({ type }: Asked, { said, unknown }: Answer): boolean | string | null | undefined => {
  if (unknown) return null;
  if (said.trim() === '') return undefined;
  return type === 'boolean' ? said === 'yes' : said.trim();
};

type QuestionProps = {
  resident: Id;
  asked: Asked;
  /** Others of the household whom a question may be about. */
  others: readonly { readonly id: Id; readonly name: string }[];
  done: () => void;
  skip: () => void;
};

/** One question, as it is asked at the table; what is answered is a fact of today. */
export const Question = ({ resident, asked, others, done, skip }: QuestionProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const recording = useSend(recordFacts);
  const [id] = useState(newId);
  const [answer, setAnswer, clear] = useDraft(`field.answer.${resident}.${asked.name}`, START);
  const change = (changed: Partial<Answer>): void => setAnswer((before) => ({ ...before, ...changed }));
  const ofOther = asked.of === 'household';
  const whose = ofOther ? (answer.whose ?? (others.length === 1 ? others[0]!.id : null)) : resident;
  const value = factOf(asked, answer);
  // Age and sex follow from the register; nobody records them as an answer.
  const recorded = factNamed(asked.fact) !== undefined;
  const askable = recorded && (!ofOther || others.length > 0);

  const record = async (): Promise<void> => {
    if (value === undefined || whose === null) return;
    const source = answer.source === 'visit' ? 'visit' : ofOther ? 'relative' : 'self';
    const sure = value === null ? 'certain' : USUAL_SURENESS[source];
    const sent = await recording.send({ resident: whose, facts: [{ id, name: asked.fact, value, at: format.today, source, sure }] });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    const flag = sent.answer.flags[0];
    toast(flag ? format.text(flag) : t('记下了：{name}', { name: asked.fact }));
    done();
  };

  const choices = [
    ...(asked.type === 'boolean'
      ? [
          { value: 'yes', label: t('是') },
          { value: 'no', label: t('不是') },
        ]
      : (asked.values ?? []).map((one) => ({ value: one, label: one }))),
    { value: UNKNOWN, label: t('他也不知道') },
  ];
  const typed = choices.length === 1;
  return (
    <>
      <Card>
        <h2 id={`${id}-question`} className="text-[24px] leading-snug font-semibold">
          {format.text(asked.question)}
        </h2>
        {recorded ? null : <p className="text-soft">{t('这一样要看证件，回站里在登记上补。')}</p>}
        {recorded && !askable ? <p className="text-soft">{t('登记上家里没有别的人')}</p> : null}
        {askable && ofOther && others.length > 1 ? (
          <Choice
            label={t('问的是家里哪一位？')}
            value={answer.whose ?? ''}
            onChoose={(chosen) => change({ whose: chosen })}
            options={others.map((one) => ({ value: one.id, label: one.name }))}
          />
        ) : null}
        {askable && ofOther && others.length === 1 ? (
          <p className="font-semibold">{t('问的是：{name}', { name: others[0]!.name })}</p>
        ) : null}
        {askable && !typed ? (
          <Choice
            label={t('回答')}
            value={answer.unknown ? UNKNOWN : answer.said}
            onChoose={(chosen) => change(chosen === UNKNOWN ? { unknown: true } : { unknown: false, said: chosen })}
            options={choices}
          />
        ) : null}
        {askable && typed ? (
          <>
            <Field
              label={asked.type === 'date' ? t('哪一天') : asked.unit === null ? t('回答') : t('回答，单位：{unit}', { unit: asked.unit })}
              type={asked.type === 'date' ? 'date' : 'text'}
              inputMode={asked.type === 'number' ? 'decimal' : undefined}
              autoComplete="off"
              maxLength={200}
              disabled={answer.unknown}
              value={answer.said}
              onText={(said) => change({ said })}
            />
            <Tick checked={answer.unknown} onTick={(unknown) => change({ unknown })}>
              {t('他也不知道')}
            </Tick>
          </>
        ) : null}
        {askable ? (
          <Choice
            label={t('怎么知道的？')}
            value={answer.source}
            onChoose={(source) => change({ source: source === 'visit' ? 'visit' : 'told' })}
            options={[
              { value: 'told', label: ofOther ? t('家里人说的') : t('本人说的') },
              { value: 'visit', label: t('我亲眼看到的') },
            ]}
          />
        ) : null}
        {recording.refusal ? <Refusal refusal={recording.refusal} kept /> : null}
        {recording.error ? <Failure error={recording.error} kept retry={() => void record()} /> : null}
        <Button look="quiet" onClick={skip}>
          {t('先不问这句')}
        </Button>
      </Card>
      {askable ? (
        <ActionBar>
          <Button look="primary" wide disabled={recording.sending || value === undefined || whose === null} onClick={() => void record()}>
            {t('记下这句')}
          </Button>
        </ActionBar>
      ) : null}
    </>
  );
};
