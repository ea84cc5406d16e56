import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { showCode } from '../../../../kernel/codes.ts';
import type { Text } from '../../../../kernel/result.ts';
import { page } from '../../../../modules/cases/contract.ts';
import { PARCEL_KIND_NAMES, PARCEL_KINDS, register } from '../../../../modules/custody/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Tick } from '../../parts/tick.tsx';
import { parcelCodeIn } from '../../scan/parcel-code.ts';
import { Scanner } from '../../scan/scanner.tsx';
import { useAsked } from '../../shell/params.ts';
import { ActionBar, Screen } from '../../shell/screen.tsx';
import { CountFields } from '../parcel/count-fields.tsx';
import { countOf, NO_COUNT } from '../parcel/counted.ts';

const words = dictionary({
  登记一件: 'Register a thing',
  '是什么？': 'What is it?',
  '里面有哪些材料？': 'Which papers are in it?',
  '编码从哪里来？': 'Where is the code from?',
  信封上印好的: 'Printed on the envelope',
  '现编一个，写在上面': 'Made now, to write on it',
  扫印好的码: 'Scan the printed code',
  印好的编码: 'The printed code',
  '谁给的？': 'Who gave it?',
  本人: 'The person',
  亲属: 'A relative',
  部门: 'A department',
  银行: 'A bank',
  站里: 'The office',
  '给的人姓名（可不写）': 'Their name, if known',
  '在哪里收的？': 'Where?',
  '登记，现在在我手上': 'Register: I have it now',
  '东西现在在哪里？': 'Where is it now?',
  在我手上: 'I have it',
  '还没收到，先给他编码': 'Not here yet: a code to send it with',
  '他把编码写在信封上，到码头或站里一交就行': 'They write the code on the envelope and hand it in at the pier or a station',
  '他会在哪里交？': 'Where will they hand it in?',
  把编码告诉他: 'Make the code and tell them',
  '编码做好了，写在信封上': 'The code is made: write it on the envelope',
  '只写编码，不写姓名。': 'The code only, no name.',
  去交接: 'Go to its hand-overs',
});

type From = z.input<typeof register.payload>['from']['kind'];
const START = {
  kind: 'envelope' as (typeof PARCEL_KINDS)[number],
  contents: [] as readonly string[],
  printed: 'made',
  code: '',
  from: 'resident' as From,
  fromName: '',
  here: 'mine',
  place: null as string | null,
  count: NO_COUNT,
};

