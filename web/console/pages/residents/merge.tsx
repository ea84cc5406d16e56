import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { merge, type PersonRow, undoMerge } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { PersonSearch } from '../../parts/person-search.tsx';
import type { Resident } from './look.ts';
import { ReasonForm, useRefusalAt } from './reason-form.tsx';

const words = dictionary({
  登记了两份: 'Registered twice',
  找另一份登记: 'Find the other record',
  留下这一份: 'This one stays',
  并进来的一份: 'This one goes into it',
  姓名: 'Name',
  出生: 'Born',
  村组: 'Village or group',
  住址: 'Address',
  证号: 'ID number',
  电话: 'Phone',
  没有: 'none',
  '两份的联系方式、情况以后在这一页一起看；什么都不搬动，发现不是同一个人随时可以撤销。':
    'Contacts and facts of both show here together; nothing is moved, and it can be undone at any time.',
  '例如：名字写成同音字，本人确认是他': 'For example: a homophone in the name; the person confirmed it',
  '是同一个人，合并': 'The same person: merge',
  已合并: 'Merged',
  到那一份去合并: 'Merge from that record',
  撤销合并: 'Undo the merge',
  '“{name}”那一份会变回单独的登记，联系方式和情况各归各。':
    'The record “{name}” stands on its own again, each with its own contacts and facts.',
  '例如：证件对不上，是两个人': 'For example: the papers differ, they are two people',
  '分开，还是两个人': 'Part them: two people',
  已分开: 'Parted',
});

const PLACES = {
  merge_same: 'other',
  merge_two_ids: 'other',
  merge_keep_id: 'turn',
  merge_turn_round: 'turn',
  resident_merged: 'other',
} as const;

type Props = { resident: Resident; done: () => void; close: () => void };

/** Two records of one person, side by side, before the other goes into this one. */
export const MergeRecords = ({ resident, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(merge);
  const { at, rest } = useRefusalAt(sender, PLACES);
  const { person } = resident;
  const [text, setText] = useState('');
  const [other, setOther] = useState<PersonRow | null>(null);
  const send = async (reason: string): Promise<void> => {
    if (other === null) return;
    const sent = await sender.send({ keep: person.id, merged: other.id, reason }, { seen: person.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已合并'));
    done();
  };
  const lines = (of: PersonRow): readonly (readonly [string, string | null])[] => [
    [t('姓名'), of.name],
    [t('出生'), of.birth === null ? null : format.shortDay(of.birth)],
    [t('村组'), of.areaName],
    [t('住址'), of.address],
    [t('证号'), of.idMasked],
    [t('电话'), of.phoneMasked],
  ];
  const theirs = other === null ? null : lines(other);
  const wrong = at('other') ?? at('turn');
  return (
    <ReasonForm
      title={t('登记了两份')}
      said={[t('两份的联系方式、情况以后在这一页一起看；什么都不搬动，发现不是同一个人随时可以撤销。')]}
      hint={t('例如：名字写成同音字，本人确认是他')}
      action={t('是同一个人，合并')}
      of={rest}
      ready={other !== null}
      submit={send}
      close={close}
    >
      <div className="form__field">
        <span className="form__label">{t('找另一份登记')}</span>
        <PersonSearch
          text={text}
          onText={setText}
          onPick={(picked) => {
            setOther(picked);
            setText(picked.name);
            sender.reset();
          }}
          label={t('找另一份登记')}
        />
      </div>
      {theirs === null ? null : (
        <table className="rows pair">
          <thead>
            <tr>
              <td />
              <th scope="col">{t('留下这一份')}</th>
              <th scope="col">{t('并进来的一份')}</th>
            </tr>
          </thead>
          <tbody>
            {lines(person).map(([name, mine], n) => (
              <tr key={name} className={mine === theirs[n]![1] ? '' : 'pair__differs'}>
                <th scope="row">{name}</th>
                {[mine, theirs[n]![1]].map((value, side) => (
                  <td key={side === 0 ? 'mine' : 'theirs'}>{value ?? <span className="soft">{t('没有')}</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {wrong === null || other === null ? null : (
        <p className="form__wrong" role="alert">
          {wrong} {at('turn') === null ? null : <Link to={`/residents/${other.id}` as '/'}>{t('到那一份去合并')}</Link>}
        </p>
      )}
    </ReasonForm>
  );
};

/** Two people after all. */
export const UndoMerge = ({
  merged,
  done,
  close,
}: {
  merged: Resident['merged'][number];
  done: () => void;
  close: () => void;
}): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const sender = useSend(undoMerge);
  const send = async (reason: string): Promise<void> => {
    const sent = await sender.send({ merged: merged.id, reason }, { seen: merged.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已分开'));
    done();
  };
  return (
    <ReasonForm
      title={t('撤销合并')}
      said={[t('“{name}”那一份会变回单独的登记，联系方式和情况各归各。', { name: merged.name })]}
      hint={t('例如：证件对不上，是两个人')}
      action={t('分开，还是两个人')}
      of={sender}
      submit={send}
      close={close}
    />
  );
};
