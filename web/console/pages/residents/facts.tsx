import { Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { FACT_GROUPS, FACT_NAMES, FACTS, type FactName } from '../../../../modules/residents/contract.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
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
  过期要再问: 'out of date, ask again',
});

const OneFact = ({
  resident,
  name,
  facts,
  changed,
}: {
  resident: string;
  name: FactName;
  facts: readonly Fact[];
  changed: () => void;
}): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const say = useSayValue();
  const [open, setOpen] = useState(false);
  const current = facts.find((fact) => fact.current);
  const stale =
    current === undefined && facts.some((fact) => !fact.withdrawn && fact.validUntil !== null && fact.validUntil < format.today);
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      placement="bottomLeft"
      content={
        <FactForm
          resident={resident}
          name={name}
          facts={facts}
          done={() => {
            setOpen(false);
            changed();
          }}
        />
      }
    >
      <button type="button" className="fact" aria-expanded={open} title={lang === 'zh' ? FACTS[name].question.zh : FACTS[name].question.en}>
        <span>{name}</span>
        {current === undefined ? (
          <span className="fact__value fact__value--unknown">{t(stale ? '过期要再问' : '不知道')}</span>
        ) : (
          <span className="fact__value">{say(name, current.value)}</span>
        )}
        {current === undefined ? null : (
          <span className="fact__about">
            {format.shortDay(current.at)} · {format.text(SOURCE_NAMES[current.source])}
            {current.sure === 'certain' ? '' : ` · ${format.text(SURE_NAMES[current.sure])}`}
          </span>
        )}
      </button>
    </Popover>
  );
};

/** What is known of a person by the dictionary of facts, the unknown visible. */
export const Facts = ({ resident, changed }: { resident: Resident; changed: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <section className="panel">
      <h2>{t('情况')}</h2>
      <p className="form__help">{t('知道的写着哪天、谁说的、多可靠；不知道的就是不知道，不等于没有。点一下就能补。')}</p>
      {FACT_GROUPS.map((group) => (
        <div key={group}>
          <h3 className="facts-group">{format.text(GROUP_NAMES[group])}</h3>
          <div className="facts">
            {FACT_NAMES.filter((name) => FACTS[name].group === group).map((name) => (
              <OneFact
                key={name}
                resident={resident.person.id}
                name={name}
                facts={resident.facts.filter((fact) => fact.name === name)}
                changed={changed}
              />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
};
