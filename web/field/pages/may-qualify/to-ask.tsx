import { type ReactNode, useState } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Row, Rows } from '../../parts/row.tsx';
import type { Findings } from '../../person/use-findings.ts';
import type { Person } from '../../person/use-visit.ts';
import { Question } from './question.tsx';

const words = dictionary({
  '{name}：再问 {n} 句，就能弄清 {settles} 项': '{name}: asking {n} more settles {settles}',
  '{name}：接着问': '{name}: ask next',
  '可能符合 {n} 项，念给他听': 'May qualify for {n}: read it out',
  '还不知道 {n} 项': '{n} not known yet',
  没有要问的了: 'Nothing more to ask',
  先放下的都在下面: 'What was put off is below',
  '知道的已经够用；情况变了再来问。': 'Enough is known; ask again when something changes.',
  '先放下的 {n} 句，再问': 'Ask the {n} put off after all',
});

type ToAskProps = { person: Person; findings: Findings; reading: boolean; done: () => void };

/** The questions that settle most, one at a time; what an answer brought stands below. */
export const ToAsk = ({ person, findings, reading, done }: ToAskProps): ReactNode => {
  const t = useWords(words);
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const resident = person.person.id;
  const { name } = person.person;
  const asks = findings.ask.at(-1);
  const left = asks?.facts.filter((one) => !skipped.includes(one.name)) ?? [];
  const next = left[0];
  const others = (person.household?.members ?? []).filter((one) => one.id !== resident && one.diedOn === null);
  const may = findings.findings.filter(({ verdict, lead }) => verdict === 'yes' || lead !== null);
  const open = findings.findings.filter(({ verdict }) => verdict === 'unknown').length;
  return (
    <>
      {next === undefined ? (
        <Empty
          picture="lamp"
          title={t('没有要问的了')}
          next={skipped.length > 0 ? t('先放下的都在下面') : t('知道的已经够用；情况变了再来问。')}
        />
      ) : (
        <>
          <p className="px-5 font-semibold">
            {asks !== undefined && asks.settles > 0 && left.length === asks.facts.length
              ? t('{name}：再问 {n} 句，就能弄清 {settles} 项', { name, n: left.length, settles: asks.settles })
              : t('{name}：接着问', { name })}
          </p>
          <fieldset disabled={reading} className="contents">
            <Question
              key={next.name}
              resident={resident}
              asked={next}
              others={others}
              done={done}
              skip={() => setSkipped((before) => [...before, next.name])}
            />
          </fieldset>
        </>
      )}
      {skipped.length > 0 ? (
        <Button look="quiet" onClick={() => setSkipped([])}>
          {t('先放下的 {n} 句，再问', { n: skipped.length })}
        </Button>
      ) : null}
      {may.length > 0 ? (
        <Rows>
          <Row
            to={`/people/${resident}/may-qualify?see=tell`}
            title={t('可能符合 {n} 项，念给他听', { n: may.length })}
            {...(open > 0 ? { below: t('还不知道 {n} 项', { n: open }) } : {})}
          />
        </Rows>
      ) : open > 0 ? (
        <p className="px-5 text-soft">{t('还不知道 {n} 项', { n: open })}</p>
      ) : null}
    </>
  );
};
