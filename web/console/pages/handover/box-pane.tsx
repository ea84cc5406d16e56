import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { handOver, moveBox } from '../../../../modules/custody/contract.ts';
import { type Box, useBoxSailings } from '../../../ui/box-sailings.ts';
import { useBoxWords } from '../../../ui/box-words.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';

const words = dictionary({
  '由{site}保管，只有那里的人能取': 'Kept by {site}; only they take things out',
  上哪一班船: 'On which sailing',
  从哪里上的船: 'Where it went on board',
  到了哪里: 'Where it arrived',
  箱子上船了: 'The box is on board',
  箱子到岸了: 'The box has arrived',
  '记下了：箱子上船了': 'Noted: the box is on board',
  '记下了：箱子到岸了': 'Noted: the box has arrived',
  '两周内没有班次，请负责人看看班次表。': 'Nothing sails within two weeks; ask the coordinator to look at the timetable.',
  放进一件: 'Put something in',
  信封上的编码: 'The code on the envelope',
  亲属带来的也在这里替他记: 'What a relative brings is noted here too',
  在哪里放的: 'Where it was put in',
  放进箱里了: 'It is in the box',
  '记下了：在箱里': 'Noted: in the box',
});

/**
 * Where a box is, and what happens to it next: on board by timetable, ashore; something more goes in.
 * `quiet`: something else is what one is about to do.
 */
export const BoxPane = ({ box, quiet }: { box: Box; quiet: boolean }): ReactNode => {
  const t = useWords(words);
  const boats = useBoxSailings(box);
  const where = useBoxWords().where(box, boats.last);
  return (
    <>
      <section>
        <h2>{box.name}</h2>
        <p>
          <b>{where.now}</b> <span className="soft">{where.since}</span>
        </p>
        <p className="soft">{t('由{site}保管，只有那里的人能取', { site: box.siteName })}</p>
        {boats.error ? (
          <Failure error={boats.error} retry={boats.retry} />
        ) : boats.ready ? (
          <MoveForm key={box.last?.at} box={box} boats={boats} quiet={quiet} />
        ) : (
          <Wait />
        )}
      </section>
      <PutForm box={box} expectedBy={boats.next.find(({ departs }) => Date.parse(departs) > Date.now())?.arrives ?? null} />
    </>
  );
};

type MoveProps = { box: Box; boats: ReturnType<typeof useBoxSailings>; quiet: boolean };

const MoveForm = ({ box, boats, quiet }: MoveProps): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const said = useBoxWords();
  const moving = useSend(moveBox);
  const [id] = useState(newId);
  const [picked, setPicked] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const what = box.last?.what === 'on_board' ? 'arrived' : 'on_board';
  const onBoard = what === 'on_board';
  const here = box.last?.place;
  // Ashore, it goes on from where it lies.
  const offered = [...boats.next].sort((a, b) => Number(b.fromPlace === here) - Number(a.fromPlace === here));
  const keyOf = ({ sailing, departs }: { sailing: string; departs: string }): string => `${sailing} ${departs}`;
  const boat = offered.find((one) => keyOf(one) === picked) ?? offered[0];
  const sailing = onBoard ? boat?.sailing : box.last?.sailing;
  const place = typed ?? (onBoard ? boat?.fromPlace : boats.last?.toPlace) ?? '';
  if (sailing === undefined) return <p className="soft">{t('两周内没有班次，请负责人看看班次表。')}</p>;
  const move = async (): Promise<void> => {
    const sent = await moving.send({ id, box: box.id, sailing, what, place: place.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    toast(onBoard ? t('记下了：箱子上船了') : t('记下了：箱子到岸了'));
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void move();
      }}
    >
      {onBoard ? (
        <fieldset className="picks">
          <legend>{t('上哪一班船')}</legend>
          {offered.map((one) => (
            <label key={keyOf(one)}>
              <input
                type="radio"
                name={`boat-${box.id}`}
                checked={one === boat}
                onChange={() => {
                  setPicked(keyOf(one));
                  setTyped(null);
                }}
              />
              <span>
                {said.boat(one).when} <span className="soft">{said.boat(one).way}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <label>
        <span>{onBoard ? t('从哪里上的船') : t('到了哪里')}</span>
        <input className="ui-input" maxLength={80} value={place} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <Problem of={moving} />
      <Button type={quiet ? 'default' : 'primary'} htmlType="submit" disabled={place.trim() === ''} loading={moving.sending}>
        {onBoard ? t('箱子上船了') : t('箱子到岸了')}
      </Button>
    </form>
  );
};

/** An envelope goes in by its code: one's own, or what a relative brings, who has no account. */
const PutForm = ({ box, expectedBy }: { box: Box; expectedBy: string | null }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const { post } = useSession();
  const giving = useSend(handOver);
  const [code, setCode] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const place = typed ?? (box.last?.what === 'arrived' ? box.last.place : post?.siteName) ?? '';
  const put = async (): Promise<void> => {
    const sent = await giving.send({ codes: [code.trim()], taker: { kind: 'box', id: box.id }, place: place.trim(), expectedBy });
    if (sent === null || sent.outcome === 'refused') return;
    setCode('');
    toast(t('记下了：在箱里'));
  };
  return (
    <section>
      <h2>{t('放进一件')}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void put();
        }}
      >
        <label>
          <span>{t('信封上的编码')}</span>
          <input
            className="ui-input code"
            autoComplete="off"
            maxLength={24}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
        <label>
          <span>{t('在哪里放的')}</span>
          <input className="ui-input" maxLength={80} value={place} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <p className="soft">{t('亲属带来的也在这里替他记')}</p>
        <Problem of={giving} />
        <Button htmlType="submit" disabled={code.trim() === '' || place.trim() === ''} loading={giving.sending}>
          {t('放进箱里了')}
        </Button>
      </form>
    </section>
  );
};
