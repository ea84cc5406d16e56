import { type ReactNode, useState } from 'react';
import { FACT_GROUPS, FACT_NAMES, FACTS, type FactName } from '../../../../modules/residents/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { FactForm } from './fact-form.tsx';
import { type Fact, useSayValue } from './fact-words.ts';
import type { Resident } from './look.ts';
import { GROUP_NAMES, SOURCE_NAMES, SURE_NAMES } from './names.ts';

const words = dictionary({
  情况: 'What is known',
  '知道的写着哪天、谁说的、多可靠；不知道的就是不知道，不等于没有。点一下就能补。':
    'With the day, who said so and how sure; unknown is not no. Press one to add.',
  不知道: 'not known',
  问过也不知道: 'asked, not known',
  '不知道（上次{day}：{value}）': 'not known (last, {day}: {value})',
  说法不一: 'sources differ',
  '有 {n} 项说法不一，没弄清以前都算不知道，不拿来看够不够得上政策。':
    '{n} {n:fact is|facts are} told differently by different sources: not known until settled, and not used for any policy.',
  '{n} 人都这么说': '{n} sources agree',
  '到{day}要再问': 'ask again by {day}',
  '另有 {n} 条健康、收入情况不向这个岗位显示。': '{n} more about health and income {n:is|are} not shown to this post.',
});

type Standing = Resident['standing'][number] | undefined;
type OneProps = {
  resident: string;
  name: FactName;
  standing: Standing;
  facts: readonly Fact[];
  open: boolean;
  toggle: () => void;
  changed: () => void;
};

/** What one fact says today: the value and where it is from, both sides of a conflict, or that it is not known. */
const Now = ({ name, standing, facts }: Pick<OneProps, 'name' | 'standing' | 'facts'>): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const say = useSayValue();
  const of = (standing?.of ?? []).flatMap((id) => facts.find((fact) => fact.id === id) ?? []);
  const from = (fact: Fact): string =>
    [
      format.shortDay(fact.at),
      format.text(SOURCE_NAMES[fact.source]),
      ...(fact.sure === 'certain' ? [] : [format.text(SURE_NAMES[fact.sure])]),
    ].join(' · ');
  const [first] = of;
  if (standing === undefined || first === undefined) return <span className="fact__value fact__value--unknown">{t('不知道')}</span>;
  switch (standing.kind) {
    case 'known':
      return (
        <>
          <span className="fact__value">{say(name, first.value)}</span>
          <span className="fact__about">
            {from(first)}
            {of.length > 1 ? ` · ${t('{n} 人都这么说', { n: of.length })}` : ''}
            {first.validUntil === null ? '' : ` · ${t('到{day}要再问', { day: format.shortDay(first.validUntil) })}`}
          </span>
        </>
      );
    case 'conflict':
      return (
        <>
          <span className="tag tag--waiting">{t('说法不一')}</span>
          {of.map((fact) => (
            <span key={fact.id} className="fact__about fact__about--side">
              <b>{say(name, fact.value)}</b> <span>{from(fact)}</span>
            </span>
          ))}
        </>
      );
    case 'expired':
      return (
        <span className="fact__value fact__value--unknown">
          {t('不知道（上次{day}：{value}）', { day: format.shortDay(first.at), value: say(name, first.value) })}
        </span>
      );
    case 'unknown':
      return (
        <>
          <span className="fact__value fact__value--unknown">{t('问过也不知道')}</span>
          <span className="fact__about">{from(first)}</span>
        </>
      );
  }
};

/** One fact, opened in place: the form takes the whole row below it. */
const OneFact = ({ resident, name, standing, facts, open, toggle, changed }: OneProps): ReactNode => {
  const format = useFormat();
  return (
    <>
      <button
        type="button"
        className={standing?.kind === 'conflict' ? 'fact fact--conflict' : 'fact'}
        aria-expanded={open}
        title={format.text(FACTS[name].question)}
        onClick={toggle}
      >
        <span>{name}</span>
        <Now name={name} standing={standing} facts={facts} />
      </button>
      {open ? (
        <FactForm
          resident={resident}
          name={name}
          facts={facts}
          conflict={standing?.kind === 'conflict' ? standing.of : []}
          close={toggle}
          done={() => {
            toggle();
            changed();
          }}
        />
      ) : null}
    </>
  );
};

/** What is known of a person by the dictionary of facts, the unknown visible. */
export const Facts = ({ resident, changed }: { resident: Resident; changed: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState<FactName | null>(null);
  const conflicts = resident.standing.filter(({ kind }) => kind === 'conflict').length;
  return (
    <section className="panel">
      <h2>{t('情况')}</h2>
      <p className="form__help">{t('知道的写着哪天、谁说的、多可靠；不知道的就是不知道，不等于没有。点一下就能补。')}</p>
      {conflicts === 0 ? null : (
        <p className="facts__conflicts">{t('有 {n} 项说法不一，没弄清以前都算不知道，不拿来看够不够得上政策。', { n: conflicts })}</p>
      )}
      {FACT_GROUPS.map((group) => (
        <div key={group}>
          <h3 className="facts-group">{format.text(GROUP_NAMES[group])}</h3>
          <div className="facts">
            {FACT_NAMES.filter((name) => FACTS[name].group === group).map((name) => (
              <OneFact
                key={name}
                resident={resident.person.id}
                name={name}
                standing={resident.standing.find((one) => one.name === name)}
                facts={resident.facts.filter((fact) => fact.name === name)}
                open={open === name}
                toggle={() => setOpen(open === name ? null : name)}
                changed={changed}
              />
            ))}
          </div>
        </div>
      ))}
      {resident.withheld === 0 ? null : (
        <p className="form__help">{t('另有 {n} 条健康、收入情况不向这个岗位显示。', { n: resident.withheld })}</p>
      )}
    </section>
  );
};
