import type { Condition, Question } from '../../../../modules/catalogue/contract.ts';
import { type Lang, pick } from '../../../ui/words.ts';

/** A condition as one would say it: `您是自己来办，还是托人办？ 托人办`. */
export const sayCondition = (condition: Condition, questions: readonly Question[], lang: Lang): string => {
  const zh = lang === 'zh';
  const inner = (one: Condition): string => sayCondition(one, questions, lang);
  if ('all' in condition) return condition.all.map(inner).join(zh ? '，并且 ' : ', and ');
  if ('any' in condition) return condition.any.map(inner).join(zh ? '，或者 ' : ', or ');
  if ('not' in condition) return `${zh ? '不是：' : 'not: '}${inner(condition.not)}`;
  const question = questions.find((one) => one.key === condition.answer);
  const ask = question ? pick(lang, question.ask) : condition.answer;
  const said = (value: string | boolean): string => {
    if (typeof value === 'boolean') return value ? (zh ? '是' : 'yes') : zh ? '不是' : 'no';
    const option = question?.options.find((one) => one.value === value);
    return option ? pick(lang, option.name) : value;
  };
  if ('in' in condition) return `${ask} ${condition.in.map(said).join(zh ? ' / ' : ' or ')}`;
  const bounds = [
    condition.atLeast === undefined ? '' : zh ? `满 ${condition.atLeast}` : `at least ${condition.atLeast}`,
    condition.below === undefined ? '' : zh ? `不到 ${condition.below}` : `below ${condition.below}`,
  ];
  return `${ask} ${bounds.filter((bound) => bound !== '').join(zh ? '，' : ', ')}`;
};
