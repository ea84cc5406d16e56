import type { ReactNode } from 'react';
import { SCOPE_NAMES } from '../../../../modules/materials/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary, type Text } from '../../../ui/words.ts';
import { type CasePage, TURN_NAMES } from './case-words.ts';

const words = dictionary({
  跑腿和待办: 'Errands and tasks',
  做什么: 'What',
  在谁手上: 'With whom',
  哪天前: 'By',
  要授权: 'Consent',
});
type State = CasePage['tasks'][number]['state'];
const STATE_NAMES: Readonly<Record<State, Text>> = {
  waiting: { zh: '等前一步', en: 'waits for the step before' },
  open: { zh: '可以做了', en: 'can be done' },
  done: { zh: '办好了', en: 'done' },
  dropped: { zh: '不用做了', en: 'dropped' },
};
const CLASSES: Readonly<Record<State, string>> = {
  waiting: 'state state--quiet',
  open: 'state state--open',
  done: 'state',
  dropped: 'state state--quiet',
};

/** Who has which errand, by when, and the consent that it needs. */
export const ErrandsPart = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  if (page.tasks.length === 0) return null;
  const holder = ({ holder: { kind, name } }: CasePage['tasks'][number]): string =>
    name ?? (kind === 'resident' || kind === 'bank' || kind === 'department' ? format.text(TURN_NAMES[kind]) : '');
  return (
    <section className="panel">
      <h2>{t('跑腿和待办')}</h2>
      <table className="lines">
        <thead>
          <tr>
            <th scope="col">{t('做什么')}</th>
            <th scope="col">{t('在谁手上')}</th>
            <th scope="col">{t('哪天前')}</th>
            <th scope="col">{t('要授权')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {page.tasks.map((task) => (
            <tr key={task.id}>
              <th scope="row">{format.text(task.title)}</th>
              <td>{holder(task)}</td>
              <td className="nobr">
                {task.due === null ? null : (
                  <span className={task.level === 'red' && (task.state === 'open' || task.state === 'waiting') ? 'clock--late' : ''}>
                    {format.shortDay(task.due)}
                  </span>
                )}
              </td>
              <td>{task.consentScope === null ? '' : format.text(SCOPE_NAMES[task.consentScope])}</td>
              <td>
                <span className={CLASSES[task.state]}>{format.text(STATE_NAMES[task.state])}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
