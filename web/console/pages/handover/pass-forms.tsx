import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { boxes, type Holder, handOver } from '../../../../modules/custody/contract.ts';
import { staff } from '../../../../modules/network/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useAllRows } from '../../../ui/rows.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';

const words = dictionary({
  '交出 {n} 件': 'Hand over {n}',
  '收下 {n} 件': 'Take {n}',
  交给谁: 'To whom',
  '同事、漂流箱，或放回站里': 'A colleague, a box, or back to the station',
  同事: 'Colleagues',
  漂流箱: 'Boxes',
  '站里：{site}': 'The station: {site}',
  在哪里交: 'Where',
  在哪里收: 'Where',
  '交给同事要等他点“收下”才算；交给本人、托船带，在手机上办。':
    'To a colleague it counts once they take it. To the person, or with a boat: do it on the phone.',
  '跟他说好了，{n} 件等他收下': 'Offered; {n} count once they take them',
  '交好了 {n} 件': '{n} handed over',
  '收下了 {n} 件': '{n} taken',
  '东西在我手上了，收下': 'I have them in my hands: take them',
});

type Passing = { readonly codes: readonly string[]; readonly giver: Holder; readonly done: () => void };
const START = { to: null as string | null, place: null as string | null };

/** To whom the ticked things go: one giver, one taker, one place, one moment. */
export const GiveForm = ({ codes, giver, done }: Passing): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { post } = useSession();
  const giving = useSend(handOver);
  const [form, setForm, clear] = useDraft('handover.give', START);
  const [q, setQ] = useState('');
  const near = q.trim() === '' && post?.site ? { site: post.site } : {};
  const found = useRead(staff, { limit: 30, ...near, ...(q.trim() === '' ? {} : { q: q.trim() }) }, { keepPrevious: true });
  const all = useAllRows(boxes, {});
  const wanted = q.trim();
  const people = (found.data?.rows ?? []).filter(({ id, role }) => id !== post?.id && role !== 'auditor' && role !== 'administrator');
  const groups = [
    {
      label: t('同事'),
      options: people.map((one) => ({
        value: `post ${one.id}`,
        label: `${one.name} · ${format.text(ROLE_NAMES[one.role])}${one.siteName ? ` · ${one.siteName}` : ''}`,
      })),
    },
    {
      label: t('漂流箱'),
      options: all.rows.filter(({ name }) => name.includes(wanted)).map(({ id, name }) => ({ value: `box ${id}`, label: name })),
    },
    ...(post?.site && giver.kind !== 'site'
      ? [
          {
            label: '',
            options: [{ value: `site ${post.site}`, label: t('站里：{site}', { site: post.siteName ?? '' }) }],
          },
        ]
      : []),
  ].filter(({ options }) => options.length > 0);
  const place = form.place ?? post?.siteName ?? '';
  const give = async (): Promise<void> => {
    const [kind, id] = form.to?.split(' ') ?? [];
    if (kind === undefined || id === undefined) return;
    const sent = await giving.send({ codes: [...codes], giver, taker: { kind: kind as Holder['kind'], id }, place: place.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    const n = sent.answer.parcels.length;
    toast(
      sent.answer.parcels.some(({ state }) => state === 'offered') ? t('跟他说好了，{n} 件等他收下', { n }) : t('交好了 {n} 件', { n }),
    );
    done();
  };
  return (
    <section>
      <h2>{t('交出 {n} 件', { n: codes.length })}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
      >
        <div className="form__field">
          <span className="form__label">{t('交给谁')}</span>
          <Select
            aria-label={t('交给谁')}
            placeholder={t('同事、漂流箱，或放回站里')}
            showSearch={{ filterOption: false, onSearch: setQ }}
            value={form.to}
            onChange={(to: string) => setForm((before) => ({ ...before, to }))}
            options={groups}
          />
        </div>
        <label>
          <span>{t('在哪里交')}</span>
          <input
            className="ui-input"
            maxLength={80}
            value={place}
            onChange={(event) => setForm((before) => ({ ...before, place: event.target.value }))}
          />
        </label>
        <p className="soft">{t('交给同事要等他点“收下”才算；交给本人、托船带，在手机上办。')}</p>
        <Problem of={giving} />
        <Button type="primary" htmlType="submit" disabled={form.to === null || place.trim() === ''} loading={giving.sending}>
          {t('交出 {n} 件', { n: codes.length })}
        </Button>
      </form>
    </section>
  );
};

/** The taker's own word, with the things in hand. */
export const TakeForm = ({ codes, giver, place: begin, done }: Passing & { place?: string | undefined }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const { post } = useSession();
  const taking = useSend(handOver);
  const [typed, setTyped] = useState<string | null>(null);
  const place = typed ?? begin ?? post?.siteName ?? '';
  const take = async (): Promise<void> => {
    if (post === null) return;
    const sent = await taking.send({ codes: [...codes], giver, taker: { kind: 'post', id: post.id }, place: place.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('收下了 {n} 件', { n: sent.answer.parcels.length }));
    done();
  };
  return (
    <section>
      <h2>{t('收下 {n} 件', { n: codes.length })}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <label>
          <span>{t('在哪里收')}</span>
          <input className="ui-input" maxLength={80} value={place} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <Problem of={taking} />
        <Button type="primary" htmlType="submit" disabled={place.trim() === ''} loading={taking.sending}>
          {t('东西在我手上了，收下')}
        </Button>
      </form>
    </section>
  );
};
