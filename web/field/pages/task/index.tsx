import type { ReactNode } from 'react';
import { task as taskContract } from '../../../../modules/work/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge, GreenTag } from '../../../ui/pictures.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Card } from '../../parts/card.tsx';
import { Go } from '../../parts/go.tsx';
import { AskCaller } from '../../person/ask-caller.tsx';
import { useMayAsk } from '../../person/use-findings.ts';
import { Who } from '../../person/who.tsx';
import { usePageParams } from '../../shell/params.ts';
import { Screen } from '../../shell/screen.tsx';
import { AskVisit } from './ask-visit.tsx';
import { CaseTask } from './case-task.tsx';
import type { Task } from './consent-of.ts';
import { NoteAsk } from './note-ask.tsx';
import { SimpleDone } from './simple.tsx';

const words = dictionary({
  这一站: 'This stop',
  看这件东西的交接: 'See its hand-overs',
  这家还可以问: 'Worth asking here',
  拍票据放进票据袋: 'Photograph a bill into the pouch',
});

const Kind = ({ task }: { task: Task }): ReactNode => {
  const t = useWords(words);
  if (task.subjectKind === 'case') return <CaseTask task={task} />;
  if (task.subjectKind === 'ask') return <AskVisit task={task} />;
  return (
    <>
      {task.subjectKind === 'parcel' ? (
        <div className="px-5">
          <Go to={`/handover/${task.subject}`}>{t('看这件东西的交接')}</Go>
        </div>
      ) : null}
      <SimpleDone task={task} />
    </>
  );
};

/** One stop: whom, where, what to do, done. */
const TaskScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { id } = usePageParams<'id'>();
  const read = useRead(taskContract, { id });
  const task = read.data;
  const mayAsk = useMayAsk();
  return (
    <Screen title={t('这一站')} back>
      {read.error ? (
        <div className="p-5">
          <Failure error={read.error} retry={() => void read.refetch()} />
        </div>
      ) : null}
      {!task && !read.error ? (
        <div className="px-5">
          <Wait />
        </div>
      ) : null}
      {task ? (
        <div className="grid gap-4 py-4">
          <Card green={task.green}>
            <h2 className="text-[24px] leading-snug font-semibold">{format.text(task.title)}</h2>
            {task.green || task.due !== null ? (
              <span className="flex flex-wrap items-center gap-2">
                {task.green ? <GreenTag /> : null}
                {task.due === null ? null : <DueBadge due={task} />}
              </span>
            ) : null}
            {task.resident ? <Who resident={task.resident} /> : task.subjectKind === 'ask' ? <AskCaller ask={task.subject} /> : null}
            {task.resident && mayAsk ? <Go to={`/people/${task.resident}/may-qualify`}>{t('这家还可以问')}</Go> : null}
            {task.resident && mayAsk ? <Go to={`/people/${task.resident}/bill`}>{t('拍票据放进票据袋')}</Go> : null}
          </Card>
          <Kind task={task} />
          {task.resident || task.subjectKind === 'ask' ? <NoteAsk resident={task.resident} /> : null}
        </div>
      ) : null}
    </Screen>
  );
};
export default TaskScreen;
