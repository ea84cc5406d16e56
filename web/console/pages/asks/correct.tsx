import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { correct } from '../../../../modules/asks/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import type { Ask } from './facts.tsx';
import { ENTRY_NAMES } from './names.ts';

const words = dictionary({
  诉求原话: 'The words',
  '为什么改（例如：听错了地址）': 'Why (for example: misheard the address)',
  '改正，原话划掉留着': 'Correct; the old words stay, struck through',
  '已改正，原来的话还看得到': 'Corrected; the old words can still be read',
  算了: 'Never mind',
});

export const CorrectAsk = ({ ask, close }: { ask: Ask; close: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const sender = useSend(correct);
  const [draft, setDraft, clear] = useDraft(`correct.${ask.id}`, { words: ask.words, reason: '' });
  const send = async (): Promise<void> => {
    const sent = await sender.send({ ask: ask.id, words: draft.words.trim(), reason: draft.reason.trim() }, { seen: ask.seq });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('已改正，原来的话还看得到'));
    close();
  };
  const ready = draft.reason.trim() !== '' && draft.words.trim() !== '' && draft.words.trim() !== ask.words;
  return (
    <div className="form panel">
      <Input.TextArea
        aria-label={t('诉求原话')}
        autoFocus
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={4000}
        value={draft.words}
        onChange={(event) => setDraft((before) => ({ ...before, words: event.target.value }))}
      />
      <Input
        aria-label={t('为什么改（例如：听错了地址）')}
        placeholder={t('为什么改（例如：听错了地址）')}
        maxLength={200}
        value={draft.reason}
        onChange={(event) => setDraft((before) => ({ ...before, reason: event.target.value }))}
      />
      <Problem of={sender} names={ENTRY_NAMES} />
      <div className="ui-buttons">
        <Button type="primary" disabled={!ready} loading={sender.sending} onClick={() => void send()}>
          {t('改正，原话划掉留着')}
        </Button>
        <Button
          onClick={() => {
            clear();
            close();
          }}
        >
          {t('算了')}
        </Button>
      </div>
    </div>
  );
};