/** A thing gets its code: printed before, or made now. */
const RegisterScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const caseId = useAsked('case');
  const { post } = useSession();
  const about = useRead(page, { id: caseId ?? '' }, { enabled: caseId !== undefined });
  const registering = useSend(register);
  const [id] = useState(newId);
  const [form, setForm, clear] = useDraft(`field.register.${caseId ?? 'loose'}`, START);
  const [scanning, setScanning] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Text | null>(null);
  const change = (changed: Partial<typeof START>): void => setForm((before) => ({ ...before, ...changed }));
  const place = form.place ?? post?.siteName ?? '';
  const cash = form.kind === 'cash';
  const whose = about.data?.case.resident.id ?? null;
  /** A relative brings it later: until somebody takes it over, it is with them. */
  const mayFollow = form.from === 'relative' && whose !== null && !cash;
  const toCome = mayFollow && form.here === 'to_come';
  const count = countOf(form.count);
  const ready =
    place.trim() !== '' && (!cash || (count.ok && count.value !== null)) && (form.printed === 'made' || form.code.trim() !== '');

  const send = async (): Promise<void> => {
    const code = form.printed === 'made' ? null : parcelCodeIn(form.code);
    setWrong(code === null || code.ok ? null : code.refusal);
    if (code !== null && !code.ok) return;
    const sent = await registering.send({
      id,
      code: code === null ? null : code.value,
      kind: form.kind,
      caseId: caseId ?? null,
      resident: whose,
      contents: [...form.contents],
      count: cash && count.ok ? count.value : null,
      from: { kind: form.from, name: form.fromName.trim() || null },
      holder: toCome && whose !== null ? { kind: 'relative', id: whose } : null,
      place: place.trim(),
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    if (code === null) setMade(sent.answer.code);
    else void navigate({ to: `/handover/${sent.answer.code}`, replace: true });
  };

  if (made !== null)
    return (
      <Screen title={t('登记一件')} back>
        <div className="grid gap-4 py-4">
          <Card title={t('编码做好了，写在信封上')}>
            <p className="nobr rounded-xl border-2 border-deep py-6 text-center text-[40px] leading-none font-semibold tracking-wider">
              {showCode('parcel', made)}
            </p>
            <p className="text-soft">{t('只写编码，不写姓名。')}</p>
          </Card>
          <ActionBar>
            <Button look="primary" wide onClick={() => void navigate({ to: `/handover/${made}`, replace: true })}>
              {t('去交接')}
            </Button>
          </ActionBar>
        </div>
      </Screen>
    );

  return (
    <Screen title={t('登记一件')} back>
      <div className="grid gap-4 py-4">
        <Card>
          <Choice
            label={t('是什么？')}
            value={form.kind}
            onChoose={(kind) => change({ kind: kind as typeof form.kind })}
            options={PARCEL_KINDS.map((kind) => ({ value: kind, label: format.text(PARCEL_KIND_NAMES[kind]) }))}
          />
          {cash ? (
            <CountFields form={form.count} wrong={count.ok ? null : count.refusal} onForm={(counted) => change({ count: counted })} />
          ) : null}
          {about.error ? <Failure error={about.error} retry={() => void about.refetch()} /> : null}
          {about.data && !cash ? (
            <fieldset>
              <legend className="font-semibold">{t('里面有哪些材料？')}</legend>
              {about.data.item.materials.map((material) => (
                <Tick
                  key={material.key}
                  checked={form.contents.includes(material.key)}
                  onTick={(on) =>
                    change({ contents: on ? [...form.contents, material.key] : form.contents.filter((key) => key !== material.key) })
                  }
                >
                  {format.text(material.name)}
                </Tick>
              ))}
            </fieldset>
          ) : null}
        </Card>
        <Card>
          <Choice
            label={t('编码从哪里来？')}
            value={form.printed}
            onChoose={(printed) => change({ printed })}
            options={[
              { value: 'made', label: t('现编一个，写在上面') },
              { value: 'printed', label: t('信封上印好的') },
            ]}
          />
          {form.printed === 'printed' ? (
            <>
              <Button wide onClick={() => setScanning(true)}>
                {t('扫印好的码')}
              </Button>
              <Scanner
                open={scanning}
                onOpen={setScanning}
                onSeen={(text) => {
                  setScanning(false);
                  const code = parcelCodeIn(text);
                  setWrong(code.ok ? null : code.refusal);
                  change({ code: code.ok ? showCode('parcel', code.value) : text.slice(0, 24) });
                }}
              />
              <Field
                label={t('印好的编码')}
                placeholder="K7P-3X9-QA2"
                error={wrong ? format.text(wrong) : undefined}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                maxLength={24}
                value={form.code}
                onText={(code) => change({ code })}
              />
            </>
          ) : null}
        </Card>
        <Card>
          <Choice
            label={t('谁给的？')}
            value={form.from}
            onChoose={(from) => change({ from: from as From })}
            options={[
              { value: 'resident', label: t('本人') },
              { value: 'relative', label: t('亲属') },
              { value: 'department', label: t('部门') },
              { value: 'bank', label: t('银行') },
              { value: 'office', label: t('站里') },
            ]}
          />
          <Field
            label={t('给的人姓名（可不写）')}
            autoComplete="off"
            maxLength={40}
            value={form.fromName}
            onText={(fromName) => change({ fromName })}
          />
          {mayFollow ? (
            <Choice
              label={t('东西现在在哪里？')}
              value={form.here}
              onChoose={(here) => change({ here })}
              options={[
                { value: 'mine', label: t('在我手上') },
                { value: 'to_come', label: t('还没收到，先给他编码'), hint: t('他把编码写在信封上，到码头或站里一交就行') },
              ]}
            />
          ) : null}
          <Field
            label={toCome ? t('他会在哪里交？') : t('在哪里收的？')}
            autoComplete="off"
            maxLength={80}
            value={place}
            onText={(text) => change({ place: text })}
          />
          {registering.refusal ? <Refusal refusal={registering.refusal} kept /> : null}
          {registering.error ? <Failure error={registering.error} kept retry={() => void send()} /> : null}
        </Card>
        <ActionBar>
          <Button look="primary" wide disabled={!ready || registering.sending} onClick={() => void send()}>
            {toCome ? t('把编码告诉他') : t('登记，现在在我手上')}
          </Button>
        </ActionBar>
      </div>
    </Screen>
  );
};
export default RegisterScreen;
