import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CommandContract } from '../../../kernel/contract.ts';
import type { Sender } from '../../ui/data.ts';
import { useFormat, useWords } from '../../ui/look.tsx';
import { Failure, Refusal, Trouble } from '../../ui/trouble.tsx';
import { dictionary, type Text } from '../../ui/words.ts';

const words = dictionary({
  看最新的再定: 'See the latest, then decide',
  '{when} {what}': '{when}: {what}',
  有新的记录: 'something was recorded',
});

type Entry = { readonly seq: number; readonly event: string; readonly recordedAt: string };

/**
 * What a command was answered, beside the form that sent it. Where others wrote meanwhile, their entries are listed and what was
 * typed stays; seeing the latest and pressing again is the person's own decision.
 * @param names what the entries of this matter are called
 */
export const Problem = <C extends CommandContract>({
  of,
  names = {},
}: {
  of: Pick<Sender<C>, 'refusal' | 'error' | 'reset'>;
  names?: Readonly<Record<string, Text>>;
}): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const queries = useQueryClient();
  const { refusal, error, reset } = of;
  if (error !== null) return <Failure error={error} kept />;
  if (refusal === null) return null;
  if (refusal.code !== 'changed_meanwhile') return <Refusal refusal={refusal} kept />;
  const entries = (refusal.info?.entries ?? []) as readonly Entry[];
  const said = entries.map(({ event, recordedAt }) => {
    const name = names[event];
    return t('{when} {what}', { when: format.instant(recordedAt), what: name ? format.text(name) : t('有新的记录') });
  });
  const seeLatest = (): void => {
    reset();
    void queries.invalidateQueries();
  };
  return (
    <Trouble
      tone="waiting"
      what={format.text(refusal)}
      todo={said.join('；')}
      actions={
        <button type="button" className="ui-button" onClick={seeLatest}>
          {t('看最新的再定')}
        </button>
      }
    />
  );
};
