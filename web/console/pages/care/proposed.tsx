import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  CARE_KIND_NAMES,
  CARE_LINE_NAMES,
  CARE_USUAL,
  type CareKind,
  type CareProposal,
  careProposed,
  putOnCareList,
  takeOffCareList,
} from '../../../../modules/residents/contract.ts';
import { usePages, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { Empty } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useCareWords } from './care-words.ts';

const words = dictionary({
  姓名: 'Name',
  哪个名单: 'List',
  根据: 'Because of',
  住在哪里: 'Where',
  '{n} 岁': 'aged {n}',
  列入: 'Put on',
  '列入，我去看': 'Put on; I visit',
  '{name}列入了“{list}”，由你{rhythm}去看': '{name} is on “{list}”; you visit {rhythm}',
  点错了: 'Pressed by mistake',
  撤回了: 'Taken back',
  没能撤回: 'Could not take it back',
  没有要提的人: 'Nobody to propose',
  '记下谁独居、卧床、残疾、低保，就会提到这里。':
    'Once somebody is known to live alone, to be bedridden, disabled or poor, they are proposed here.',
});

const Proposal = ({ one }: { one: CareProposal }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const say = useCareWords();
  const toast = useToast();
  const { post } = useSession();
  const putting = useSend(putOnCareList);
  const undoing = useSend(takeOffCareList);
  const [id] = useState(newId);
  const { resident, kind } = one;
  const { line, everyDays } = CARE_USUAL[kind];
  const undo = async (): Promise<void> => {
    const sent = await undoing.send({ care: id, reason: t('点错了') }, { seen: 1 });
    toast(sent === null ? t('没能撤回') : sent.outcome === 'refused' ? format.text(sent) : t('撤回了'));
  };
  const put = async (): Promise<void> => {
    if (post === null) return;
    const because = one.because[0] ?? null;
    const sent = await putting.send({ id, resident: resident.id, kind, line, because, carer: post.id, everyDays, since: format.today });
    if (sent === null || sent.outcome === 'refused') return;
    const list = format.text(CARE_KIND_NAMES[kind]);
    const said = t('{name}列入了“{list}”，由你{rhythm}去看', { name: resident.name, list, rhythm: say.rhythm(everyDays) });
    toast(said, post.role in takeOffCareList.allow ? () => void undo() : undefined);
  };
  return (
    <tr>
      <th scope="row">
        <Link to={`/residents/${resident.id}` as '/'} className="nobr">
          {resident.name}
        </Link>
        {resident.age === null ? null : <span className="rows__note">{t('{n} 岁', { n: resident.age })}</span>}
      </th>
      <td>
        {format.text(CARE_KIND_NAMES[kind])}
        <span className="rows__note">
          {format.text(CARE_LINE_NAMES[line])} · {say.rhythm(everyDays)}
        </span>
      </td>
      <td>
        <span className="tags">
          {one.because.map((fact) => (
            <span key={fact} className="tag">
              {fact}
            </span>
          ))}
        </span>
      </td>
      <td>
        {one.areaName}
        <span className="rows__note">{resident.address}</span>
      </td>
      <td className="care-put">
        <button type="button" className="ui-button" disabled={putting.sending} onClick={() => void put()}>
          {t('列入，我去看')}
        </button>
        <Problem of={putting} />
      </td>
    </tr>
  );
};

/** Whom known facts speak for and who is on no such list. One click puts them on; the machine never does (D8). */
export const Proposed = ({ kind, under }: { kind: CareKind | undefined; under: string | undefined }): ReactNode => {
  const t = useWords(words);
  const pages = usePages(careProposed, { ...(kind === undefined ? {} : { kind }), ...(under === undefined ? {} : { under }) });
  const { rows } = pages;
  if (pages.error && rows.length === 0) return <Failure error={pages.error} retry={pages.retry} />;
  if (pages.waiting) return <Wait />;
  if (rows.length === 0) return <Empty picture="lamp" title={t('没有要提的人')} next={t('记下谁独居、卧床、残疾、低保，就会提到这里。')} />;
  return (
    <>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t('姓名')}</th>
            <th scope="col">{t('哪个名单')}</th>
            <th scope="col">{t('根据')}</th>
            <th scope="col">{t('住在哪里')}</th>
            <th scope="col">
              <span className="sr-only">{t('列入')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <Proposal key={`${one.resident.id} ${one.kind}`} one={one} />
          ))}
        </tbody>
      </table>
      <MoreRows pages={pages} />
    </>
  );
};
