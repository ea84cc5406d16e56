import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { showCode } from '../../../../kernel/codes.ts';
import { boxes, held, PARCEL_KIND_NAMES, type parcelRow } from '../../../../modules/custody/contract.ts';
import { type Box, useBoxSailings } from '../../../ui/box-sailings.ts';
import { useBoxWords } from '../../../ui/box-words.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useAllRows } from '../../../ui/rows.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure, Trouble } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Tick } from '../../parts/tick.tsx';
import { usePageParams } from '../../shell/params.ts';
import { ActionBar, Screen } from '../../shell/screen.tsx';
import { Take } from '../parcel/take.tsx';
import { MoveBox } from './move-box.tsx';
import { PutIn } from './put-in.tsx';

const words = dictionary({
  漂流箱: 'Box',
  没有这只箱: 'There is no such box',
  '可能已经停用，回到清单看看。': 'It may be out of use; look at the list.',
  '由{site}保管': 'Kept by {site}',
  上船了: 'It went on board',
  到岸了: 'It arrived',
  放进一件: 'Put something in',
  '箱里 {n} 件': '{n} {n:thing|things} inside',
  箱里是空的: 'The box is empty',
  '取出这 {n} 件': 'Take out {n}',
  '勾上要取的。': 'Tick what you take out.',
  '要由{site}的人来取。': 'Staff of {site} take things out.',
  '{when} 放进来的': 'put in {when}',
});

type Doing = 'on_board' | 'arrived' | 'put' | 'take';

const Thing = ({ parcel }: { parcel: z.output<typeof parcelRow> }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <span className="grid">
      <b className="nobr font-semibold">
        {format.text(PARCEL_KIND_NAMES[parcel.kind])} {showCode('parcel', parcel.code)}
      </b>
      <span className="text-soft">{t('{when} 放进来的', { when: format.instant(parcel.since) })}</span>
    </span>
  );
};

const Shown = ({ box }: { box: Box }): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  const { last } = useBoxSailings(box);
  const where = useBoxWords().where(box, last);
  const inside = useAllRows(held, { box: box.id });
  // What is open comes back with what was typed in it.
  const [doing, setDoing] = useDraft<Doing | null>(`field.box.${box.id}`, null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = inside.rows.filter(({ code }) => ticked.has(code)).map(({ code }) => code);
  const keeper = post?.site === box.site;
  const next: Doing = box.last?.what === 'on_board' ? 'arrived' : 'on_board';
  const tick = (code: string, on: boolean): void =>
    setTicked((before) => new Set([...before].filter((one) => one !== code).concat(on ? [code] : [])));
  const close = (): void => setDoing(null);
  const titles: Readonly<Record<Doing, string>> = {
    on_board: t('上船了'),
    arrived: t('到岸了'),
    put: t('放进一件'),
    take: t('取出这 {n} 件', { n: chosen.length }),
  };
  return (
    <>
      <Card>
        <h2 className="text-[24px] leading-snug font-semibold">{where.now}</h2>
        {where.since === '' ? null : <p className="-mt-2 text-soft">{where.since}</p>}
        <p className="text-soft">{t('由{site}保管', { site: box.siteName })}</p>
      </Card>
      <Card title={inside.rows.length === 0 && box.inside === 0 ? t('箱里是空的') : t('箱里 {n} 件', { n: inside.rows.length })}>
        {inside.error ? <Failure error={inside.error} retry={inside.retry} /> : null}
        {inside.rows.map((parcel) =>
          keeper ? (
            <Tick key={parcel.id} checked={ticked.has(parcel.code)} onTick={(on) => tick(parcel.code, on)}>
              <Thing parcel={parcel} />
            </Tick>
          ) : (
            <Thing key={parcel.id} parcel={parcel} />
          ),
        )}
        {inside.rows.length > 0 ? (
          <p className="text-soft">{keeper ? t('勾上要取的。') : t('要由{site}的人来取。', { site: box.siteName })}</p>
        ) : null}
      </Card>
      <div className="grid gap-3 px-5">
        <Button wide onClick={() => setDoing('put')}>
          {titles.put}
        </Button>
        {chosen.length > 0 ? (
          <Button wide onClick={() => setDoing(next)}>
            {titles[next]}
          </Button>
        ) : null}
      </div>
      <ActionBar>
        <Button look="primary" wide onClick={() => setDoing(chosen.length > 0 ? 'take' : next)}>
          {chosen.length > 0 ? titles.take : titles[next]}
        </Button>
      </ActionBar>
      <Sheet
        open={doing !== null && (doing !== 'take' || chosen.length > 0)}
        onOpen={(open) => !open && close()}
        title={doing === null ? box.name : titles[doing]}
      >
        {doing === 'on_board' || doing === 'arrived' ? <MoveBox key={doing} box={box} what={doing} onDone={close} /> : null}
        {doing === 'put' ? <PutIn box={box} onDone={close} /> : null}
        {doing === 'take' ? (
          <Take
            codes={chosen}
            giver={{ kind: 'box', id: box.id }}
            place={box.last?.what === 'arrived' ? box.last.place : undefined}
            onDone={() => {
              setTicked(new Set());
              close();
            }}
          />
        ) : null}
      </Sheet>
    </>
  );
};

/** A box: where it is, what is in it now, and what happens to it next. Only its keeper takes things out. */
const BoxScreen = (): ReactNode => {
  const t = useWords(words);
  const { id } = usePageParams<'id'>();
  const all = useAllRows(boxes, {});
  const box = all.rows.find((one) => one.id === id);
  return (
    <Screen title={box?.name ?? t('漂流箱')} back>
      <div className="grid gap-4 py-4">
        {box ? (
          <Shown box={box} />
        ) : (
          <div className="px-5">
            {all.error ? (
              <Failure error={all.error} retry={all.retry} />
            ) : all.ready && !all.hasMore ? (
              <Trouble what={t('没有这只箱')} todo={t('可能已经停用，回到清单看看。')} />
            ) : (
              <Wait />
            )}
          </div>
        )}
      </div>
    </Screen>
  );
};
export default BoxScreen;
