import type { ReactNode } from 'react';
import type { ItemVersion } from '../../../../modules/catalogue/contract.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CopyPhone } from '../../parts/copy-phone.tsx';
import {
  CHANNEL_NAMES,
  CONSENT_KIND_NAMES,
  DELIVERY_NAMES,
  HANDLING_NAMES,
  joined,
  LEVEL_NAMES,
  SUBJECT_NAMES,
  sayLimit,
} from '../../parts/item-words.ts';
import { SITE_KIND_NAMES } from '../../parts/network-words.ts';

const words = dictionary({
  时限: 'How long',
  承诺: 'Promised',
  法定: 'By law',
  法律没有规定: 'no limit set by law',
  不算在内: 'Not counted',
  花费和跑动: 'Cost and visits',
  收费: 'Fee',
  不收费: 'free of charge',
  本人要到场: 'Must come in person',
  不用到场: 'not at all',
  '{n} 次': '{n} {n:time|times}',
  自己去办要: 'On one’s own it takes',
  '跑 {trips} 趟，{hours} 小时，车船费 {fare}': '{trips} {trips:trip|trips}, {hours} hours, {fare} of fares',
  办成以后: 'What comes of it',
  托人办: 'By someone else',
  不可以: 'not possible',
  哪里能办: 'Where',
  问谁: 'Whom to ask',
  依据: 'Legal basis',
  这一版: 'This version',
  '第 {n} 版，{from}起': 'version {n}, from {from}',
  '第 {n} 版，{from}至{until}': 'version {n}, {from} to {until}',
  服务对象: 'For whom',
  层级: 'Level',
  办法: 'Ways',
});

/** The short facts: limits, cost, where at which level, whom to ask, the law. */
export const ItemSide = ({ version, until }: { version: ItemVersion; until: string | null }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const { limits, fee, visit } = version;
  return (
    <>
      <section>
        <h2>{t('时限')}</h2>
        <p className="item__big">{sayLimit(limits.promised, lang)}</p>
        <dl className="pairs">
          <dt>{t('法定')}</dt>
          <dd>{limits.legal ? sayLimit(limits.legal, lang) : t('法律没有规定')}</dd>
          {limits.notCounted.map((span) => [
            <dt key={`${span.key} name`}>{t('不算在内')}</dt>,
            <dd key={span.key}>
              {format.text(span.name)} {sayLimit(span.limit, lang)}
            </dd>,
          ])}
        </dl>
      </section>
      <section>
        <h2>{t('花费和跑动')}</h2>
        <dl className="pairs">
          <dt>{t('收费')}</dt>
          <dd>
            {fee.fen === '0' ? t('不收费') : format.money(fee.fen)}
            {fee.basis ? <span className="soft"> {format.text(fee.basis)}</span> : null}
          </dd>
          <dt>{t('本人要到场')}</dt>
          <dd>
            {visit.times === 0 ? t('不用到场') : t('{n} 次', { n: visit.times })}
            {visit.reason ? <span className="soft"> {format.text(visit.reason)}</span> : null}
          </dd>
          <dt>{t('自己去办要')}</dt>
          <dd>
            {t('跑 {trips} 趟，{hours} 小时，车船费 {fare}', {
              trips: visit.alone.trips,
              hours: visit.alone.trips * visit.alone.hoursEach,
              fare: format.money(String(BigInt(visit.alone.trips) * BigInt(visit.alone.fareEach))),
            })}
          </dd>
          <dt>{t('托人办')}</dt>
          <dd>
            {version.byProxy.length === 0
              ? t('不可以')
              : joined(
                  version.byProxy.map((kind) => format.text(CONSENT_KIND_NAMES[kind])),
                  lang,
                )}
          </dd>
          <dt>{t('办成以后')}</dt>
          <dd>
            {format.text(version.result.name)}，
            {joined(
              version.result.delivery.map((way) => format.text(DELIVERY_NAMES[way])),
              lang,
            )}
          </dd>
        </dl>
      </section>
      <section>
        <h2>{t('哪里能办')}</h2>
        <dl className="pairs">
          {version.handlingAt.map((at) => [
            <dt key={`${at.site} name`}>{format.text(SITE_KIND_NAMES[at.site])}</dt>,
            <dd key={at.site}>{format.text(HANDLING_NAMES[at.level])}</dd>,
          ])}
          <dt>{t('办法')}</dt>
          <dd>
            {joined(
              version.channels.map((channel) => format.text(CHANNEL_NAMES[channel])),
              lang,
            )}
          </dd>
        </dl>
        {version.places.map((place) => (
          <p key={place.where.zh} className="item__where">
            {format.text(place.where)} <span className="soft">{format.text(place.hours)}</span>
          </p>
        ))}
      </section>
      {version.contacts.length > 0 ? (
        <section>
          <h2>{t('问谁')}</h2>
          <dl className="pairs">
            {version.contacts.map((contact) => [
              <dt key={`${contact.phone} name`}>{format.text(contact.name)}</dt>,
              <dd key={contact.phone}>
                <CopyPhone phone={contact.phone} who={format.text(contact.name)} />
              </dd>,
            ])}
          </dl>
        </section>
      ) : null}
      <section>
        <h2>{t('依据')}</h2>
        <ul className="plain">
          {version.legalBasis.map((basis) => (
            <li key={basis} lang="zh-CN">
              {basis}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('这一版')}</h2>
        <dl className="pairs">
          <dt>{t('服务对象')}</dt>
          <dd>
            {joined(
              version.subjects.map((subject) => format.text(SUBJECT_NAMES[subject])),
              lang,
            )}
          </dd>
          <dt>{t('层级')}</dt>
          <dd>{format.text(LEVEL_NAMES[version.level])}</dd>
        </dl>
        <p className="soft">
          {until === null
            ? t('第 {n} 版，{from}起', { n: version.version, from: format.shortDay(version.validFrom) })
            : t('第 {n} 版，{from}至{until}', {
                n: version.version,
                from: format.shortDay(version.validFrom),
                until: format.shortDay(until),
              })}
        </p>
      </section>
    </>
  );
};
