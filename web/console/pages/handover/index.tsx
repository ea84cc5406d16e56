import { Link } from '@tanstack/react-router';
import { Checkbox, Radio, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { parseCode, showCode } from '../../../../kernel/codes.ts';
import type { Text } from '../../../../kernel/result.ts';
import { boxes, held, PARCEL_KIND_NAMES, type parcelRow } from '../../../../modules/custody/contract.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { More, useAllRows, useRows } from '../../../ui/rows.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { BoxPane } from './box-pane.tsx';
import { GiveForm, TakeForm } from './pass-forms.tsx';
import './handover.css';

const words = dictionary({
  交接: 'Hand over',
  '勾上一件或几件，一次交出去、收下来；每件各留一行记录。':
    'Tick one or several and pass them on or take them in one go; each keeps its own line.',
  哪些东西: 'Which',
  我和站里手上的: 'With me and my station',
  等我们收下的: 'Waiting for us to take',
  漂流箱: 'Box',
  '扫码或输编码，回车勾上': 'Scan or type a code; Enter ticks it',
  物件: 'Thing',
  在谁手上: 'With',
  从什么时候: 'Since',
  办件: 'Case',
  打开: 'Open',
  '说好交给{who}，等他收下': 'promised to {who}, not yet taken',
  同事: 'a colleague',
  没有收到: 'did not arrive',
  '该在 {when} 前到下一站': 'due onward by {when}',
  '{day}送上门': 'to be brought home {day}',
  现金单独交: 'cash passes by itself',
  勾上: 'Tick',
  手上没有物件: 'You hold nothing',
  '收到信封、证件时在手机上登记，就会列在这里。': 'Register envelopes and cards on the phone as they come; they are listed here.',
  没有等着收的: 'Nothing waits to be taken',
  '同事说好交给你们的，会排到这里。': 'What colleagues offer you appears here.',
  箱里是空的: 'The box is empty',
  '放进去的东西会列在这里。': 'What is put in is listed here.',
  '这里没有 {code}': '{code} is not in this list',
  '勾上要交的，这里填交给谁': 'Tick what goes, then say here to whom',
  '勾上要收的，这里点收下': 'Tick what you have in hand, then take it here',
});

const PLACE = z.object({
  which: z.enum(['mine', 'offered']).catch('mine'),
  box: z.string().optional().catch(undefined),
});
type ParcelRow = z.output<typeof parcelRow>;

/** Things that change hands, at the desk: what one holds, what is offered, what lies in each box now. */
const HandoverScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [place, move] = usePlace(PLACE);
  const all = useAllRows(boxes, {});
  const box = all.rows.find(({ id }) => id === place.box);
  const found = useRows(held, place.box === undefined ? { which: place.which } : { box: place.box });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<Text | null>(null);

  const chosen = found.rows.filter(({ code }) => ticked.has(code));
  const giver = chosen[0]?.holder ?? null;
  const offered = place.box === undefined && place.which === 'offered';
  const mayTake = box === undefined || box.site === post?.site;
  /** One hand-over has one giver, and cash is counted by itself: with a thing ticked, these go with it. */
  const fits = (row: ParcelRow): boolean =>
    row.kind !== 'cash' && mayTake && (giver === null || (row.holder.kind === giver.kind && row.holder.id === giver.id));
  const tick = (code: string, on: boolean): void =>
    setTicked((before) => new Set([...before].filter((one) => one !== code).concat(on ? [code] : [])));
  const go = (to: Partial<z.output<typeof PLACE>>): void => {
    setTicked(new Set());
    setWrong(null);
    move({ box: undefined, ...to });
  };
  const tickTyped = (): void => {
    const code = parseCode('parcel', typed);
    if (!code.ok) {
      setWrong(code.refusal);
      return;
    }
    const row = found.rows.find((one) => one.code === code.value);
    if (row === undefined || !fits(row)) {
      const said = t('这里没有 {code}', { code: showCode('parcel', code.value) });
      setWrong({ zh: said, en: said });
      return;
    }
    setWrong(null);
    setTyped('');
    tick(row.code, true);
  };
  const done = (): void => setTicked(new Set());
  const codes = chosen.map(({ code }) => code);
  const passing = giver === null ? null : { codes, giver: { kind: giver.kind, id: giver.id } };
  const empty = offered
    ? { title: t('没有等着收的'), next: t('同事说好交给你们的，会排到这里。') }
    : place.box !== undefined
      ? { title: t('箱里是空的'), next: t('放进去的东西会列在这里。') }
      : { title: t('手上没有物件'), next: t('收到信封、证件时在手机上登记，就会列在这里。') };
  const take = passing ? (
    <TakeForm key={codes.join()} {...passing} place={box?.last?.what === 'arrived' ? box.last.place : undefined} done={done} />
  ) : null;
  const side = box ? (
    <>
      {take}
      <BoxPane key={box.id} box={box} quiet={take !== null} />
    </>
  ) : passing === null ? (
    <p className="soft">{offered ? t('勾上要收的，这里点收下') : t('勾上要交的，这里填交给谁')}</p>
  ) : offered ? (
    take
  ) : (
    <GiveForm {...passing} done={done} />
  );
  return (
    <Page title={t('交接')} lead={t('勾上一件或几件，一次交出去、收下来；每件各留一行记录。')} side={side}>
      <div className="filters">
        <Radio.Group
          aria-label={t('哪些东西')}
          optionType="button"
          value={place.box === undefined ? place.which : 'box'}
          onChange={(event) => go({ which: event.target.value })}
          options={[
            { value: 'mine', label: t('我和站里手上的') },
            { value: 'offered', label: t('等我们收下的') },
          ]}
        />
        {all.rows.length > 0 ? (
          <Select
            aria-label={t('漂流箱')}
            placeholder={t('漂流箱')}
            allowClear
            value={place.box ?? null}
            onChange={(id: string | null) => go({ box: id ?? undefined })}
            options={all.rows.map(({ id, name, inside }) => ({ value: id, label: `${name} · ${inside}` }))}
            popupMatchSelectWidth={300}
            style={{ width: 250 }}
          />
        ) : null}
        <form
          className="filters__end handover__code"
          onSubmit={(event) => {
            event.preventDefault();
            tickTyped();
          }}
        >
          <input
            className="ui-input code"
            aria-label={t('扫码或输编码，回车勾上')}
            placeholder={t('扫码或输编码，回车勾上')}
            autoComplete="off"
            maxLength={24}
            aria-invalid={wrong !== null}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </form>
      </div>
      {wrong === null ? null : (
        <p className="handover__wrong" role="alert">
          {format.text(wrong)}
        </p>
      )}
      {found.error ? (
        <Failure error={found.error} retry={found.retry} />
      ) : !found.ready ? (
        <Wait />
      ) : found.rows.length === 0 ? (
        <Empty picture="box" {...empty} />
      ) : (
        <>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">
                  <span className="sr-only">{t('勾上')}</span>
                </th>
                <th scope="col">{t('物件')}</th>
                <th scope="col">{t('在谁手上')}</th>
                <th scope="col">{t('从什么时候')}</th>
                <th scope="col">{t('办件')}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => {
                const name = `${format.text(PARCEL_KIND_NAMES[row.kind])} ${showCode('parcel', row.code)}`;
                return (
                  <tr key={row.id}>
                    <td className="handover__tick">
                      <Checkbox
                        aria-label={`${t('勾上')}：${name}`}
                        checked={ticked.has(row.code)}
                        disabled={!fits(row)}
                        onChange={(event) => tick(row.code, event.target.checked)}
                      />
                    </td>
                    <th scope="row" className="nobr">
                      {format.text(PARCEL_KIND_NAMES[row.kind])} <span className="code">{showCode('parcel', row.code)}</span>
                      {row.kind === 'cash' ? <span className="rows__note">{t('现金单独交')}</span> : null}
                    </th>
                    <td>
                      {row.holder.name}
                      {row.offeredTo === null || offered ? null : (
                        <span className="rows__note">{t('说好交给{who}，等他收下', { who: row.offeredTo.name ?? t('同事') })}</span>
                      )}
                      {row.deliverOn === null ? null : (
                        <span className="rows__note">{t('{day}送上门', { day: format.day(row.deliverOn) })}</span>
                      )}
                    </td>
                    <td>
                      <Moment at={row.since} />
                      {row.state === 'missing' ? (
                        <span className="state state--bad">{t('没有收到')}</span>
                      ) : row.expectedBy === null ? null : (
                        <span className="rows__note">{t('该在 {when} 前到下一站', { when: format.instant(row.expectedBy) })}</span>
                      )}
                    </td>
                    <td>
                      {row.caseId === null ? null : (
                        <Link to="/cases/$id" params={{ id: row.caseId }} aria-label={`${t('打开')}：${name}`}>
                          {t('打开')}
                        </Link>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <More of={found} />
        </>
      )}
    </Page>
  );
};
export default HandoverScreen;
