import { Select } from 'antd';
import type { ReactNode } from 'react';
import { type ExampleResult, type PolicyExample, type RuleFact, VERDICT_NAMES, VERDICTS } from '../../../../modules/discovery/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { ExampleFacts } from './example-facts.tsx';

const words = dictionary({
  '编几个人试试：至少一个符合、一个不符合。': 'Invent some people: at least one who qualifies and one who does not.',
  这个人是谁: 'Who it is',
  '例如：70 岁，低保，门诊花了六千': 'For example: aged 70, on low income, 6,000 for outpatients',
  应该是: 'Should come out as',
  家里还有: 'Also in the household',
  加一个家里人: 'Add a member',
  去掉家里人: 'Remove the member',
  再编一个人: 'Invent another',
  去掉这个例子: 'Remove this example',
  对: 'as expected',
  '算出来是“{verdict}”': 'comes out as “{verdict}”',
});

type ExamplesFieldProps = {
  examples: readonly PolicyExample[];
  results: readonly ExampleResult[];
  dictionary: readonly RuleFact[];
  /** Facts that the rule looks at. */
  looksAt: readonly string[];
  onChange: (examples: PolicyExample[]) => void;
};

/** Invented people with what the rule must say of them; beside each what it says now. */
export const ExamplesField = ({ examples, results, dictionary: known, looksAt, onChange }: ExamplesFieldProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const set = (at: number, change: Partial<PolicyExample>): void =>
    onChange(examples.map((one, i) => (i === at ? { ...one, ...change } : one)));
  // Those without a name yet are not sent, so results stand by the place among the named.
  let named = -1;
  return (
    <div className="examples">
      <p className="form__help">{t('编几个人试试：至少一个符合、一个不符合。')}</p>
      {examples.map((one, i) => {
        if (one.name.trim() !== '') named += 1;
        const result = one.name.trim() === '' ? undefined : results[named];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an example is known by its place
          <fieldset key={i} className="example-person">
            <legend className="sr-only">{one.name || t('这个人是谁')}</legend>
            <div className="example-person__head">
              <input
                className="ui-input"
                aria-label={t('这个人是谁')}
                placeholder={t('例如：70 岁，低保，门诊花了六千')}
                maxLength={80}
                value={one.name}
                onChange={(event) => set(i, { name: event.target.value })}
              />
              <Select
                aria-label={t('应该是')}
                value={one.expect}
                options={VERDICTS.map((value) => ({ value, label: format.text(VERDICT_NAMES[value]) }))}
                onChange={(expect) => set(i, { expect })}
                style={{ width: 130 }}
              />
              {result === undefined || result.verdict === null ? null : result.passes ? (
                <span className="verdict verdict--yes">✓ {t('对')}</span>
              ) : (
                <span className="form__wrong">✗ {t('算出来是“{verdict}”', { verdict: format.text(VERDICT_NAMES[result.verdict]) })}</span>
              )}
              <button type="button" className="copy" onClick={() => onChange(examples.filter((_, at) => at !== i))}>
                {t('去掉这个例子')}
              </button>
            </div>
            <ExampleFacts facts={one.facts} dictionary={known} first={looksAt} onChange={(facts) => set(i, { facts })} />
            {one.household.map((member, m) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a member is known by the place
              <div key={m} className="example-member">
                <span className="soft">{t('家里还有')}</span>
                <ExampleFacts
                  facts={member}
                  dictionary={known}
                  first={looksAt}
                  onChange={(facts) => set(i, { household: one.household.map((other, at) => (at === m ? facts : other)) })}
                />
                <button type="button" className="copy" onClick={() => set(i, { household: one.household.filter((_, at) => at !== m) })}>
                  {t('去掉家里人')}
                </button>
              </div>
            ))}
            {result?.problem ? <p className="form__wrong">{format.text(result.problem)}</p> : null}
            <button type="button" className="copy" onClick={() => set(i, { household: [...one.household, {}] })}>
              {t('加一个家里人')}
            </button>
          </fieldset>
        );
      })}
      <button
        type="button"
        className="ui-button"
        onClick={() => onChange([...examples, { name: '', facts: {}, household: [], expect: 'yes' }])}
      >
        {t('再编一个人')}
      </button>
    </div>
  );
};
