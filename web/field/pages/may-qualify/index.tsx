import { type ReactNode, useEffect, useState } from 'react';
import { HINT } from '../../../../modules/discovery/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type Findings, type LookWhy, useFindings } from '../../person/use-findings.ts';
import { useVisit } from '../../person/use-visit.ts';
import { useAsked, usePageParams } from '../../shell/params.ts';
import { Screen } from '../../shell/screen.tsx';
import { ToAsk } from './to-ask.tsx';
import { ToTell } from './to-tell.tsx';

const words = dictionary({
  这家还可以问: 'Worth asking here',
  可能符合: 'May qualify',
});

const VISIT: LookWhy = { reason: 'visit' };
const LEAD: LookWhy = { reason: 'lead', words: '手机上告知线索' };

/** Leads follow a moment after the answer that brought them: looked for again this often, after this long. */
const LOOKS_AGAIN = 3;
const AFTER_MS = 3_000;

/** Somebody seems to qualify and the office has not opened the lead yet. */
const awaitsLead = ({ findings, leads }: Findings): boolean =>
  findings.some((one) => one.verdict === 'yes' && one.lead === null && !leads.some(({ policy }) => policy.id === one.policy.id));

/** A person on a visit: the few questions that settle most, then what they may qualify for, to be read out. */
const MayQualifyScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { id } = usePageParams<'id'>();
  const telling = useAsked('see') === 'tell';
  const read = useFindings(id, useAsked('why') === 'lead' ? LEAD : VISIT);
  const visit = useVisit(id);
  const [looks, setLooks] = useState(0);
  const { data, refetch } = read;
  const waits = data !== undefined && awaitsLead(data);
  useEffect(() => {
    if (!waits || looks >= LOOKS_AGAIN) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      void refetch();
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [waits, looks, refetch]);
  const changed = (): void => {
    setLooks(0);
    void refetch();
  };
  const error = read.error ?? visit.error;
  return (
    <Screen title={telling ? t('可能符合') : t('这家还可以问')} back>
      {error ? (
        <div className="p-5">
          <Failure
            error={error}
            retry={() => {
              void read.refetch();
              void visit.refetch();
            }}
          />
        </div>
      ) : null}
      {!error && (!data || !visit.data) ? (
        <div className="px-5">
          <Wait />
        </div>
      ) : null}
      {data && visit.data ? (
        <div className="grid gap-4 py-4">
          {telling ? (
            <ToTell resident={id} findings={data} done={changed} />
          ) : (
            <ToAsk person={visit.data} findings={data} reading={read.isFetching} done={changed} />
          )}
          <p className="px-5 text-soft">{format.text(HINT)}</p>
        </div>
      ) : null}
    </Screen>
  );
};
export default MayQualifyScreen;
