import { type ReactNode, useId, useState } from 'react';
import { addDocument, type DOCUMENT_HOWS, type SUBJECT_KINDS } from '../../../../modules/materials/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { uploadFile } from './upload.ts';

const words = dictionary({
  '选照片或 PDF': 'Choose a photo or PDF',
  正在传: 'Uploading',
  已收下: 'Kept',
  换一份: 'Choose another',
});

type Props = {
  label: string;
  subject: { readonly kind: (typeof SUBJECT_KINDS)[number]; readonly id: string };
  resident: string | null;
  materialKey?: string;
  how?: (typeof DOCUMENT_HOWS)[number];
  value: string | null;
  onChange: (document: string) => void;
};

/** A file becomes a document: uploaded by its hash, then kept for what it belongs to. */
export const PictureField = ({ label, subject, resident, materialKey, how = 'scanned', value, onChange }: Props): ReactNode => {
  const t = useWords(words);
  const field = useId();
  const { post } = useSession();
  const add = useSend(addDocument);
  const [busy, setBusy] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const chosen = async (file: File): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const hash = await uploadFile(file, post?.id ?? '');
      const id = newId();
      const sent = await add.send({ id, subject: { ...subject }, resident, materialKey: materialKey ?? null, hash, how });
      if (!sent || sent.outcome === 'refused') return;
      setName(file.name);
      onChange(id);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="form__field">
      <span className="form__label" id={`${field}-label`}>
        {label}
      </span>
      <span className="file">
        <input
          id={field}
          className="file__input"
          type="file"
          accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
          aria-labelledby={`${field}-label`}
          disabled={busy}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void chosen(file);
          }}
        />
        <label htmlFor={field} className="ui-button">
          {busy ? t('正在传') : value === null ? t('选照片或 PDF') : t('换一份')}
        </label>
        {value === null ? null : (
          <span className="soft">
            {t('已收下')} {name}
          </span>
        )}
      </span>
      {add.refusal ? <Refusal refusal={add.refusal} kept /> : null}
      {add.error ? <Failure error={add.error} kept /> : null}
      {error ? <Failure error={error} kept /> : null}
    </div>
  );
};
