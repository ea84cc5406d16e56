import { type ReactNode, useState } from 'react';
import { type Evidence, giveConsent, SCOPE_NAMES } from '../../../../modules/materials/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { CONSENT_KIND_NAMES } from '../../parts/item-words.ts';
import { Problem } from '../../parts/problem.tsx';
import { PictureField } from '../cases/picture-field.tsx';
import '../cases/cases.css';

const words = dictionary({
  '先说清楚：转给谁、转什么、为什么，随时可以收回。': 'Say first to whom it goes, what, and why; it can be taken back at any time.',
  怎么同意的: 'How it was given',
  '他怎么说的（原话）': 'In their own words',
  '怎么认出是他本人？': 'How we knew it was them',
  见证人: 'Witness',
  见证人和他的关系: 'Relation of the witness',
  签名的照片: 'Picture of the signature',
  '问过了，这是他自己的意思': 'I asked: this is what the person wants',
  记下授权: 'Record the consent',
  '授权记下了，可以转了': 'Recorded; the list can be passed on now',
  算了: 'Never mind',
});

/** Ways in which somebody at the table agrees. */
const KINDS = ['signature', 'voice', 'witness'] as const;

/** The person lets the office share their data with departments, for no case in particular. */
export const ShareConsent = ({ resident, done, close }: { resident: string; done: () => void; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { me, post } = useSession();
  const giving = useSend(giveConsent);
  const [id] = useState(newId);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('signature');
  const [said, setSaid] = useState({ words: '', recognised: '', witness: '', relation: '' });
  const [document, setDocument] = useState<string | null>(null);
  const [own, setOwn] = useState(false);
  const evidence = (): Evidence | null => {
    switch (kind) {
      case 'signature':
        return document === null ? null : { kind, document, strokes: null };
      case 'voice':
        return { kind, words: said.words, heardBy: me.person.name, recognised: said.recognised, document };
      case 'witness':
        return { kind, words: said.words, witness: said.witness, relation: said.relation, document };
    }
  };
  const submit = async (): Promise<void> => {
    const how = evidence();
    if (how === null) return;
    const sent = await giving.send({
      id,
      resident,
      grantee: { kind: 'post', name: me.person.name, post: post?.id ?? null },
      scopes: ['share_data'],
      from: new Date().toISOString(),
      ownWill: true,
      evidence: how,
    });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('授权记下了，可以转了'));
    done();
  };
  const field = (key: keyof typeof said, label: string, max: number): ReactNode => (
    <label>
      <span>{label}</span>
      <input
        className="ui-input"
        required
        maxLength={max}
        value={said[key]}
        onChange={(event) => setSaid({ ...said, [key]: event.target.value })}
      />
    </label>
  );
  return (
    <form
      className="form share-consent"
      aria-label={format.text(SCOPE_NAMES.share_data)}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="form__help">{t('先说清楚：转给谁、转什么、为什么，随时可以收回。')}</p>
      <Chips
        label={t('怎么同意的')}
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: format.text(CONSENT_KIND_NAMES[value]) }))}
      />
      {kind === 'signature' ? (
        <PictureField
          label={t('签名的照片')}
          subject={{ kind: 'resident', id: resident }}
          resident={resident}
          value={document}
          onChange={setDocument}
        />
      ) : (
        field('words', t('他怎么说的（原话）'), 1000)
      )}
      {kind === 'voice' ? field('recognised', t('怎么认出是他本人？'), 300) : null}
      {kind === 'witness' ? (
        <div className="form__pair">
          {field('witness', t('见证人'), 40)}
          {field('relation', t('见证人和他的关系'), 40)}
        </div>
      ) : null}
      <label className="check">
        <input type="checkbox" required checked={own} onChange={(event) => setOwn(event.target.checked)} />
        {t('问过了，这是他自己的意思')}
      </label>
      <Problem of={giving} />
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={giving.sending || evidence() === null}>
          {t('记下授权')}
        </button>
        <button type="button" className="ui-button" onClick={close}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};
