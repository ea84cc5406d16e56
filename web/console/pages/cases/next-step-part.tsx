import { type ReactNode, useState } from 'react';
import type { Role } from '../../../../kernel/actor.ts';
import { acceptCase, correctionReceived, giveNotice, resultMade, sendToDepartment } from '../../../../modules/cases/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AnswersForm } from './answers-form.tsx';
import type { CasePage } from './case-words.ts';
import { DecideForm } from './decide-form.tsx';
import { DeliverForm } from './deliver-form.tsx';
import { ErrandForm } from './errand-form.tsx';
import { nextStep } from './next-step.ts';
import { OtherSteps } from './other-steps.tsx';
import { useStep } from './use-step.tsx';

const words = dictionary({
  下一步: 'Next step',
  '先问清楚 {n} 件事': 'Ask {n} {n:thing|things} first',
  '先核对 {n} 样收到的材料': 'Check {n} {n:paper|papers} that came',
  '在下面的材料里，一样一样点“可以用”或说明哪里不对。': 'Below, mark each paper as fine or say what is wrong.',
  去核对: 'Check them',
  '还差 {n} 样，一次说清': '{n} {n:paper is|papers are} missing: say it all at once',
  '一次性告知书会列全要补的材料，告知书给本人，办件停在这里等材料。':
    'The notice lists everything that is missing; it goes to the person and the case waits for the papers.',
  给一次性告知书: 'Give the one-time notice',
  '已告知，还差 {n} 样材料': 'Told; {n} {n:paper is|papers are} still to come',
  登记收到的材料: 'Record a paper',
  '材料到了在下面登记。': 'Record each paper below when it comes.',
  材料齐了: 'All papers are here',
  '受理以后开始算承诺的时间，跑腿的任务自动排好。': 'From acceptance the promised time counts; errands are planned by themselves.',
  受理: 'Accept',
  '材料齐了，由别处受理': 'Ready; another office accepts it',
  可以容缺受理: 'May be accepted with a promise',
  '还差的材料可以后补，要本人写下承诺。': 'What is missing may follow; the person promises it in writing.',
  谁来承诺: 'Who promises',
  容缺受理: 'Accept with the promise',
  '跑腿：{what}': 'Errand: {what}',
  转给部门: 'Send to the department',
  '{department}会在待审批里看到它。': '{department} finds it among what waits for decision.',
  '转给{department}': 'Send to {department}',
  部门在办: 'With the department',
  '现在不用你做什么，时间到了会提醒。': 'Nothing to do for you now; you are reminded in time.',
  等本人补正: 'Waiting for the correction',
  '补正的东西收到了，时间接着算。': 'Once it has come, the clock goes on.',
  补正收到了: 'The correction has come',
  '结果办出来了吗？': 'Has the result been made?',
  '证件、钱或决定办出来了，就可以送去。': 'Once the card, money or decision is there it can be delivered.',
  结果办出来了: 'The result is made',
  送到本人手里: 'Deliver it',
  这件事办完了: 'This matter is done',
  已给一次性告知书: 'The one-time notice was given',
  '已受理，开始算时间': 'Accepted; the time counts from now',
  '已转给{department}': 'Sent to {department}',
  '收到了，时间接着算': 'It came; the clock goes on',
  已记下结果: 'The result is recorded',
});

type Props = { page: CasePage; acting: Role | null };

/** What to do next, with the one primary action of the screen; what else may be done stands under it. */
export const NextStepPart = ({ page, acting }: Props): ReactNode => {
  const t = useWords(words);
  return (
    <section className="next" aria-label={t('下一步')}>
      <Shown page={page} acting={acting} />
      <OtherSteps page={page} acting={acting} />
    </section>
  );
};

/** A heading, a sentence, one button. */
const Plain = ({ title, says, button, trouble }: { title: string; says: string; button?: ReactNode; trouble?: ReactNode }): ReactNode => (
  <>
    <div className="next__row">
      <div>
        <h2>{title}</h2>
        <p className="soft">{says}</p>
      </div>
      {button}
    </div>
    {trouble}
  </>
);

