import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { staff } from '../../../../modules/network/contract.ts';
import { handOverAll } from '../../../../modules/work/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import type { StaffPost } from './place.ts';

const words = dictionary({
  不在岗的时候: 'While away',
  '{who}手上的待办，一次全部转给另一位。': 'Everything on {who}’s hands goes to another at once.',
  转给谁: 'To whom',
  输入名字: 'Type a name',
  没有这个人: 'Nobody by that name',
  为什么: 'Why',
  '例如：休产假到明年二月': 'For example: on leave until February',
  把待办全部转过去: 'Hand everything over',
  '全部转给{who}': 'Hand everything to {who}',
  '{n} 项待办已转给{who}': '{n} {n:task|tasks} handed to {who}',
  '{who}手上没有待办': 'Nothing was waiting with {who}',
});

/** K12: a colleague is away; all of their tasks move to another in one go. */
export const HandOver = ({ post }: { post: StaffPost }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const move = useSend(handOverAll);
  const [typed, setTyped] = useState('');
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const near = useRead(staff, typed === '' ? (post.site === null ? { under: post.area } : { site: post.site }) : { q: typed, limit: 20 }, {
    keepPrevious: true,
  });
  const people = (near.data?.rows ?? []).filter((one) => one.id !== post.id);
  const receiver = people.find((one) => one.id === to);

  /** One command moves at most 200: go on until nothing is left. */
  const all = async (from: string, receiving: string, why: string): Promise<number | null> => {
    let moved = 0;
    for (;;) {
      const sent = await move.send({ from, to: receiving, reason: why });
      if (!sent || sent.outcome === 'refused') return null;
      moved += sent.answer.moved;
      if (!sent.answer.more) return moved;
    }
  };
  const submit = async (): Promise<void> => {
    if (!receiver) return;
    const moved = await all(post.id, receiver.id, reason.trim());
    if (moved === null) return;
    toast(moved === 0 ? t('{who}手上没有待办', { who: post.name }) : t('{n} 项待办已转给{who}', { n: moved, who: receiver.name }));
    setReason('');
  };
  return (
    <section>
      <h2>{t('不在岗的时候')}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="form__help">{t('{who}手上的待办，一次全部转给另一位。', { who: post.name })}</p>
        <div className="form__field">
          <span className="form__label">{t('转给谁')}</span>
          <Select
            aria-label={t('转给谁')}
            showSearch={{ filterOption: false, onSearch: setTyped }}
            placeholder={t('输入名字')}
            notFoundContent={t('没有这个人')}
            value={to}
            onChange={(chosen: string) => setTo(chosen)}
            options={people.map((one) => ({
              value: one.id,
              label: `${one.name} · ${one.title ?? format.text(ROLE_NAMES[one.role])} · ${one.siteName ?? one.areaName}`,
            }))}
          />
        </div>
        <label>
          <span>{t('为什么')}</span>
          <input
            className="ui-input"
            required
            maxLength={200}
            value={reason}
            placeholder={t('例如：休产假到明年二月')}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {move.refusal ? <Refusal refusal={move.refusal} kept /> : null}
        {move.error ? <Failure error={move.error} kept /> : null}
        <span>
          <button type="submit" className="ui-button ui-button--primary" disabled={!receiver || move.sending}>
            {receiver ? t('全部转给{who}', { who: receiver.name }) : t('把待办全部转过去')}
          </button>
        </span>
      </form>
    </section>
  );
};
