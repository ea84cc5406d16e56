import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { showCode } from '../../../../kernel/codes.ts';
import type { Text } from '../../../../kernel/result.ts';
import { held, PARCEL_KIND_NAMES, type parcelRow } from '../../../../modules/custody/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useAllRows } from '../../../ui/rows.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary, sayIn } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Tick } from '../../parts/tick.tsx';
import { parcelCodeIn } from '../../scan/parcel-code.ts';
import { ActionBar, Screen } from '../../shell/screen.tsx';
import { Give } from '../parcel/give.tsx';
import { Take } from '../parcel/take.tsx';
import { CodeField } from './code-field.tsx';

const words = dictionary({
  几件一起交: 'Several at once',
  '怎么交？': 'What happens?',
  我手上的交出去: 'Hand over what I hold',
  站里的交出去: 'Hand over what the station holds',
  别人给我的收下: 'Take what was offered to me',
  '{n} 件': '{n} {n:thing|things}',
  扫一件勾一件: 'Scan each to tick it',
  '或者输编码，勾上': 'Or type the code to tick it',
  勾上: 'Tick',
  全勾上: 'Tick all',
  都不勾: 'Tick none',
  '这里没有 {code}': '{code} is not among these',
  '现金要单独交，当面点': 'Cash passes by itself, counted',
  '交出这 {n} 件': 'Hand over {n}',
  '收下这 {n} 件': 'Take {n}',
  一件也没有: 'There is nothing here',
  '换一种交法，或者先登记。': 'Choose another way, or register it first.',
});

type ParcelRow = z.output<typeof parcelRow>;
type Way = 'mine' | 'site' | 'offered';
const START = { way: 'mine' as Way, ticked: [] as readonly string[], open: false };

/** A bag of things passes in one go: those ticked have one giver, one taker, one place, one moment; each keeps its own line. */
const SeveralScreen = (): ReactNode => {
  const t = useWords(words);
  const _format = useFormat();
  const navigate = useNavigate();
  const { post } = useSession();
  const mine = useAllRows(held, { which: 'mine' });
  const offered = useAllRows(held, { which: 'offered' });
  const [form, setForm, clear] = useDraft('field.several', START);
  const change = (changed: Partial<typeof START>): void => setForm((before) => ({ ...before, ...changed }));

  const of = (way: Way): readonly ParcelRow[] =>
    way === 'offered'
      ? offered.rows
      : mine.rows.filter(({ holder }) => (holder.kind === 'post') === (way === 'mine') && holder.kind !== 'box');
  const rows = of(form.way);
  const chosen = rows.filter(({ code, kind }) => form.ticked.includes(code) && kind !== 'cash');
  // Offered by several colleagues: the first one ticked says whose bag it is.
  const giver = chosen[0]?.holder ?? null;
  const fits = ({ kind, holder }: ParcelRow): boolean =>
    kind !== 'cash' && (giver === null || (holder.kind === giver.kind && holder.id === giver.id));
  const tick = (code: string, on: boolean): void =>
    change({ ticked: on ? [...new Set([...form.ticked, code])] : form.ticked.filter((one) => one !== code) });
  const tickTyped = (text: string): Text | null => {
    const code = parcelCodeIn(text);
    if (!code.ok) return code.refusal;
    const found = rows.find((row) => row.code === code.value);
    if (found === undefined || !fits(found)) {
      const shown = { code: showCode('parcel', code.value) };
      return { zh: sayIn('zh', words)('这里没有 {code}', shown), en: sayIn('en', words)('这里没有 {code}', shown) };
    }
    tick(code.value, true);
    return null;
  };
  const done = (): void => {
    clear();
    void navigate({ to: '/handover', replace: true });
  };
  const loading = !mine.ready || !offered.ready;
  const failed = mine.error ?? offered.error;
  const act = t(form.way === 'offered' ? '收下这 {n} 件' : '交出这 {n} 件', { n: chosen.length });
  const codes = chosen.map(({ code }) => code);
  const all = rows.filter(fits);
  return (
    <Screen title={t('几件一起交')} back>
      <div className="grid gap-4 py-4">
        {failed && loading ? (
          <div className="px-5">
            <Failure
              error={failed}
              retry={() => {
                mine.retry();
                offered.retry();
              }}
            />
          </div>
        ) : null}
        {loading && !failed ? (
          <div className="px-5">
            <Wait />
          </div>
        ) : null}
        {loading ? null : (
          <>
            <Card>
              <Choice
                label={t('怎么交？')}
                value={form.way}
                onChoose={(way) => change({ way: way as Way, ticked: [] })}
                options={[
                  { value: 'mine', label: t('我手上的交出去'), hint: t('{n} 件', { n: of('mine').length }) },
                  ...(post?.site ? [{ value: 'site', label: t('站里的交出去'), hint: t('{n} 件', { n: of('site').length }) }] : []),
                  { value: 'offered', label: t('别人给我的收下'), hint: t('{n} 件', { n: of('offered').length }) },
                ]}
              />
            </Card>
            {rows.length === 0 ? (
              <Empty picture="box" title={t('一件也没有')} next={t('换一种交法，或者先登记。')} />
            ) : (
              <Card>
                <CodeField
                  scan={(open) => (
                    <Button wide onClick={open}>
                      {t('扫一件勾一件')}
                    </Button>
                  )}
                  label={t('或者输编码，勾上')}
                  does={t('勾上')}
                  take={tickTyped}
                />
                <div>
                  {rows.map((row) =>
                    fits(row) ? (
                      <Tick key={row.id} checked={form.ticked.includes(row.code)} onTick={(on) => tick(row.code, on)}>
                        <Thing row={row} way={form.way} />
                      </Tick>
                    ) : (
                      <div key={row.id} className="flex min-h-touch items-center pl-12 text-soft">
                        <Thing row={row} way={form.way} note={row.kind === 'cash' ? t('现金要单独交，当面点') : undefined} />
                      </div>
                    ),
                  )}
                </div>
                {all.length > 1 ? (
                  <Button look="quiet" onClick={() => change({ ticked: chosen.length === all.length ? [] : all.map(({ code }) => code) })}>
                    {chosen.length === all.length ? t('都不勾') : t('全勾上')}
                  </Button>
                ) : null}
              </Card>
            )}
            {chosen.length > 0 ? (
              <ActionBar>
                <Button look="primary" wide onClick={() => change({ open: true })}>
                  {act}
                </Button>
              </ActionBar>
            ) : null}
          </>
        )}
      </div>
      <Sheet open={form.open && giver !== null} onOpen={(open) => change({ open })} title={act}>
        {giver === null ? null : form.way === 'offered' ? (
          <Take codes={codes} giver={{ kind: giver.kind, id: giver.id }} onDone={done} />
        ) : (
          <Give passing={{ codes, giver: { kind: giver.kind, id: giver.id }, one: null, cash: false }} onDone={done} />
        )}
      </Sheet>
    </Screen>
  );
};
export default SeveralScreen;

/** Its kind and code, and of what is offered, by whom. */
const Thing = ({ row, way, note }: { row: ParcelRow; way: Way; note?: string | undefined }): ReactNode => {
  const format = useFormat();
  const below = note ?? (way === 'offered' ? row.holder.name : null);
  return (
    <span className="grid">
      <span className="nobr font-semibold">
        {format.text(PARCEL_KIND_NAMES[row.kind])} {showCode('parcel', row.code)}
      </span>
      {below ? <span className="text-soft">{below}</span> : null}
    </span>
  );
};
