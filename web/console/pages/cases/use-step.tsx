import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { CommandContract } from '../../../../kernel/contract.ts';
import { ledger, page as pageRead } from '../../../../modules/cases/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  你看的这会儿别人做了这些: 'While you looked, others did this',
  '你写的都在，什么也没有被覆盖。': 'What you wrote is kept; nothing was overwritten.',
  你要做的: 'What you were about to do',
  '看过了，仍然这样做': 'Do it all the same',
  '算了，看看新的': 'Never mind, show the new state',
});

type Changed = { readonly seq: number; readonly event: string; readonly actor: string | null; readonly recordedAt: string };

export type Step<C extends CommandContract> = {
  /** true once it is done and the page shows it: a form that closes then leaves a page that no longer moves under the next click. */
  readonly run: (payload: z.input<C['payload']>, said?: string) => Promise<boolean>;
  readonly sending: boolean;
  /** What stands in the way, to be shown beside the form. */
  readonly trouble: ReactNode;
};

/**
 * One step on a case: sends with the version that is on screen. Where somebody was quicker, both stand side by side:
 * what they did, and what is still in the form; the person decides.
 */
export const useStep = <C extends CommandContract>(contract: C, on: { readonly id: string; readonly seq: number }): Step<C> => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(contract);
  const queries = useQueryClient();
  const [settling, setSettling] = useState(false);
  const [tried, setTried] = useState<{ payload: z.input<C['payload']>; said: string | undefined } | null>(null);
  const changed = sender.refusal?.code === 'changed_meanwhile' ? ((sender.refusal.info?.entries ?? []) as readonly Changed[]) : null;
  const told = useRead(ledger, { id: on.id, limit: 200 }, { enabled: changed !== null });
  const latest = changed === null ? on.seq : Math.max(on.seq, ...changed.map(({ seq }) => seq));

  const run = async (payload: z.input<C['payload']>, said?: string, seen = on.seq): Promise<boolean> => {
    setTried({ payload, said });
    const sent = await sender.send(payload, contract.kind === 'decision' ? { seen } : {});
    if (!sent || sent.outcome === 'refused') return false;
    setTried(null);
    setSettling(true);
    // Joins the reading that the sender began.
    await queries.refetchQueries({ queryKey: [pageRead.name], type: 'active' }, { cancelRefetch: false }).finally(() => setSettling(false));
    if (said !== undefined) toast(said);
    return true;
  };

  const conflict = (entries: readonly Changed[]): ReactNode => (
    <section className="conflict" role="alert">
      <h2>{t('你看的这会儿别人做了这些')}</h2>
      <p>{t('你写的都在，什么也没有被覆盖。')}</p>
      <ul className="changed">
        {entries.map((entry) => {
          const row = told.data?.rows.find(({ seq }) => seq === entry.seq);
          return (
            <li key={entry.seq}>
              <Moment at={entry.recordedAt} /> {entry.actor ?? row?.by ?? ''}：
              {row ? format.text(row.says) : <span className="code">{entry.event}</span>}
            </li>
          );
        })}
      </ul>
      <p>
        {t('你要做的')}：{format.text(contract.says)}
      </p>
      <div className="ui-buttons">
        <button type="button" className="ui-button" onClick={sender.reset}>
          {t('算了，看看新的')}
        </button>
        <button
          type="button"
          className="ui-button ui-button--primary"
          disabled={sender.sending}
          onClick={() => tried && void run(tried.payload, tried.said, latest)}
        >
          {t('看过了，仍然这样做')}
        </button>
      </div>
    </section>
  );

  const trouble =
    changed !== null ? (
      conflict(changed)
    ) : sender.refusal ? (
      <Refusal refusal={sender.refusal} kept />
    ) : sender.error ? (
      <Failure error={sender.error} kept />
    ) : null;
  return { run, sending: sender.sending || settling, trouble };
};
