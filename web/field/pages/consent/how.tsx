import type { ReactNode } from 'react';
import type { ConsentKind } from '../../../../modules/catalogue/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { PhotoField } from '../../files/photo-field.tsx';
import { DrawnProof } from '../../files/proof-field.tsx';
import type { About } from '../../files/use-keep.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field, LongField } from '../../parts/field.tsx';
import { type EvidenceField, type EvidenceForm, missingOf } from './evidence.ts';
import { CONSENT_KIND_NAMES } from './words.ts';

const words = dictionary({
  '怎么同意的？': 'How was it given?',
  请本人签名: 'The person signs',
  '他说了什么（原话）': 'What was said, in their words',
  '谁听到的？': 'Who heard it?',
  '谁看到的？': 'Who saw it?',
  '证人是谁？': 'Who is the witness?',
  '和本人什么关系？': 'Related how?',
  '怎么认出是他本人？': 'How did you know it was them?',
  '老号码打来、见过面、家里人认得': 'their usual number, met before, the family knows them',
  '从哪里发来的？': 'Where did it come from?',
  '谁发的？': 'Who sent it?',
  微信名或号码: 'chat name or number',
  消息截图: 'Screenshot of the message',
  '有录音、录像的画面就拍一张（可不拍）': 'A picture of it, if there is one',
  凭据照片: 'Picture as proof',
  这一项要写上: 'This is needed',
  这一项要拍上: 'This picture is needed',
  '请他签名，再点“就用这个签名”': 'Let the person sign, then press “Use this signature”',
  微信: 'WeChat',
  企业微信: 'WeCom',
  短信: 'SMS',
  邮件: 'E-mail',
  别的: 'Other',
});

const KINDS: readonly ConsentKind[] = ['signature', 'video', 'voice', 'witness', 'remote_message'];

type HowProps = {
  form: EvidenceForm;
  /** Kinds that the steps take; the others are not offered. */
  allowed: readonly ConsentKind[] | null;
  about: About;
  /** Whether to point at what is missing. */
  asked: boolean;
  onForm: (change: Partial<EvidenceForm>) => void;
};

/** How the person agreed: the proof differs, the page does not. */
export const How = ({ form, allowed, about, asked, onForm }: HowProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const missing = new Set(asked ? missingOf(form) : []);
  const need = (field: EvidenceField): string | undefined => (missing.has(field) ? t('这一项要写上') : undefined);
  const { kind } = form;
  const said = (
    <>
      <LongField label={t('他说了什么（原话）')} rows={3} value={form.words} onText={(text) => onForm({ words: text })} />
      {need('words') ? <span className="-mt-2 font-semibold text-seal">{need('words')}</span> : null}
    </>
  );
  const recognised = (
    <Field
      label={t('怎么认出是他本人？')}
      hint={t('老号码打来、见过面、家里人认得')}
      error={need('recognised')}
      maxLength={300}
      autoComplete="off"
      value={form.recognised}
      onText={(text) => onForm({ recognised: text })}
    />
  );
  const other = (label: string): ReactNode => (
    <Field
      label={label}
      error={need('other')}
      maxLength={40}
      autoComplete="off"
      value={form.other}
      onText={(text) => onForm({ other: text })}
    />
  );
  return (
    <div className="grid gap-5">
      <Choice
        label={t('怎么同意的？')}
        value={kind}
        onChoose={(chosen) => onForm({ kind: chosen as ConsentKind, document: null, strokes: null })}
        options={KINDS.filter((one) => allowed === null || allowed.includes(one)).map((one) => ({
          value: one,
          label: format.text(CONSENT_KIND_NAMES[one]),
        }))}
      />
      {kind === 'signature' ? (
        <>
          <DrawnProof
            label={t('请本人签名')}
            about={about}
            kept={form.document === null ? null : { document: form.document, strokes: form.strokes }}
            onKept={(proof) => onForm({ document: proof?.document ?? null, strokes: proof?.strokes ?? null })}
          />
          {missing.has('document') ? <span className="font-semibold text-seal">{t('请他签名，再点“就用这个签名”')}</span> : null}
        </>
      ) : null}
      {kind === 'voice' || kind === 'video' ? (
        <>
          {said}
          {other(kind === 'voice' ? t('谁听到的？') : t('谁看到的？'))}
          {recognised}
          <PhotoField
            label={t('凭据照片')}
            hint={t('有录音、录像的画面就拍一张（可不拍）')}
            about={about}
            kept={form.document}
            onKept={(document) => onForm({ document })}
          />
        </>
      ) : null}
      {kind === 'witness' ? (
        <>
          {said}
          {other(t('证人是谁？'))}
          <Field
            label={t('和本人什么关系？')}
            error={need('recognised')}
            maxLength={40}
            autoComplete="off"
            value={form.recognised}
            onText={(text) => onForm({ recognised: text })}
          />
        </>
      ) : null}
      {kind === 'remote_message' ? (
        <>
          <Choice
            label={t('从哪里发来的？')}
            value={form.channel}
            onChoose={(channel) => onForm({ channel: channel as EvidenceForm['channel'] })}
            options={[
              { value: 'wechat', label: t('微信') },
              { value: 'wecom', label: t('企业微信') },
              { value: 'sms', label: t('短信') },
              { value: 'email', label: t('邮件') },
              { value: 'other', label: t('别的') },
            ]}
          />
          <Field
            label={t('谁发的？')}
            hint={t('微信名或号码')}
            error={need('sender')}
            maxLength={80}
            autoComplete="off"
            value={form.sender}
            onText={(sender) => onForm({ sender })}
          />
          {said}
          {recognised}
          <PhotoField
            label={t('消息截图')}
            from="screenshot"
            about={{ ...about, how: 'sent' }}
            kept={form.document}
            onKept={(document) => onForm({ document })}
          />
          {missing.has('document') ? <span className="font-semibold text-seal">{t('这一项要拍上')}</span> : null}
        </>
      ) : null}
    </div>
  );
};
