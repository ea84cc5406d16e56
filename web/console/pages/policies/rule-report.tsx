import type { ReactNode } from 'react';
import { type ClauseShown, type ExampleResult, type RuleReport, VERDICT_NAMES } from '../../../../modules/discovery/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import './rule-report.css';

const words = dictionary({
  也就是说: 'In other words',
  '其中“{name}”': 'Where “{name}” is',
  看这些情况: 'It looks at',
  试例子: 'Examples',
  对: 'as expected',
  '不对：应为“{expect}”': 'not as expected: should be “{expect}”',
  '还差：{facts}': 'missing: {facts}',
  全部要成立: 'all of',
  有一条就行: 'any of',
  不能是: 'not',
  为什么: 'Why',
  成立: 'holds',
  不成立: 'does not hold',
  还不知道: 'not known yet',
  从户口和生日算: 'from the register',
});

/** What is said of one condition; of a person it is 可能符合. */
const HOLDS = { yes: '成立', no: '不成立', unknown: '还不知道' } as const;
const JOINS = { and: '全部要成立', or: '有一条就行', not: '不能是' } as const;

/** A rule taken apart: each clause with what is known and what came out. */
export const ClauseTree = ({ clause }: { clause: ClauseShown }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <div className={`clause clause--${clause.verdict}`}>
      <p>
        <span className="clause__mark" aria-hidden="true" title={t(HOLDS[clause.verdict])}>
          {clause.verdict === 'yes' ? '✓' : clause.verdict === 'no' ? '✗' : '?'}
        </span>
        <span className="sr-only">{t(HOLDS[clause.verdict])}</span>
        {clause.joins === null ? format.text(clause.text) : t(JOINS[clause.joins])}
        {clause.joins === null && clause.known.length > 0 ? (
          <span className="soft"> （{clause.known.map(format.text).join('，')}）</span>
        ) : null}
        {clause.joins === null && clause.missing.length > 0 ? (
          <span className="soft"> （{t('还差：{facts}', { facts: clause.missing.join('、') })}）</span>
        ) : null}
      </p>
      {clause.joins === null ? null : (
        <ul>
          {clause.parts.map((part) => (
            <li key={format.text(part.text)}>
              <ClauseTree clause={part} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

const Example = ({ one }: { one: ExampleResult }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <li className={one.passes ? 'tried' : 'tried is-wrong'}>
      <p>
        <span aria-hidden="true">{one.passes ? '✓' : '✗'}</span> <b>{one.name}</b>{' '}
        {one.verdict === null ? null : <span className={`verdict verdict--${one.verdict}`}>{format.text(VERDICT_NAMES[one.verdict])}</span>}{' '}
        <span className="soft">{one.passes ? t('对') : t('不对：应为“{expect}”', { expect: format.text(VERDICT_NAMES[one.expect]) })}</span>
      </p>
      {one.problem === null ? null : <p className="form__wrong">{format.text(one.problem)}</p>}
      {one.clause === null ? null : (
        <details open={!one.passes}>
          <summary>{t('为什么')}</summary>
          <ClauseTree clause={one.clause} />
        </details>
      )}
    </li>
  );
};

/** The rule read back as a sentence, the facts it looks at, and how its examples came out. */
export const RuleSaid = ({ report, examples = true }: { report: RuleReport; examples?: boolean }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <>
      {report.readBack === null ? null : (
        <section className="said">
          <h2>{t('也就是说')}</h2>
          <p className="said__rule">{format.text(report.readBack)}</p>
          {report.subRules.map((one) => (
            <p key={one.name} className="soft">
              {t('其中“{name}”', { name: one.name })}：{format.text(one.readBack)}
            </p>
          ))}
        </section>
      )}
      {report.facts.length === 0 ? null : (
        <section>
          <h2>{t('看这些情况')}</h2>
          <dl className="looked-at">
            {report.facts.map((fact) => (
              <div key={fact.name}>
                <dt>{fact.name}</dt>
                <dd>{fact.derived ? t('从户口和生日算') : format.text(fact.question)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {!examples || report.examples.length === 0 ? null : (
        <section>
          <h2>{t('试例子')}</h2>
          <ul className="tries">
            {report.examples.map((one, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: examples may share a name, and their order is theirs
              <Example key={i} one={one} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
