import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { careOf, reveal } from '../../../../modules/residents/contract.ts';
import { ReadRefused } from '../../../ui/api.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Masked } from '../../../ui/masked.tsx';
import { GREEN_BAR, GreenTag } from '../../../ui/pictures.tsx';
import { useApi, useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { UnderWay } from '../../parts/person-context.tsx';
import { Page } from '../../shell/page.tsx';
import { usePageParams } from '../../shell/place.ts';
import { CareOf } from '../care/of-resident.tsx';
import { OpenCaseFor } from '../cases/open-case-for.tsx';
import { EnterLead } from '../leads/enter-lead.tsx';
import { MayQualify } from '../leads/may-qualify.tsx';
import { AskAboutData } from './ask-about-data.tsx';
import { Contacts } from './contacts.tsx';
import { CorrectPerson } from './correct.tsx';
import { RecordDeath, WithdrawDeath } from './death.tsx';
import { Documents } from './documents.tsx';
import { Facts } from './facts.tsx';
import { Gate } from './gate.tsx';
import { ChangeHome } from './home.tsx';
import { Household, HouseholdForm, type HouseholdFormName } from './household.tsx';
import { type Resident, useLook, type Why } from './look.ts';
import { useLookCode } from './look-code.tsx';
import { MergeRecords } from './merge.tsx';
import { Pouch } from './pouch.tsx';
import { Former, Looks } from './trace.tsx';
import './residents.css';

const words = dictionary({
  居民: 'Resident',
  回到名册: 'Back to the register',
  给他一个查看码: 'Give a look-up code',
  本人的资料请求: 'Request about data',
  '{n} 岁': 'aged {n}',
  女: 'F',
  男: 'M',
  '绿色通道，因为：{why}': 'Green channel because: {why}',
  住址: 'Home',
  常住外地: 'Lives elsewhere',
  说什么话: 'Language',
  身份证号: 'ID number',
  出生: 'Born',
  不知道: 'not known',
  去世: 'Died',
  更正登记: 'Correct the record',
  搬家了: 'Change of home',
  登记去世: 'Record a death',
  撤销去世登记: 'Undo the recorded death',
  登记了两份: 'Registered twice',
  这一页能改的: 'What can be put right here',
});

type Form = 'correct' | 'home' | 'death' | 'undo_death' | 'merge' | 'request' | Exclude<HouseholdFormName, null>;

const Head = ({
  resident,
  open,
  may,
}: {
  resident: Resident;
  open: (form: Form) => void;
  may: { readonly change: boolean; readonly desk: boolean };
}): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const api = useApi();
  const { person } = resident;
  const unknown = <span className="soft">{t('不知道')}</span>;
  const changes: readonly (readonly [Form, string])[] = [
    ['correct', t('更正登记')],
    ['home', t('搬家了')],
    ...(person.diedOn === null ? ([['death', t('登记去世')]] as const) : []),
    ...(may.desk && person.diedOn !== null ? ([['undo_death', t('撤销去世登记')]] as const) : []),
    ...(may.desk ? ([['merge', t('登记了两份')]] as const) : []),
  ];
  const showId = async (why: string): Promise<string> =>
    (await api.read(reveal, { id: person.id, what: 'id_number', reason: 'other', words: why })).value ?? '';
  return (
    <section className={person.green ? `panel head ${GREEN_BAR}` : 'panel head'}>
      {person.green ? <p className="head__why">{t('绿色通道，因为：{why}', { why: person.greenWhy.join('、') })}</p> : null}
      <dl className="pairs">
        <dt>{t('住址')}</dt>
        <dd>{person.address ?? person.areaName}</dd>
        {person.livesElsewhere === null ? null : (
          <>
            <dt>{t('常住外地')}</dt>
            <dd>{person.livesElsewhere}</dd>
          </>
        )}
        <dt>{t('说什么话')}</dt>
        <dd>{person.language ?? unknown}</dd>
      </dl>
      <dl className="pairs">
        <dt>{t('身份证号')}</dt>
        <dd>{person.idMasked === null ? unknown : <Masked masked={person.idMasked} label={t('身份证号')} reveal={showId} />}</dd>
        <dt>{t('出生')}</dt>
        <dd>{person.birth === null ? unknown : format.shortDay(person.birth)}</dd>
        {person.diedOn === null ? null : (
          <>
            <dt>{t('去世')}</dt>
            <dd>{format.day(person.diedOn)}</dd>
          </>
        )}
      </dl>
      {may.change ? (
        <fieldset className="head__changes" aria-label={t('这一页能改的')}>
          {changes.map(([form, label]) => (
            <button key={form} type="button" className="link" onClick={() => open(form)}>
              {label}
            </button>
          ))}
        </fieldset>
      ) : null}
    </section>
  );
};

