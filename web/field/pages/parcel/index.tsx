import type { ReactNode } from 'react';
import { showCode } from '../../../../kernel/codes.ts';
import { PARCEL_KIND_NAMES, type ParcelWithLine, parcel as parcelContract } from '../../../../modules/custody/contract.ts';
import { chainHolds, presentHolder, stopsOf } from '../../../../modules/custody/domain.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { RouteLine } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure, Trouble } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { usePageParams } from '../../shell/params.ts';
import { ActionBar, Screen } from '../../shell/screen.tsx';
import { Give } from './give.tsx';
import { bare, isMine, withoutPeople } from './line.ts';
import { CountAgain, SayMissing } from './say.tsx';
import { Take } from './take.tsx';

const words = dictionary({
  一件东西: 'A thing',
  一路交接: 'Hand-overs',
  '登记的金额：{yuan}': 'Registered amount: {yuan}',
  交出去: 'Hand it over',
  收下: 'Take it',
  没有收到: 'It did not arrive',
  找到了: 'It was found',
  再点一次现金: 'Count the cash again',
  '交接记录前后接不上，先别动，找负责人核对': 'The line of hand-overs is broken. Leave it and ask the coordinator',
  '还没有送到，有人在追': 'It did not arrive; somebody is after it',
  已认定丢失: 'Recorded as lost',
  已经交到本人或亲属手上: 'It is with the person or a relative',
});

type Doing = 'give' | 'take' | 'missing' | 'count';

/** What may be done with it from here; the likely next step is the large one. */
const Actions = ({ parcel, onDoing }: { parcel: ParcelWithLine; onDoing: (doing: Doing) => void }): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  if (post === null) return null;
  const mine = isMine(parcel, post);
  const done = parcel.state === 'delivered' || parcel.state === 'lost';
  const own = parcel.holder.kind === 'post' && parcel.holder.id === post.id;
  return (
    <>
      {done ? null : (
        <div className="grid gap-3 px-5">
          {mine && !own ? (
            <Button wide onClick={() => onDoing('take')}>
              {t('收下')}
            </Button>
          ) : null}
          {mine && parcel.kind === 'cash' ? (
            <Button wide onClick={() => onDoing('count')}>
              {t('再点一次现金')}
            </Button>
          ) : null}
          <Button wide onClick={() => onDoing('missing')}>
            {parcel.state === 'missing' ? t('找到了') : t('没有收到')}
          </Button>
        </div>
      )}
      {done ? null : (
        <ActionBar>
          <Button look="primary" wide onClick={() => onDoing(mine ? 'give' : 'take')}>
            {mine ? t('交出去') : t('收下')}
          </Button>
        </ActionBar>
      )}
    </>
  );
};

const Shown = ({ parcel }: { parcel: ParcelWithLine }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  // What is open comes back with what was typed in it.
  const [doing, setDoing] = useDraft<Doing | null>(`field.parcel.${parcel.code}`, null);
  const codes = [parcel.code];
  const giver = presentHolder(parcel.line.map(bare)) ?? parcel.holder;
  const cash = parcel.kind === 'cash';
  const close = (): void => setDoing(null);
  const kind = format.text(PARCEL_KIND_NAMES[parcel.kind]);
  const titles: Readonly<Record<Doing, string>> = {
    give: t('交出去'),
    take: t('收下'),
    missing: parcel.state === 'missing' ? t('找到了') : t('没有收到'),
    count: t('再点一次现金'),
  };
  return (
    <>
      <Card>
        <p className="text-soft">{kind}</p>
        <h2 className="nobr -mt-2 text-[34px] leading-tight font-semibold tracking-wide">{showCode('parcel', parcel.code)}</h2>
        {parcel.cashFen ? <p>{t('登记的金额：{yuan}', { yuan: format.money(parcel.cashFen) })}</p> : null}
        {parcel.state === 'missing' ? <Trouble tone="waiting" what={t('还没有送到，有人在追')} /> : null}
        {parcel.state === 'lost' ? <Trouble what={t('已认定丢失')} /> : null}
        {parcel.state === 'delivered' ? <p className="font-semibold text-green-ink">✓ {t('已经交到本人或亲属手上')}</p> : null}
        {chainHolds(parcel.line.map(bare)) ? null : <Trouble what={t('交接记录前后接不上，先别动，找负责人核对')} />}
      </Card>
      <Card title={t('一路交接')}>
        <RouteLine stops={stopsOf(withoutPeople(parcel), lang, new Date().toISOString())} label={t('一路交接')} direction="column" />
      </Card>
      <Actions parcel={parcel} onDoing={setDoing} />
      <Sheet open={doing !== null} onOpen={(open) => !open && close()} title={doing === null ? kind : titles[doing]}>
        {doing === 'give' ? <Give passing={{ codes, giver, one: parcel, cash }} onDone={close} /> : null}
        {doing === 'take' ? <Take codes={codes} giver={giver} cash={cash} onDone={close} /> : null}
        {doing === 'missing' ? <SayMissing parcel={parcel} onDone={close} /> : null}
        {doing === 'count' ? <CountAgain parcel={parcel} onDone={close} /> : null}
      </Sheet>
    </>
  );
};

/** A thing by its code: what it is and where it went, never whose it is. */
const ParcelScreen = (): ReactNode => {
  const t = useWords(words);
  const { code } = usePageParams<'code'>();
  const read = useRead(parcelContract, { code });
  return (
    <Screen title={t('一件东西')} back>
      <div className="grid gap-4 py-4">
        {read.error ? (
          <div className="px-5">
            <Failure error={read.error} retry={() => void read.refetch()} />
          </div>
        ) : null}
        {!read.data && !read.error ? (
          <div className="px-5">
            <Wait />
          </div>
        ) : null}
        {read.data ? <Shown parcel={read.data} /> : null}
      </div>
    </Screen>
  );
};
export default ParcelScreen;
