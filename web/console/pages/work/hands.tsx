import { Button, Input, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { staff } from '../../../../modules/network/contract.ts';
import { assign, done, drop, take } from '../../../../modules/work/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import type { TaskRow } from './names.ts';

const words = dictionary({
  我来办: 'I take it',
  '你接手了「{title}」': '“{title}” is yours',
  交给同事: 'Hand to a colleague',
  '交给谁？': 'To whom?',
  '为什么（可不填）': 'Why (may be left out)',
  交给他: 'Hand over',
  '已交给{name}': 'Handed to {name}',
  不用办了: 'No longer needed',
  为什么不用办了: 'Why it is no longer needed',
  取消这项: 'Drop it',
  '已取消，记在台账里': 'Dropped; the ledger keeps it',
  算了: 'Never mind',
  '办得怎么样（可不填）': 'How it went (may be left out)',
  办好了: 'Done',
  '办好了：{title}': 'Done: {title}',
  撤销: 'Undone',
});

/** Whoever may work here: of the task's place, of one's own. */
const Colleagues = ({ value, onChange }: { value: string | null; onChange: (post: string, name: string) => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [q, setQ] = useState('');
  const found = useRead(
    staff,
    { limit: 30, ...(q.trim() === '' && post ? { under: post.area } : { q: q.trim() }) },
    { keepPrevious: true },
  );
  const rows = (found.data?.rows ?? []).filter((row) => row.id !== post?.id && row.role in assignable);
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setQ }}
      aria-label={t('交给谁？')}
      placeholder={t('交给谁？')}
      value={value}
      style={{ width: '100%' }}
      onChange={(id: string) => onChange(id, rows.find((row) => row.id === id)?.name ?? '')}
      options={rows.map((row) => ({
        value: row.id,
        label: `${row.name} · ${format.text(ROLE_NAMES[row.role])}${row.siteName ? ` · ${row.siteName}` : ''}`,
      }))}
    />
  );
};
const assignable: Readonly<Record<string, true>> = { clerk: true, helper: true, coordinator: true, referrer: true, partner: true };

/** Take it, hand it on, say that it is not needed; a simple task is done right here. */
export const Hands = ({ task, simple, after }: { task: TaskRow; simple: boolean; after: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { post } = useSession();
  const taking = useSend(take);
  const assigning = useSend(assign);
  const dropping = useSend(drop);
  const finishing = useSend(done);
  const [form, setForm] = useState<'assign' | 'drop' | null>(null);
  const [to, setTo] = useState<{ post: string; name: string } | null>(null);
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const about = useMemo(() => ({ task: task.id, subject: task.subject }), [task.id, task.subject]);
  const title = format.text(task.title);
  const mine = task.holder.kind === 'post' && task.holder.of === post?.id;
  const back = task.holder.kind === 'site' && task.holder.of !== null ? { site: task.holder.of } : null;

  const ok = (sent: { readonly outcome: string } | null): boolean => sent !== null && sent.outcome !== 'refused';
  const takeIt = async (): Promise<void> => {
    if (!ok(await taking.send(about))) return;
    toast(t('你接手了「{title}」', { title }), back ? () => void assigning.send({ ...about, to: back }) : undefined);
  };
  const handOn = async (): Promise<void> => {
    if (to === null || !ok(await assigning.send({ ...about, to: { post: to.post }, reason: reason.trim() || null }))) return;
    const undoTo = back ?? (post ? { post: post.id } : null);
    toast(t('已交给{name}', { name: to.name }), undoTo ? () => void assigning.send({ ...about, to: undoTo }) : undefined);
    setForm(null);
    after();
  };
  const dropIt = async (): Promise<void> => {
    if (!ok(await dropping.send({ ...about, reason: reason.trim() }))) return;
    toast(t('已取消，记在台账里'));
    after();
  };
  const finish = async (): Promise<void> => {
    if (!ok(await finishing.send({ ...about, note: note.trim() || null }))) return;
    toast(t('办好了：{title}', { title }));
    after();
  };
  const mayAssign = post?.role === 'clerk' || post?.role === 'helper' || post?.role === 'coordinator';

  return (
    <div className="form">
      {mine && simple && task.state === 'open' ? (
        <>
          <Input.TextArea
            aria-label={t('办得怎么样（可不填）')}
            placeholder={t('办得怎么样（可不填）')}
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="primary" loading={finishing.sending} onClick={() => void finish()}>
            {t('办好了')}
          </Button>
        </>
      ) : null}
      {mine ? null : (
        <Button type={simple ? 'primary' : 'default'} loading={taking.sending} onClick={() => void takeIt()}>
          {t('我来办')}
        </Button>
      )}
      {mayAssign ? (
        <div className="ui-buttons">
          <Button aria-expanded={form === 'assign'} onClick={() => setForm(form === 'assign' ? null : 'assign')}>
            {t('交给同事')}
          </Button>
          <Button type="text" aria-expanded={form === 'drop'} onClick={() => setForm(form === 'drop' ? null : 'drop')}>
            {t('不用办了')}
          </Button>
        </div>
      ) : null}
      {form === 'assign' ? (
        <>
          <Colleagues value={to?.post ?? null} onChange={(id, name) => setTo({ post: id, name })} />
          <Input
            aria-label={t('为什么（可不填）')}
            placeholder={t('为什么（可不填）')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button type="primary" disabled={to === null} loading={assigning.sending} onClick={() => void handOn()}>
            {t('交给他')}
          </Button>
        </>
      ) : null}
      {form === 'drop' ? (
        <>
          <Input
            aria-label={t('为什么不用办了')}
            placeholder={t('为什么不用办了')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button disabled={reason.trim() === ''} loading={dropping.sending} onClick={() => void dropIt()}>
            {t('取消这项')}
          </Button>
        </>
      ) : null}
      <Problem of={taking} />
      <Problem of={assigning} />
      <Problem of={dropping} />
      <Problem of={finishing} />
    </div>
  );
};
