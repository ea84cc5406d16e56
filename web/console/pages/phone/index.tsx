import { Button, Input, Select } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { CHANNELS, record } from '../../../../modules/asks/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { Empty } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { PersonHead, UnderWay } from '../../parts/person-context.tsx';
import type { SearchRef } from '../../parts/person-search.tsx';
import { Problem } from '../../parts/problem.tsx';
import { type Key, useKeys } from '../../shell/keys.tsx';
import { Page } from '../../shell/page.tsx';
import { CHANNEL_NAMES, type Channel } from '../asks/names.ts';
import { After } from './after.tsx';
import { type Call, newCall, recordOf } from './draft.ts';
import { FLAG_KEYS, Urgency } from './urgency.tsx';
import { Who } from './who.tsx';
import './phone.css';

const words = dictionary({
  接电话: 'Phone desk',
  '先听完，照原话记；要办什么，记下以后再分。': 'Listen first and write what was said; what it needs comes after.',
  从哪来的: 'By which door',
  别的门: 'Another door',
  说了什么: 'What was said',
  '照他说的写，一句也行': 'In their own words; one sentence will do',
  '记下来，接着分流': 'Record it, then triage',
  清空重来: 'Clear',
  已清空: 'Cleared',
  '找到人以后，这里看得到他没办完的事': 'Once the person is found, what is open for them stands here',
  不知道是谁也能记: 'It can be recorded without knowing who it is',
  从草稿接着写: 'Back to what you were writing',
});

const FIRST: readonly Channel[] = ['phone', 'walk_in', 'referral', 'home_visit', 'ferry_note', 'petition_window', 'hotline_12345'];

/** The phone desk: who, the words, how urgent, then what becomes of it; few keys, one screen, a draft that is never lost. */
const PhoneScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const fresh = useMemo(() => newCall(newId()), []);
  const [call, setCall, clear] = useDraft<Call>('call', fresh);
  const [now] = useState(() => new Date().toISOString());
  const sender = useSend(record);
  const search = useRef<SearchRef>(null);
  const said = useRef<HTMLTextAreaElement | null>(null);
  const change = (part: Partial<Call>): void => setCall((before) => ({ ...before, ...part }));
  const restart = (): void => {
    clear();
    sender.reset();
    setCall(newCall(newId()));
    setTimeout(() => search.current?.focus());
  };
  const ready =
    call.words.trim() !== '' && (!call.visitToday || (call.visitAddress.trim() !== '' && call.callerPhone.trim() !== '')) && !call.saved;
  const save = async (): Promise<void> => {
    if (!ready) return;
    const sent = await sender.send(recordOf(call));
    if (sent !== null && sent.outcome !== 'refused') change({ saved: true });
  };
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });
  const keys = useMemo<readonly Key[]>(
    () => [
      { keys: 'Ctrl+Enter', does: { zh: '记下来', en: 'Record it' }, run: () => void latestSave.current() },
      ...FLAG_KEYS.map(({ field, key, does }) => ({
        keys: key,
        does,
        run: () => setCall((before) => ({ ...before, [field]: !before[field] })),
      })),
    ],
    [setCall],
  );
  useKeys(keys);
  const others = CHANNELS.filter((one) => !FIRST.includes(one));

  return (
    <Page
      title={t('接电话')}
      lead={
        <>
          <Moment at={now} /> · {t('先听完，照原话记；要办什么，记下以后再分。')}
        </>
      }
      actions={
        call.saved ? null : (
          <Button
            onClick={() => {
              const before = call;
              restart();
              toast(t('已清空'), () => setCall(before));
            }}
          >
            {t('清空重来')}
          </Button>
        )
      }
      side={
        call.person === null ? (
          <Empty picture="lamp" title={t('不知道是谁也能记')} next={t('找到人以后，这里看得到他没办完的事')} />
        ) : (
          <>
            <PersonHead person={call.person} />
            <UnderWay resident={call.person.id} />
          </>
        )
      }
    >
      {call.saved ? (
        <After key={call.id} id={call.id} nextCall={restart} />
      ) : (
        <>
          <div className="doors">
            <Chips
              label={t('从哪来的')}
              value={call.channel}
              onChange={(channel) => change({ channel })}
              options={FIRST.map((one) => ({ value: one, label: format.text(CHANNEL_NAMES[one]) }))}
            >
              <Select<Channel>
                aria-label={t('别的门')}
                placeholder={t('别的门')}
                value={others.includes(call.channel) ? call.channel : null}
                onChange={(channel) => change({ channel })}
                options={others.map((one) => ({ value: one, label: format.text(CHANNEL_NAMES[one]) }))}
                style={{ width: 126 }}
              />
            </Chips>
          </div>
          <Who call={call} change={change} search={search} next={() => setTimeout(() => said.current?.focus())} />
          <section className="panel">
            <h2>{t('说了什么')}</h2>
            <Input.TextArea
              className="words"
              ref={(one) => {
                said.current = one?.resizableTextArea?.textArea ?? null;
              }}
              aria-label={t('说了什么')}
              placeholder={t('照他说的写，一句也行')}
              autoSize={{ minRows: 4, maxRows: 10 }}
              maxLength={4000}
              value={call.words}
              onChange={(event) => change({ words: event.target.value })}
            />
            <Urgency call={call} change={change} />
            <Problem of={sender} />
            <div className="save">
              <Button type="primary" size="large" disabled={!ready} loading={sender.sending} onClick={() => void save()}>
                {t('记下来，接着分流')}
              </Button>
              <kbd>Ctrl+Enter</kbd>
            </div>
          </section>
        </>
      )}
    </Page>
  );
};
export default PhoneScreen;
