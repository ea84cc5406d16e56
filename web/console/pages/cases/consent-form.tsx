import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { CONSENT_KINDS, type ConsentKind } from '../../../../modules/catalogue/contract.ts';
import { type ConsentScope, type Evidence, giveConsent, SCOPE_NAMES } from '../../../../modules/materials/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CONSENT_KIND_NAMES } from '../../parts/item-words.ts';
import type { CasePage } from './case-words.ts';
import { PictureField } from './picture-field.tsx';
import { useStep } from './use-step.tsx';

const words = dictionary({
  替本人做什么: 'What may be done',
  交给谁: 'To whom',
  怎么同意的: 'How it was given',
  本人的原话: 'In the person’s own words',
  '谁听的、谁看的': 'Who heard or saw it',
  怎么认出是本人: 'How we knew it was them',
  见证人: 'Witness',
  见证人和本人的关系: 'Relation of the witness',
  哪个号发来的: 'Sent from',
  '签名、录音截屏或原消息的照片': 'Picture of the signature, the recording or the message',
  '已问过本人，这是本人自己的意思': 'I asked: this is what the person wants',
  记下授权: 'Record the consent',
  授权已记下: 'The consent is recorded',
  算了: 'Never mind',
});

/** Scopes that the item's errands need, else all: nobody should be asked for more than the matter takes. */
const neededScopes = (page: CasePage): readonly ConsentScope[] => {
  const needed = page.tasks.flatMap(({ consentScope }) => (consentScope === null ? [] : [consentScope]));
  return needed.length > 0 ? [...new Set(needed)] : ['submit', 'collect'];
};

/** M3: what, to whom, how it was given, and the evidence that goes with that way. */
export const ConsentForm = ({ page, close }: { page: CasePage; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { me, post } = useSession();
  const step = useStep(giveConsent, { id: page.case.id, seq: page.seq });
  const [id] = useState(newId);
  const [from] = useState(() => new Date().toISOString());
  const [form, setForm] = useState({
    scopes: neededScopes(page),
    grantee: me.person.name,
    kind: (page.item.byProxy[0] ?? 'signature') as ConsentKind,
    words: '',
    by: me.person.name,
    recognised: '',
    witness: '',
    relation: '',
    sender: '',
    document: null as string | null,
    own: false,
  });
  const { kind, document } = form;
  const evidence = (): Evidence | null => {
    switch (kind) {
      case 'signature':
        return document === null ? null : { kind, document, strokes: null };
      case 'voice':
        return { kind, words: form.words, heardBy: form.by, recognised: form.recognised, document };
      case 'video':
        return { kind, words: form.words, seenBy: form.by, recognised: form.recognised, document };
      case 'witness':
        return { kind, words: form.words, witness: form.witness, relation: form.relation, document };
      case 'remote_message':
        return document === null
          ? null
          : { kind, channel: 'wechat', sender: form.sender, recognised: form.recognised, words: form.words, document };
    }
  };
  const field = (
    key: 'words' | 'by' | 'recognised' | 'witness' | 'relation' | 'sender' | 'grantee',
    label: string,
    max: number,
  ): ReactNode => (
    <label>
      <span>{label}</span>
      <input
        className="ui-input"
        required
        maxLength={max}
        value={form[key]}
        onChange={(event) => setForm({ ...form, [key]: event.target.value })}
      />
    </label>
  );
  const submit = (): void => {
    const how = evidence();
    if (how === null) return;
    const mine = form.grantee === me.person.name;
    void step
      .run(
        {
          id,
          resident: page.case.resident.id,
          caseId: page.case.id,
          itemCode: page.case.item.code,
          grantee: { kind: mine ? 'post' : 'other', name: form.grantee, post: mine ? (post?.id ?? null) : null },
          scopes: [...form.scopes],
          from,
          ownWill: true,
          evidence: how,
        },
        t('授权已记下'),
      )
      .then((done) => done && close());
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="form__field">
        <span className="form__label">{t('替本人做什么')}</span>
        <Select
          mode="multiple"
          aria-label={t('替本人做什么')}
          value={[...form.scopes]}
          onChange={(scopes: ConsentScope[]) => setForm({ ...form, scopes })}
          options={(Object.keys(SCOPE_NAMES) as ConsentScope[]).map((value) => ({ value, label: format.text(SCOPE_NAMES[value]) }))}
        />
      </div>
      {field('grantee', t('交给谁'), 40)}
      <div className="form__field">
        <span className="form__label">{t('怎么同意的')}</span>
        <Select
          aria-label={t('怎么同意的')}
          value={kind}
          onChange={(chosen: ConsentKind) => setForm({ ...form, kind: chosen })}
          options={CONSENT_KINDS.map((value) => ({ value, label: format.text(CONSENT_KIND_NAMES[value]) }))}
        />
      </div>
      {kind === 'signature' ? null : field('words', t('本人的原话'), 1000)}
      {kind === 'voice' || kind === 'video' ? field('by', t('谁听的、谁看的'), 40) : null}
      {kind === 'witness' ? field('witness', t('见证人'), 40) : null}
      {kind === 'witness' ? field('relation', t('见证人和本人的关系'), 40) : null}
      {kind === 'remote_message' ? field('sender', t('哪个号发来的'), 80) : null}
      {kind === 'voice' || kind === 'video' || kind === 'remote_message' ? field('recognised', t('怎么认出是本人'), 300) : null}
      <PictureField
        label={t('签名、录音截屏或原消息的照片')}
        subject={{ kind: 'case', id: page.case.id }}
        resident={page.case.resident.id}
        value={document}
        onChange={(kept) => setForm({ ...form, document: kept })}
      />
      <label className="check">
        <input type="checkbox" required checked={form.own} onChange={(event) => setForm({ ...form, own: event.target.checked })} />
        {t('已问过本人，这是本人自己的意思')}
      </label>
      {step.trouble}
      <span className="ui-buttons">
        <button
          type="submit"
          className="ui-button ui-button--primary"
          disabled={step.sending || form.scopes.length === 0 || evidence() === null}
        >
          {t('记下授权')}
        </button>
        <button type="button" className="ui-button" onClick={close}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};
