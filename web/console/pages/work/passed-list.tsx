import { type FormEvent, type ReactNode, useState } from 'react';
import { answerPassedOn, LIST_ANSWER_NAMES, LIST_ANSWERS, type ListAnswer, passedList } from '../../../../modules/discovery/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { GREEN_BAR } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Hands } from './hands.tsx';
import type { TaskRow } from './names.ts';

const words = dictionary({
  '{name}的清单（{line}）': 'The list of {name} ({line})',
  '本人同意转来的，只有这份清单；同意到 {day} 为止。': 'Passed on with the person’s consent: this list only, until {day}.',
  '本人同意转来的，只有这份清单；他撤回就看不到了。': 'Passed on with the person’s consent: this list only, until it is taken back.',
  谁转来的: 'Passed on by',
  为什么转: 'Why',
  '还差一问：{question}': 'one question away: {question}',
  怎么答复: 'Answer',
  '一句话告诉站里，他们会告诉本人': 'A sentence for the office, which tells the person',
  答复: 'Answer',
  '答复了，站里会告诉本人': 'Answered; the office tells the person',
  '答复：{answer}': 'Answer: {answer}',
  怎么联系: 'How to reach them',
});

const Answer = ({ list, after }: { list: string; after: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const answering = useSend(answerPassedOn);
  const [answer, setAnswer] = useState<ListAnswer>('will_contact');
  const [said, setSaid] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const sent = await answering.send({ list, answer, words: said.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('答复了，站里会告诉本人'));
    after();
  };
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <Chips
        label={t('怎么答复')}
        value={answer}
        onChange={setAnswer}
        options={LIST_ANSWERS.map((value) => ({ value, label: format.text(LIST_ANSWER_NAMES[value]) }))}
      />
      <label>
        <span>{t('一句话告诉站里，他们会告诉本人')}</span>
        <textarea className="ui-input" required maxLength={500} value={said} onChange={(event) => setSaid(event.target.value)} />
      </label>
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={answering.sending || said.trim() === ''}>
          {t('答复')}
        </button>
      </span>
      <Problem of={answering} />
    </form>
  );
};

/** A list that was passed on, beside its task: to answer it, or to tell the person what came back. */
export const PassedListMatter = ({ task, after }: { task: TaskRow; after: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { data: list, error, refetch } = useRead(passedList, { id: task.subject });
  if (list === undefined) return error ? <Failure error={error} retry={() => void refetch()} /> : <Wait />;
  const { answered, from } = list;
  return (
    <>
      <section className={task.green ? `matter ${GREEN_BAR}` : 'matter'}>
        <h2>{t('{name}的清单（{line}）', { name: list.name, line: list.line })}</h2>
        <p className="soft">
          {list.place}{' '}
          {list.until === null
            ? t('本人同意转来的，只有这份清单；他撤回就看不到了。')
            : t('本人同意转来的，只有这份清单；同意到 {day} 为止。', { day: format.instant(list.until) })}
        </p>
        <ul>
          {list.items.map((item) => (
            <li key={item.code}>
              <b>{format.text(item.name)}</b>：{item.what}，{item.amount}
              {item.ask === null ? null : <span className="soft"> {t('还差一问：{question}', { question: format.text(item.ask) })}</span>}
            </li>
          ))}
        </ul>
        <dl className="pairs">
          <dt>{t('谁转来的')}</dt>
          <dd>
            {from.name} {from.site} <Moment at={list.at} />
          </dd>
          {from.phone === null ? null : (
            <>
              <dt>{t('怎么联系')}</dt>
              <dd>{from.phone}</dd>
            </>
          )}
          {list.words === null ? null : (
            <>
              <dt>{t('为什么转')}</dt>
              <dd>{list.words}</dd>
            </>
          )}
        </dl>
        <p className="soft">{format.text(list.hint)}</p>
      </section>
      {answered === null ? null : (
        <section>
          <h2>{t('答复：{answer}', { answer: format.text(LIST_ANSWER_NAMES[answered.answer]) })}</h2>
          <p>{answered.words}</p>
          <p className="soft">
            {answered.by} <Moment at={answered.at} />
          </p>
        </section>
      )}
      <section>
        {task.kind === 'answer_list' && answered === null ? (
          <Answer list={list.id} after={after} />
        ) : (
          <Hands task={task} simple={task.kind !== 'answer_list'} after={after} />
        )}
      </section>
    </>
  );
};
