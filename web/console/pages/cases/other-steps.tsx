import { type ReactNode, useState } from 'react';
import type { Role } from '../../../../kernel/actor.ts';
import {
  extend,
  giveNotice,
  refuseAcceptance,
  requestCorrection,
  revokeAcceptance,
  revokeDecision,
  withdraw,
} from '../../../../modules/cases/contract.ts';
import { useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type CasePage, CLOSED } from './case-words.ts';
import { useStep } from './use-step.tsx';

const words = dictionary({
  还可以: 'Also possible',
  要求补正: 'Ask for a correction',
  '请本人补什么？': 'What should the person correct?',
  '要求补正，停表': 'Ask for it; the clock stops',
  批准延期: 'Extend',
  '延几个工作日？': 'By how many working days?',
  为什么要延: 'Why',
  延期并告诉本人: 'Extend and tell the person',
  本人撤回: 'Withdrawn by the person',
  本人怎么说的: 'In the person’s words',
  按本人的意思撤回: 'Withdraw as asked',
  不予受理: 'Refuse to accept',
  为什么不能受理: 'Why it cannot be accepted',
  可以怎么办: 'What the person can do instead',
  把不予受理的决定送出: 'Refuse in writing',
  撤销受理: 'Revoke the acceptance',
  为什么撤销: 'Why',
  书面撤销: 'Revoke in writing',
  撤销决定: 'Revoke the decision',
  再告知一次: 'Give the notice again',
  已办: 'Done',
  算了: 'Never mind',
});

type Kind = 'correction' | 'extend' | 'withdraw' | 'refuse' | 'revoke' | 'revoke_decision' | 'notice';
const NAMES = {
  correction: '要求补正',
  extend: '批准延期',
  withdraw: '本人撤回',
  refuse: '不予受理',
  revoke: '撤销受理',
  revoke_decision: '撤销决定',
  notice: '再告知一次',
} as const satisfies Record<Kind, string>;

const COUNTER = new Set<Role>(['clerk', 'coordinator']);

/** What a post may do beside the next step, as the case stands. The server has the last word. */
export const offered = (page: CasePage, role: Role | null): readonly Kind[] => {
  if (role === null) return [];
  const { state } = page.case;
  const counter = COUNTER.has(role);
  const approver = role === 'approver';
  const kinds: Kind[] = [];
  if (state === 'informing' && counter && page.notices.length > 0) kinds.push('notice');
  if ((state === 'accepted' && counter) || (state === 'with_department' && (approver || counter))) kinds.push('correction');
  if ((role === 'coordinator' || approver) && (state === 'accepted' || state === 'with_department')) kinds.push('extend');
  if (state === 'informing' && counter) kinds.push('refuse');
  if (state === 'accepted' && counter && page.materials.promised.some(({ curedAt }) => curedAt === null)) kinds.push('revoke');
  if (approver && page.decisions.some(({ revokedAt }) => revokedAt === null)) kinds.push('revoke_decision');
  if (!CLOSED.has(state) && (counter || role === 'helper')) kinds.push('withdraw');
  return kinds;
};

/** The rarer steps, quiet, each opening the few lines that it needs in writing. */
export const OtherSteps = ({ page, acting }: { page: CasePage; acting: Role | null }): ReactNode => {
  const t = useWords(words);
  const [open, setOpen] = useState<Kind | null>(null);
  const kinds = offered(page, acting);
  if (kinds.length === 0) return null;
  if (open !== null) return <OneStep page={page} kind={open} close={() => setOpen(null)} />;
  return (
    <div className="others">
      <span>{t('还可以')}</span>
      {kinds.map((kind) => (
        <button key={kind} type="button" className="ui-button ui-button--quiet" onClick={() => setOpen(kind)}>
          {t(NAMES[kind])}
        </button>
      ))}
    </div>
  );
};

const OneStep = ({ page, kind, close }: { page: CasePage; kind: Kind; close: () => void }): ReactNode => {
  const t = useWords(words);
  const on = { id: page.case.id, seq: page.seq };
  const theCase = { case: page.case.id };
  const correction = useStep(requestCorrection, on);
  const longer = useStep(extend, on);
  const back = useStep(withdraw, on);
  const refuse = useStep(refuseAcceptance, on);
  const revoke = useStep(revokeAcceptance, on);
  const unmake = useStep(revokeDecision, on);
  const again = useStep(giveNotice, on);
  const [text, setText] = useState('');
  const [second, setSecond] = useState('');
  const [by, setBy] = useState(5);

  const steps = {
    correction: {
      ask: t('请本人补什么？'),
      does: t('要求补正，停表'),
      step: correction,
      run: () => correction.run({ ...theCase, what: text }, t('已办')),
    },
    extend: {
      ask: t('为什么要延'),
      does: t('延期并告诉本人'),
      step: longer,
      run: () => longer.run({ ...theCase, clock: 'promised', by, reason: text }, t('已办')),
    },
    withdraw: {
      ask: t('本人怎么说的'),
      does: t('按本人的意思撤回'),
      step: back,
      run: () => back.run({ ...theCase, words: text }, t('已办')),
    },
    refuse: {
      ask: t('为什么不能受理'),
      does: t('把不予受理的决定送出'),
      step: refuse,
      run: () => refuse.run({ ...theCase, reason: text, remedy: second }, t('已办')),
    },
    revoke: { ask: t('为什么撤销'), does: t('书面撤销'), step: revoke, run: () => revoke.run({ ...theCase, reason: text }, t('已办')) },
    revoke_decision: {
      ask: t('为什么撤销'),
      does: t('书面撤销'),
      step: unmake,
      run: () => unmake.run({ ...theCase, reason: text }, t('已办')),
    },
    notice: { ask: null, does: t('再告知一次'), step: again, run: () => again.run(theCase, t('已办')) },
  } as const;
  const { ask, does, step, run } = steps[kind];
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void run().then((done) => done && close());
      }}
    >
      <h2>{t(NAMES[kind])}</h2>
      {kind === 'extend' ? (
        <label>
          <span>{t('延几个工作日？')}</span>
          <input
            className="ui-input"
            type="number"
            min={1}
            max={60}
            required
            value={by}
            onChange={(event) => setBy(Number(event.target.value))}
          />
        </label>
      ) : null}
      {ask === null ? null : (
        <label>
          <span>{ask}</span>
          <textarea
            className="ui-input"
            // biome-ignore lint/a11y/noAutofocus: the person has just opened this to write
            autoFocus
            required
            maxLength={kind === 'extend' ? 300 : 500}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
      )}
      {kind === 'refuse' ? (
        <label>
          <span>{t('可以怎么办')}</span>
          <textarea className="ui-input" required maxLength={500} value={second} onChange={(event) => setSecond(event.target.value)} />
        </label>
      ) : null}
      {step.trouble}
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={step.sending}>
          {does}
        </button>
        <button type="button" className="ui-button" onClick={close}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};