const Shown = ({ page, acting }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const on = { id: page.case.id, seq: page.seq };
  const notice = useStep(giveNotice, on);
  const accept = useStep(acceptCase, on);
  const send = useStep(sendToDepartment, on);
  const corrected = useStep(correctionReceived, on);
  const made = useStep(resultMade, on);
  const [promiser, setPromiser] = useState(page.case.resident.name ?? '');
  const step = nextStep(page, acting);
  const department = format.text(page.item.department.name);
  const theCase = { case: page.case.id };
  const primary = (label: string, press: () => void, busy: boolean): ReactNode => (
    <button type="button" className="ui-button ui-button--primary" disabled={busy} onClick={press}>
      {label}
    </button>
  );
  switch (step.kind) {
    case 'ask':
      return (
        <>
          <h2>{t('先问清楚 {n} 件事', { n: step.questions.length })}</h2>
          <AnswersForm page={page} ask={step.questions} />
        </>
      );
    case 'check':
      return (
        <Plain
          title={t('先核对 {n} 样收到的材料', { n: step.papers })}
          says={t('在下面的材料里，一样一样点“可以用”或说明哪里不对。')}
          button={primary(
            t('去核对'),
            () => {
              const first = document.querySelector<HTMLElement>('.papers .is-unchecked button');
              first?.scrollIntoView({ block: 'center' });
              first?.focus();
            },
            false,
          )}
        />
      );
    case 'notice':
      return (
        <Plain
          title={t('还差 {n} 样，一次说清', { n: step.missing })}
          says={t('一次性告知书会列全要补的材料，告知书给本人，办件停在这里等材料。')}
          button={primary(t('给一次性告知书'), () => void notice.run(theCase, t('已给一次性告知书')), notice.sending)}
          trouble={notice.trouble}
        />
      );
    case 'await_papers':
      return (
        <Plain
          title={t('已告知，还差 {n} 样材料', { n: step.missing })}
          says={t('材料到了在下面登记。')}
          button={primary(t('登记收到的材料'), () => document.querySelector<HTMLElement>('[data-step="give"]')?.click(), false)}
        />
      );
    case 'accept':
      if (!step.promise)
        return (
          <Plain
            title={t('材料齐了')}
            says={t('受理以后开始算承诺的时间，跑腿的任务自动排好。')}
            button={primary(t('受理'), () => void accept.run(theCase, t('已受理，开始算时间')), accept.sending)}
            trouble={accept.trouble}
          />
        );
      return (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void accept.run({ ...theCase, promise: { by: promiser } }, t('已受理，开始算时间'));
          }}
        >
          <h2>{t('可以容缺受理')}</h2>
          <p className="soft">{t('还差的材料可以后补，要本人写下承诺。')}</p>
          <label>
            <span>{t('谁来承诺')}</span>
            <input className="ui-input" required maxLength={40} value={promiser} onChange={(event) => setPromiser(event.target.value)} />
          </label>
          {accept.trouble}
          <span>
            <button type="submit" className="ui-button ui-button--primary" disabled={accept.sending}>
              {t('容缺受理')}
            </button>
          </span>
        </form>
      );
    case 'accepted_elsewhere':
      return <Plain title={t('材料齐了，由别处受理')} says={format.text(step.why)} />;
    case 'errand':
      return (
        <>
          <h2>{t('跑腿：{what}', { what: format.text(step.task.title) })}</h2>
          <ErrandForm key={step.task.id} page={page} task={step.task} />
        </>
      );
    case 'send':
      return (
        <Plain
          title={t('转给部门')}
          says={t('{department}会在待审批里看到它。', { department })}
          button={primary(
            t('转给{department}', { department }),
            () => void send.run(theCase, t('已转给{department}', { department })),
            send.sending,
          )}
          trouble={send.trouble}
        />
      );
    case 'await_department':
      return <Plain title={t('部门在办')} says={t('现在不用你做什么，时间到了会提醒。')} />;
    case 'decide':
      return <DecideForm page={page} />;
    case 'correction':
      return (
        <Plain
          title={t('等本人补正')}
          says={page.stages.findLast((row) => row.words.what !== undefined)?.words.what ?? t('补正的东西收到了，时间接着算。')}
          button={primary(t('补正收到了'), () => void corrected.run(theCase, t('收到了，时间接着算')), corrected.sending)}
          trouble={corrected.trouble}
        />
      );
    case 'result':
      return (
        <Plain
          title={t('结果办出来了吗？')}
          says={t('证件、钱或决定办出来了，就可以送去。')}
          button={primary(t('结果办出来了'), () => void made.run(theCase, t('已记下结果')), made.sending)}
          trouble={made.trouble}
        />
      );
    case 'deliver':
      return (
        <>
          <h2>{t('送到本人手里')}</h2>
          <DeliverForm page={page} />
        </>
      );
    default:
      return <Plain title={t('这件事办完了')} says={format.text(page.status)} />;
  }
};
