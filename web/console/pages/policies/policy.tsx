import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { HINT, POLICY_STATE_NAMES, policy } from '../../../../modules/discovery/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';
import { usePageParams, usePlace } from '../../shell/place.ts';
import { FunnelLine } from './funnel.tsx';
import { type PolicyPage, Steps } from './policy-steps.tsx';
import { RuleSaid } from './rule-report.tsx';
import './policies.css';

const words = dictionary({
  所有政策: 'All policies',
  示例: 'Sample',
  给谁: 'For whom',
  给什么: 'What it gives',
  给多少: 'How much',
  去哪办: 'Where to apply',
  对应事项: 'Service item',
  管这事的条线: 'Line of work',
  依据: 'Legal basis',
  '{day}起施行': 'in force from {day}',
  不同意怎么办: 'If you disagree',
  在哪些地方执行: 'Where it applies',
  规则原文: 'The rule as written',
  版本: 'Versions',
  '第 {n} 版': 'Version {n}',
  '{day}起': 'from {day}',
  '到{day}': 'until {day}',
  '{who}写': 'written by {who}',
  '{who}发布': 'published by {who}',
});

const PLACE = z.object({ version: z.string().optional().catch(undefined) });

const PolicyScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { id } = usePageParams<'id'>();
  const [place, move] = usePlace(PLACE);
  const found = useRead(policy, { id, ...(place.version === undefined ? {} : { version: place.version }) }, { keepPrevious: true });
  const { data } = found;
  if (data === undefined) {
    return <Page title={t('所有政策')}>{found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : <Wait />}</Page>;
  }
  const { version } = data;
  const { body } = version;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('给谁'), body.benefit.who],
    [t('给什么'), body.benefit.what],
    [t('给多少'), body.benefit.amount],
    [t('去哪办'), body.benefit.where],
    ...(body.benefit.itemCode === null
      ? []
      : [
          [
            t('对应事项'),
            <Link key="item" to="/items/$code" params={{ code: body.benefit.itemCode }}>
              {body.benefit.itemCode}
            </Link>,
          ] as const,
        ]),
    [t('管这事的条线'), body.benefit.line],
    [
      t('依据'),
      body.basis.map(({ title, article, inForceFrom }) => (
        <p key={title + (article ?? '')}>
          {title}
          {article === null ? '' : ` ${article}`}
          {inForceFrom === null ? null : <span className="soft"> {t('{day}起施行', { day: format.day(inForceFrom) })}</span>}
        </p>
      )),
    ],
    [t('不同意怎么办'), body.appeal],
    [t('在哪些地方执行'), version.areas.map(({ name }) => name).join('、')],
  ];
  return (
    <Page
      title={format.text(body.name)}
      lead={
        <>
          <span className="code">{data.code}</span> · {t('第 {n} 版', { n: version.number })}{' '}
          {format.text(POLICY_STATE_NAMES[version.state])} {body.example ? <span className="example">{t('示例')}</span> : null}
        </>
      }
      actions={
        <Link className="ui-button" to="/policies">
          {t('所有政策')}
        </Link>
      }
      side={<PolicySide page={data} show={(shown) => move({ version: shown })} />}
    >
      <FunnelLine funnel={data.funnel} />
      <table className="lines lines--terms">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <RuleSaid report={version.report} />
      <details className="as-written">
        <summary>{t('规则原文')}</summary>
        <pre className="code">{body.rule}</pre>
        {body.rules.map(({ name, text }) => (
          <pre key={name} className="code">
            {name} = {text}
          </pre>
        ))}
      </details>
      <p className="soft">{format.text(HINT)}</p>
    </Page>
  );
};
export default PolicyScreen;

const PolicySide = ({ page, show }: { page: PolicyPage; show: (version: string) => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <>
      <Steps key={page.version.id} page={page} />
      <section>
        <h2>{t('版本')}</h2>
        <ul className="versions">
          {page.versions.map((one) => (
            <li key={one.id}>
              <button type="button" className="rows__open" aria-pressed={one.id === page.version.id} onClick={() => show(one.id)}>
                {t('第 {n} 版', { n: one.number })} {format.text(POLICY_STATE_NAMES[one.state])}
              </button>
              <span className="rows__note">
                {t('{day}起', { day: format.day(one.validFrom) })}
                {one.validUntil === null ? '' : ` ${t('到{day}', { day: format.day(one.validUntil) })}`}
              </span>
              <span className="rows__note">
                {t('{who}写', { who: one.writtenBy })} <Moment at={one.writtenAt} />
              </span>
              {one.publishedBy === null || one.publishedAt === null ? null : (
                <span className="rows__note">
                  {t('{who}发布', { who: one.publishedBy })} <Moment at={one.publishedAt} />
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};
