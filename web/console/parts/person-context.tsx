import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { list as asks } from '../../../modules/asks/contract.ts';
import { list as cases } from '../../../modules/cases/contract.ts';
import type { PersonRow } from '../../../modules/residents/contract.ts';
import { useRead } from '../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../ui/look.tsx';
import { DueBadge, GREEN_BAR, GreenTag } from '../../ui/pictures.tsx';
import { dictionary } from '../../ui/words.ts';
import './person-context.css';
import './parts.css';

const words = dictionary({
  '{n} 岁': 'aged {n}',
  女: 'F',
  男: 'M',
  '绿色通道，因为：{why}': 'Green channel because: {why}',
  电话: 'Phone',
  住址: 'Home',
  证号: 'ID number',
  打开他的页面: 'Open the person’s page',
  没办完的诉求: 'Open asks',
  在办的件: 'Cases in hand',
  没有: 'None',
  常住外地: 'Lives elsewhere',
});

/** Head of a person as it stands beside work: name, age, how green, where, numbers masked. */
export const PersonHead = ({ person, link = true }: { person: PersonRow; link?: boolean }): ReactNode => {
  const t = useWords(words);
  const about = [
    person.sex === null ? null : t(person.sex === 'female' ? '女' : '男'),
    person.age === null ? null : t('{n} 岁', { n: person.age }),
    person.areaName,
  ].filter((part) => part !== null);
  const pairs: readonly (readonly [string, string | null])[] = [
    [t('住址'), person.address],
    [t('常住外地'), person.livesElsewhere],
    [t('电话'), person.phoneMasked],
    [t('证号'), person.idMasked],
  ];
  return (
    <section className={person.green ? `person-head ${GREEN_BAR}` : 'person-head'}>
      <h2>
        {person.name} {person.green ? <GreenTag /> : null}
      </h2>
      <p className="soft">{about.join(' · ')}</p>
      {person.green ? <p className="person-head__why">{t('绿色通道，因为：{why}', { why: person.greenWhy.join('、') })}</p> : null}
      <dl className="pairs">
        {pairs.flatMap(([name, value]) =>
          value === null
            ? []
            : [
                <dt key={`${name} name`}>{name}</dt>,
                <dd key={`${name} value`} className="nobr">
                  {value}
                </dd>,
              ],
        )}
      </dl>
      {link ? <Link to={`/residents/${person.id}` as '/'}>{t('打开他的页面')}</Link> : null}
    </section>
  );
};

/** What is under way for a person: asks that wait, cases in hand. */
export const UnderWay = ({ resident }: { resident: string }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const asked = useRead(asks, { resident, limit: 10 });
  const handled = useRead(cases, { resident, open: 'true', limit: 10 });
  const open = (asked.data?.rows ?? []).filter((row) => row.state === 'open' || row.state === 'triaged');
  const running = handled.data?.rows ?? [];
  return (
    <>
      <section>
        <h2>{t('没办完的诉求')}</h2>
        {open.length === 0 ? <p className="soft">{t('没有')}</p> : null}
        <ul className="under-way">
          {open.map((row) => (
            <li key={row.id}>
              <Link to={`/asks/${row.id}` as '/'}>{row.words}</Link>
              <span className="soft">
                <Moment at={row.receivedAt} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('在办的件')}</h2>
        {running.length === 0 ? <p className="soft">{t('没有')}</p> : null}
        <ul className="under-way">
          {running.map((row) => (
            <li key={row.id}>
              <Link to={`/cases/${row.id}` as '/'}>{format.text(row.item.name)}</Link>
              <DueBadge due={row} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};
