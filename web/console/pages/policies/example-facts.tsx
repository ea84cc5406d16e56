import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { PolicyExample, RuleFact } from '../../../../modules/discovery/contract.ts';
import { useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  是: 'yes',
  不是: 'no',
  不知道: 'not known',
  加一项情况: 'Add a fact',
  去掉: 'Remove',
});

type Facts = PolicyExample['facts'];

const Value = ({
  fact,
  value,
  onChange,
}: {
  fact: RuleFact;
  value: Facts[string];
  onChange: (value: Facts[string]) => void;
}): ReactNode => {
  const t = useWords(words);
  if (fact.type === 'boolean' || fact.values !== null) {
    const options =
      fact.type === 'boolean'
        ? [
            { value: 'true', label: t('是') },
            { value: 'false', label: t('不是') },
          ]
        : (fact.values ?? []).map((one) => ({ value: one, label: one }));
    return (
      <Select
        aria-label={fact.name}
        value={value === null || value === undefined ? null : String(value)}
        placeholder={t('不知道')}
        allowClear
        options={options}
        onChange={(chosen: string | null) =>
          onChange(chosen === null || chosen === undefined ? null : fact.type === 'boolean' ? chosen === 'true' : chosen)
        }
        style={{ width: 130 }}
      />
    );
  }
  return (
    <input
      className="ui-input"
      aria-label={fact.name}
      type={fact.type === 'date' ? 'date' : 'text'}
      inputMode={fact.type === 'number' ? 'decimal' : undefined}
      placeholder={t('不知道')}
      value={value === null || value === undefined ? '' : String(value)}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    />
  );
};

/** What is known of an invented person. What is not there is not known. */
export const ExampleFacts = ({
  facts,
  dictionary: known,
  first,
  onChange,
}: {
  facts: Facts;
  dictionary: readonly RuleFact[];
  /** Facts that the rule looks at: offered first. */
  first: readonly string[];
  onChange: (facts: Facts) => void;
}): ReactNode => {
  const t = useWords(words);
  const names = [...new Set([...first, ...Object.keys(facts)])];
  const rest = known.filter(({ name }) => !names.includes(name));
  return (
    <div className="example-facts">
      {names.map((name) => {
        const fact = known.find((one) => one.name === name);
        if (fact === undefined) return null;
        return (
          <span key={name} className="example-fact">
            <span className="example-fact__name">{name}</span>
            <Value fact={fact} value={facts[name] ?? null} onChange={(value) => onChange({ ...facts, [name]: value })} />
            {fact.unit === null ? null : <span className="soft">{fact.unit}</span>}
            {first.includes(name) ? null : (
              <button
                type="button"
                className="copy"
                aria-label={`${t('去掉')} ${name}`}
                onClick={() => onChange(Object.fromEntries(Object.entries(facts).filter(([one]) => one !== name)))}
              >
                ×
              </button>
            )}
          </span>
        );
      })}
      <Select
        aria-label={t('加一项情况')}
        placeholder={t('加一项情况')}
        showSearch
        value={null}
        options={rest.map(({ name }) => ({ value: name, label: name }))}
        onChange={(name: string | null) => name && onChange({ ...facts, [name]: null })}
        style={{ width: 150 }}
      />
    </div>
  );
};
