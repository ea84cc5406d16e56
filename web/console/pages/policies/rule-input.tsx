import type FeelEditor from '@bpmn-io/feel-editor';
import type { Variable } from '@bpmn-io/feel-editor';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { RuleFact, RuleProblem } from '../../../../modules/discovery/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  '例如：低保 = true and 年龄 >= 60': 'For example: 低保 = true and 年龄 >= 60',
  '第 {line} 行第 {column} 个字：': 'Line {line}, character {column}: ',
  看那里: 'Show where',
  是或不是: 'yes or no',
  日期: 'day',
  数字: 'number',
  文字: 'text',
});

/** What the language offers beside facts, in the words of whoever writes a rule. Not its own words (and, or): the editor would take them for names. */
const FUNCTIONS: readonly Variable[] = [
  {
    name: '户',
    detail: '全家',
    info: 'sum(户.月收入)：全家月收入；count(户[年龄 >= 60])：60 岁以上几人；some 人 in 户 satisfies 人.残疾等级 = "一级"：家里有人',
  },
  { name: 'sum', detail: '合计', info: 'sum(户.月收入)' },
  { name: 'max', detail: '最大', info: 'max(户.年龄)' },
  { name: 'min', detail: '最小', info: 'min(户.年龄)' },
  { name: 'count', detail: '几个', info: 'count(户[年龄 < 18])' },
  { name: 'today()', detail: '筛查那天', info: '和日期比较时用' },
];

const TYPE_WORDS = { boolean: '是或不是', date: '日期', number: '数字', string: '文字' } as const;

type RuleInputProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  facts: readonly RuleFact[];
  /** Sub-rules that may be named. */
  names: readonly string[];
  problem: RuleProblem | null;
};

/** The rule as it is written, with the facts at hand as one types, and what is wrong with it below. The editor is fetched when first shown. */
export const RuleInput = ({ label, value, onChange, facts, names, problem }: RuleInputProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const holder = useRef<HTMLDivElement>(null);
  const editor = useRef<FeelEditor | null>(null);
  const [ready, setReady] = useState(false);
  /** What the editor last said or was told: only what comes from elsewhere is put into it. */
  const last = useRef(value);
  const changed = useRef(onChange);
  changed.current = onChange;
  const placeholder = t('例如：低保 = true and 年龄 >= 60');
  const variables = useMemo(
    () => [
      ...facts.map(
        (fact): Variable => ({
          name: fact.name,
          detail: fact.unit ?? (fact.values === null ? t(TYPE_WORDS[fact.type]) : fact.values.join('、')),
          info: format.text(fact.question),
        }),
      ),
      ...names.map((name): Variable => ({ name })),
    ],
    [facts, names, format, t],
  );

  useEffect(() => {
    let gone = false;
    const container = holder.current;
    void import('@bpmn-io/feel-editor').then(({ default: Editor }) => {
      if (gone || container === null) return;
      container.replaceChildren();
      editor.current = new Editor({
        container,
        value: last.current,
        builtins: FUNCTIONS,
        placeholder,
        contentAttributes: { 'aria-label': label, 'aria-multiline': 'true' },
        onChange: (text) => {
          last.current = text;
          changed.current(text);
        },
      });
      setReady(true);
    });
    return () => {
      gone = true;
      editor.current = null;
      container?.replaceChildren();
    };
  }, [label, placeholder]);
  useEffect(() => {
    if (ready) editor.current?.setVariables(variables);
  }, [ready, variables]);
  useEffect(() => {
    if (value === last.current) return;
    last.current = value;
    editor.current?.setValue(value);
  }, [value]);

  return (
    <div className="rule-input">
      <div ref={holder} className={problem ? 'rule-input__box is-wrong' : 'rule-input__box'} />
      {problem === null ? null : (
        <div className="rule-input__problem" role="alert">
          <p>
            {t('第 {line} 行第 {column} 个字：', { line: problem.line, column: problem.column })}
            {format.text(problem)}{' '}
            <button type="button" className="copy" onClick={() => editor.current?.focus(problem.from)}>
              {t('看那里')}
            </button>
          </p>
          {value.slice(problem.from, problem.to).trim() === '' ? null : (
            <p className="code">
              {value.slice(Math.max(0, problem.from - 12), problem.from)}
              <mark>{value.slice(problem.from, problem.to)}</mark>
              {value.slice(problem.to, problem.to + 12)}
            </p>
          )}
          {problem.hint === null ? null : <p>{format.text(problem.hint)}</p>}
        </div>
      )}
    </div>
  );
};
