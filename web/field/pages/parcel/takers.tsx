import { type ReactNode, useState } from 'react';
import { within } from '../../../../kernel/area.ts';
import type { Id } from '../../../../kernel/id.ts';
import { boxes, type Holder } from '../../../../modules/custody/contract.ts';
import { staff } from '../../../../modules/network/contract.ts';
import { lines, type SailingRow, sailings } from '../../../../modules/trips/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';

const words = dictionary({
  '找同事（输姓名）': 'Find a colleague by name',
  '交给哪位同事？': 'To which colleague?',
  '没有找到，换个写法': 'Nobody found; write it another way',
  '放进哪个箱？': 'Into which box?',
  '{site}，箱里 {n} 件': '{site}, {n} {n:thing|things} inside',
  没有漂流箱: 'There is no box',
  '走哪条线？': 'By which line?',
  '托哪一班？': 'On which sailing?',
  '{from}到{to}': '{from} to {to}',
  '{when}开，{arrives}到': 'leaves {when}, there {arrives}',
  这里没有开出去的船: 'No line leaves from here',
  两周内没有班次: 'Nothing sails within two weeks',
});

/** Whom it goes to, and what the taker implies. */
export type Taker = { readonly holder: Holder; readonly place?: string; readonly sailing?: SailingRow };
type Pick = { chosen: Taker | null; onChoose: (taker: Taker | null) => void };

/** Of one's own station first; others by name. */
export const Colleagues = ({ chosen, onChoose }: Pick): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [q, setQ] = useState('');
  const near = q.trim() === '' && post?.site ? { site: post.site } : {};
  const found = useRead(staff, { limit: 8, ...near, ...(q.trim() === '' ? {} : { q: q.trim() }) }, { keepPrevious: true });
  const rows = (found.data?.rows ?? []).filter((one) => one.id !== post?.id && one.role !== 'auditor' && one.role !== 'administrator');
  return (
    <>
      <Field label={t('找同事（输姓名）')} autoComplete="off" maxLength={60} value={q} onText={setQ} />
      {found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : null}
      {rows.length > 0 ? (
        <Choice
          label={t('交给哪位同事？')}
          value={chosen?.holder.id ?? ''}
          onChoose={(id) => onChoose({ holder: { kind: 'post', id } })}
          options={rows.map((one) => ({
            value: one.id,
            label: one.name,
            hint: `${one.siteName ?? one.areaName} · ${one.title ?? format.text(ROLE_NAMES[one.role])}`,
          }))}
        />
      ) : found.data ? (
        <p className="text-soft">{t('没有找到，换个写法')}</p>
      ) : null}
    </>
  );
};

export const Boxes = ({ chosen, onChoose }: Pick): ReactNode => {
  const t = useWords(words);
  const found = useRead(boxes, { limit: 50 });
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Wait />;
  if (found.data.rows.length === 0) return <p className="text-soft">{t('没有漂流箱')}</p>;
  return (
    <Choice
      label={t('放进哪个箱？')}
      value={chosen?.holder.id ?? ''}
      onChoose={(id) => onChoose({ holder: { kind: 'box', id } })}
      options={found.data.rows.map((box) => ({
        value: box.id,
        label: box.name,
        hint: t('{site}，箱里 {n} 件', { site: box.siteName, n: box.inside }),
      }))}
    />
  );
};

/** The next sailings of the lines that leave from where one works. */
export const Carriers = ({ chosen, onChoose }: Pick): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  const [picked, setPicked] = useState<Id | null>(null);
  const all = useRead(lines, { limit: 200 });
  if (all.error) return <Failure error={all.error} retry={() => void all.refetch()} />;
  if (!all.data) return <Wait />;
  const leaving = all.data.rows.filter(
    (line) => post !== null && line.kind !== 'walk' && (within(line.from.area, post.area) || within(post.area, line.from.area)),
  );
  if (leaving.length === 0) return <p className="text-soft">{t('这里没有开出去的船')}</p>;
  const line = leaving.find((one) => one.id === picked) ?? leaving[0]!;
  return (
    <>
      {leaving.length > 1 ? (
        <Choice
          label={t('走哪条线？')}
          value={line.id}
          onChoose={(id) => {
            setPicked(id);
            onChoose(null);
          }}
          options={leaving.map((one) => ({
            value: one.id,
            label: one.name,
            hint: t('{from}到{to}', { from: one.from.place, to: one.to.place }),
          }))}
        />
      ) : null}
      <Sailings key={line.id} line={line} chosen={chosen} onChoose={onChoose} />
    </>
  );
};

type LineRow = {
  readonly id: Id;
  readonly from: { readonly area: string; readonly place: string };
  readonly to: { readonly area: string };
};

const Sailings = ({ line, chosen, onChoose }: Pick & { line: LineRow }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const next = useRead(sailings, { from: line.from.area, to: line.to.area, limit: 8 });
  if (next.error) return <Failure error={next.error} retry={() => void next.refetch()} />;
  if (!next.data) return <Wait />;
  const rows = next.data.rows.filter((one) => one.line === line.id).slice(0, 4);
  if (rows.length === 0) return <p className="text-soft">{t('两周内没有班次')}</p>;
  return (
    <Choice
      label={t('托哪一班？')}
      value={chosen?.sailing ? `${chosen.sailing.sailing} ${chosen.sailing.departs}` : ''}
      onChoose={(key) => {
        const sailing = rows.find((one) => `${one.sailing} ${one.departs}` === key);
        if (sailing) onChoose({ holder: { kind: 'carrier', id: sailing.line }, place: sailing.fromPlace, sailing });
      }}
      options={rows.map((one) => ({
        value: `${one.sailing} ${one.departs}`,
        label: t('{when}开，{arrives}到', { when: format.instant(one.departs), arrives: format.instant(one.arrives).split(' ').at(-1)! }),
        hint: t('{from}到{to}', { from: one.fromPlace, to: one.toPlace }),
      }))}
    />
  );
};
