import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import type { Ask } from './facts.tsx';
import { type AskKind, ENTRY_NAMES, HOW_NAMES, KIND_NAMES } from './names.ts';

const words = dictionary({
  经过: 'What happened',
  联系上了: 'reached',
  没联系上: 'not reached',
  打开办件: 'Open the case',
  看那一个: 'Open that one',
  '原因：{why}': 'Why: {why}',
  '转给{to}': 'To {to}',
  有新的记录: 'Recorded',
});

type Entry = Ask['entries'][number];
const textOf = (values: Record<string, unknown> | null, name: string): string | null => {
  const value = values?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** The words before each correction, by the correction's seq: shown struck through. */
const wordsBefore = (entries: readonly Entry[]): ReadonlyMap<number, string> => {
  const before = new Map<number, string>();
  let last: string | null = null;
  for (const entry of entries) {
    const said = textOf(entry.detail, 'words');
    if (entry.event === 'asks.corrected' && said !== null && last !== null) before.set(entry.seq, last);
    if (said !== null) last = said;
  }
  return before;
};

const Body = ({ entry, before }: { entry: Entry; before: string | undefined }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { event, data, detail } = entry;
  const how = textOf(data, 'how');
  const why = textOf(detail, 'reason');
  const kind = textOf(data, 'kind');
  const parts: readonly (string | null)[] = [
    event === 'asks.triaged' && kind !== null ? format.text(KIND_NAMES[kind as AskKind]) : null,
    how === null || !(how in HOW_NAMES) ? null : format.text(HOW_NAMES[how]!),
    event === 'asks.contacted' ? t(data.reached === true ? '联系上了' : '没联系上') : null,
    textOf(detail, 'what'),
    detail?.to === undefined ? null : t('转给{to}', { to: String(detail.to) }),
    textOf(detail, 'said') ?? textOf(detail, 'answer'),
  ];
  const said = parts.filter((part) => part !== null).join(' · ');
  const other = textOf(data, 'into') ?? textOf(data, 'ask') ?? textOf(data, 'from');
  return (
    <>
      {said}
      {event === 'asks.corrected' && textOf(detail, 'words') !== null ? (
        <p className="entry__words">
          {before === undefined ? null : <del>{before}</del>} <ins>{textOf(detail, 'words')}</ins>
        </p>
      ) : null}
      {why === null ? null : <span className="soft"> {t('原因：{why}', { why })}</span>}
      {event === 'asks.became_case' ? <Link to={`/cases/${String(data.case)}` as '/'}>{t('打开办件')}</Link> : null}
      {event.startsWith('asks.') && other !== null ? <Link to={`/asks/${other}` as '/'}>{t('看那一个')}</Link> : null}
    </>
  );
};

/** Everything that happened with an ask, by whom and when; what was corrected stays, struck through. */
export const Entries = ({ ask }: { ask: Ask }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const before = wordsBefore(ask.entries);
  return (
    <section className="panel" aria-label={t('经过')}>
      <h2>{t('经过')}</h2>
      <ol className="entries">
        {ask.entries.map((entry) => (
          <li key={entry.seq} className={entry.event.startsWith('work.') ? 'entry entry--minor' : 'entry'}>
            <Moment at={entry.at} />
            <span className="nobr">{entry.by}</span>
            <div>
              <b>{ENTRY_NAMES[entry.event] ? format.text(ENTRY_NAMES[entry.event]!) : t('有新的记录')}</b>{' '}
              <Body entry={entry} before={before.get(entry.seq)} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};
