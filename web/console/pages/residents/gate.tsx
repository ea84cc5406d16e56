import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { LOOK_REASONS } from '../../../../modules/residents/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import type { Why } from './look.ts';
import { REASON_NAMES } from './names.ts';

const words = dictionary({
  '为什么要看这个人的资料？': 'Why do you need to see this person’s data?',
  '查看会记下来：谁、什么时候、为什么。本人可以查问。': 'The look is recorded: who, when, why. The person can ask.',
  原因: 'Reason',
  '说明一下（例如：回电话约上门时间）': 'In words (for example: to call back and agree a visit)',
  打开: 'Open',
});

/** Asked before a person's page opens. */
export const Gate = ({ error, open }: { error: unknown; open: (why: Why) => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [reason, setReason] = useState<Why['reason'] | null>(null);
  const [said, setSaid] = useState('');
  const ready = reason !== null && (reason !== 'other' || said.trim() !== '');
  return (
    <form
      className="panel form gate"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) open({ reason: reason!, words: said });
      }}
    >
      <h2>{t('为什么要看这个人的资料？')}</h2>
      <Chips
        label={t('原因')}
        value={reason}
        onChange={setReason}
        options={LOOK_REASONS.map((one) => ({ value: one, label: format.text(REASON_NAMES[one]) }))}
      />
      {reason === 'other' || error ? (
        <Input
          aria-label={t('说明一下（例如：回电话约上门时间）')}
          placeholder={t('说明一下（例如：回电话约上门时间）')}
          autoFocus
          maxLength={180}
          value={said}
          onChange={(event) => setSaid(event.target.value)}
        />
      ) : null}
      {error ? <Failure error={error} /> : null}
      <p className="form__help">{t('查看会记下来：谁、什么时候、为什么。本人可以查问。')}</p>
      <Button type="primary" htmlType="submit" disabled={!ready}>
        {t('打开')}
      </Button>
    </form>
  );
};