type ChangeProps = { form: Exclude<Form, 'request'>; resident: Resident; done: () => void; close: () => void };

/** The form that was asked for, below the head of the page. */
const Change = ({ form, ...props }: ChangeProps): ReactNode => {
  switch (form) {
    case 'correct':
      return <CorrectPerson {...props} />;
    case 'home':
      return <ChangeHome {...props} />;
    case 'death':
      return <RecordDeath {...props} />;
    case 'undo_death':
      return <WithdrawDeath {...props} />;
    case 'merge':
      return <MergeRecords {...props} />;
    default:
      return <HouseholdForm form={form} resident={props.resident} changed={props.done} close={props.close} />;
  }
};

/** A person's page: opened for a reason, numbers masked, the unknown visible, what was corrected struck through. */
const PersonScreen = (): ReactNode => {
  const t = useWords(words);
  const { id } = usePageParams<'id'>();
  const { post } = useSession();
  const [why, setWhy] = useDraft<Why | null>(`look.${id}`, null);
  const { data, error, reload } = useLook(id, why);
  const [form, setForm] = useState<Form | null>(null);
  const lookCode = useLookCode(id, data?.person.name ?? '');
  const changed = (): void => {
    setForm(null);
    void reload();
  };
  if (data === null) {
    const refused = error instanceof ReadRefused && error.refusal.code.startsWith('look_');
    return (
      <Page title={t('居民')}>
        {why === null || refused ? <Gate error={refused ? error : null} open={setWhy} /> : null}
        {error !== null && !refused ? <Failure error={error} retry={() => void reload()} /> : null}
        {why !== null && error === null ? <Wait /> : null}
      </Page>
    );
  }
  const { person } = data;
  const may = {
    change: post?.role === 'clerk' || post?.role === 'helper' || post?.role === 'coordinator',
    desk: post?.role === 'clerk' || post?.role === 'coordinator',
  };
  const about = [
    person.sex === null ? null : t(person.sex === 'female' ? '女' : '男'),
    person.age === null ? null : t('{n} 岁', { n: person.age }),
    person.areaName,
  ];
  return (
    <Page
      title={person.name}
      lead={
        <>
          {about.filter((part) => part !== null).join(' · ')} {person.green ? <GreenTag /> : null}
        </>
      }
      actions={
        <>
          <Link className="ui-button" to="/residents">
            {t('回到名册')}
          </Link>
          <OpenCaseFor person={person} />
          {may.change ? (
            <Button loading={lookCode.giving} onClick={() => void lookCode.give()}>
              {t('给他一个查看码')}
            </Button>
          ) : null}
          <Button aria-expanded={form === 'request'} onClick={() => setForm(form === 'request' ? null : 'request')}>
            {t('本人的资料请求')}
          </Button>
        </>
      }
      side={
        <>
          <UnderWay resident={person.id} />
          <Household resident={data} open={setForm} may={may.change} />
          {post?.role === 'coordinator' || post?.role === 'auditor' ? <Looks id={person.id} /> : null}
        </>
      }
    >
      {lookCode.shown}
      {form === 'request' ? <AskAboutData resident={person.id} done={changed} /> : null}
      <Head resident={data} open={setForm} may={may} />
      {form === null || form === 'request' ? null : (
        <Change key={form} form={form} resident={data} done={changed} close={() => setForm(null)} />
      )}
      <Contacts resident={data} changed={changed} />
      {why === null || !(post !== null && post.role in careOf.allow) ? null : <CareOf resident={data} why={why} />}
      {why === null || !may.change ? null : <MayQualify id={id} why={why} />}
      {post?.role === 'referrer' ? <EnterLead resident={person.id} /> : null}
      <Facts resident={data} changed={changed} />
      {why === null || !may.change ? null : <Pouch resident={person.id} why={why} changed={() => void reload()} />}
      <Documents resident={person.id} />
      <Former resident={data} changed={changed} mayUndo={may.desk} />
    </Page>
  );
};
export default PersonScreen;
