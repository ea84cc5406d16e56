import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { askAboutData, REQUEST_KINDS } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Problem } from '../../parts/problem.tsx';
import { REQUEST_NAMES } from './names.ts';

const words = dictionary({
  本人对自己的资料有话说: 'The person asks about their data',
  要做什么: 'What is asked',
  照他说的写: 'In their own words',
  登记请求: 'Record the request',
  '已登记，由负责人答复': 'Recorded; the coordinator answers',
});

/** What the person asks about their own data: a copy, a correction, deletion, who looked. */
export const AskAboutData = ({ resident, done }: { resident: string; done: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(askAboutData);
  const [id] = useState(newId);
  const [kind, setKind] = useState<(typeof REQUEST_KINDS)[number]>('copy');
  const [said, setSaid] = useState('');
  const send = async (): Promise<void> => {
    const sent = await sender.send({ id, resident, kind, words: said.trim(), askedOn: format.today });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已登记，由负责人答复'));
    done();
  };
  return (
    <section className="panel form">
      <h2>{t('本人对自己的资料有话说')}</h2>
      <Chips
        label={t('要做什么')}
        value={kind}
        onChange={setKind}
        options={REQUEST_KINDS.map((one) => ({ value: one, label: format.text(REQUEST_NAMES[one]) }))}
      />
      <Input.TextArea
        aria-label={t('照他说的写')}
        placeholder={t('照他说的写')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      <Problem of={sender} />
      <div>
        <Button type="primary" disabled={said.trim() === ''} loading={sender.sending} onClick={() => void send()}>
          {t('登记请求')}
        </Button>
      </div>
    </section>
  );
};
