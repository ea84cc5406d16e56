import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { identify } from '../../../../modules/asks/contract.ts';
import { open } from '../../../../modules/cases/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { ItemPicker, type PickedItem } from '../../parts/item-picker.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { Ask } from './facts.tsx';
import { CASE_CHANNEL, ENTRY_NAMES } from './names.ts';

const words = dictionary({
  '「{name}」开办': 'Open “{name}”',
  '已开办，编号 {code}': 'Opened, number {code}',
  '先认出是谁，才能开办。登记过的在这里找': 'First say who it is for; registered people are found here',
  为谁办: 'For whom',
});

const CAME_IN_PERSON: ReadonlySet<string> = new Set(['walk_in', 'petition_window']);

/** An ask becomes a case. */
export const OpenCase = ({ ask, done }: { ask: Ask; done: (said: ReactNode) => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const opening = useSend(open);
  const naming = useSend(identify);
  const [picked, setPicked] = useState<PickedItem | null>(null);
  const [who, setWho] = useState('');
  const id = useMemo(newId, []);

  if (ask.resident === null)
    return (
      <div className="form">
        <p className="form__help">{t('先认出是谁，才能开办。登记过的在这里找')}</p>
        <PersonSearch
          text={who}
          onText={setWho}
          label={t('为谁办')}
          onPick={(person) => {
            setWho(person.name);
            void naming.send({ ask: ask.id, resident: person.id });
          }}
        />
        <Problem of={naming} names={ENTRY_NAMES} />
      </div>
    );

  const openIt = async (): Promise<void> => {
    const sent = await opening.send({
      id,
      item: picked!.code,
      resident: ask.resident!,
      ask: ask.id,
      channel: CASE_CHANNEL[ask.channel],
      came: CAME_IN_PERSON.has(ask.channel) ? 'station' : null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    const said = t('已开办，编号 {code}', { code: sent.answer.shortCode });
    toast(said);
    done(<Link to={`/cases/${sent.answer.case}` as '/'}>{said}</Link>);
  };

  return (
    <div className="form">
      <ItemPicker area={ask.area} picked={picked} onPick={setPicked} />
      <Problem of={opening} names={ENTRY_NAMES} />
      {picked ? (
        <Button type="primary" loading={opening.sending} onClick={() => void openIt()}>
          {t('「{name}」开办', { name: format.text(picked.name) })}
        </Button>
      ) : null}
    </div>
  );
};
