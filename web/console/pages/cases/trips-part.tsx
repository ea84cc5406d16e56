import { type ReactNode, useState } from 'react';
import { TRIP_PLACES, trip } from '../../../../modules/cases/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type CasePage, TRIP_PLACE_NAMES } from './case-words.ts';
import { useStep } from './use-step.tsx';

const words = dictionary({
  少跑的路: 'Trips spared',
  '少跑 {trips} 趟，省 {hours} 小时、{fare}': '{trips} {trips:trip|trips}, {hours} hours and {fare} spared',
  '本人跑了 {n} 趟': 'The person came {n} {n:time|times}',
  本人跑了一趟: 'The person made a trip',
  跑到哪里: 'Where to',
  记下这一趟: 'Note the trip',
  '记下了：本人到{place}跑了一趟': 'Noted: the person went to the {place}',
  '记错了，在下面的台账里更正。': 'Noted by mistake? Put it right in the ledger below.',
  算了: 'Never mind',
});

const STAFF: ReadonlySet<string> = new Set(['clerk', 'helper', 'coordinator']);

/** What was spared, against the trips that the person made all the same; and noting one. */
export const TripsPart = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const step = useStep(trip, { id: page.case.id, seq: page.seq });
  const [place, setPlace] = useState<(typeof TRIP_PLACES)[number] | null>(null);
  const [adding, setAdding] = useState(false);
  const made = page.trips.made.filter(({ struck }) => !struck);
  const { trips, hours, fen } = page.trips.spared;
  const close = (): void => {
    setAdding(false);
    setPlace(null);
  };
  return (
    <section>
      <h2>{t('少跑的路')}</h2>
      <p>{t('少跑 {trips} 趟，省 {hours} 小时、{fare}', { trips, hours, fare: format.money(fen) })}</p>
      {made.length > 0 ? (
        <p className="soft">
          {t('本人跑了 {n} 趟', { n: made.length })}：{made.map((one) => format.text(TRIP_PLACE_NAMES[one.place])).join('、')}
        </p>
      ) : null}
      {!STAFF.has(post?.role ?? '') ? null : adding ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (place === null) return;
            const said = t('记下了：本人到{place}跑了一趟', { place: format.text(TRIP_PLACE_NAMES[place]) });
            void step.run({ case: page.case.id, place }, said).then((done) => done && close());
          }}
        >
          <fieldset className="picks picks--row">
            <legend>{t('跑到哪里')}</legend>
            {TRIP_PLACES.map((one) => (
              <label key={one}>
                <input type="radio" name="trip-place" checked={one === place} onChange={() => setPlace(one)} />
                <span>{format.text(TRIP_PLACE_NAMES[one])}</span>
              </label>
            ))}
          </fieldset>
          <p className="soft">{t('记错了，在下面的台账里更正。')}</p>
          {step.trouble}
          <span className="ui-buttons">
            <button type="submit" className="ui-button" disabled={place === null || step.sending}>
              {t('记下这一趟')}
            </button>
            <button type="button" className="ui-button ui-button--quiet" onClick={close}>
              {t('算了')}
            </button>
          </span>
        </form>
      ) : (
        <button type="button" className="ui-button" onClick={() => setAdding(true)}>
          {t('本人跑了一趟')}
        </button>
      )}
    </section>
  );
};
