import { type ReactNode, useState } from 'react';
import { doErrand } from '../../../../modules/cases/contract.ts';
import { SCOPE_NAMES } from '../../../../modules/materials/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { dictionary } from '../../../ui/words.ts';
import type { CasePage } from './case-words.ts';
import { PictureField } from './picture-field.tsx';
import { useStep } from './use-step.tsx';

const words = dictionary({
  '要本人授权：{scope}': 'Needs the person’s consent: {scope}',
  '已有授权，{when}给的': 'Consent given {when}',
  '还没有授权。先在右边记下本人的授权。': 'No consent yet. Record it first, on the right.',
  带回了: 'Brought back',
  说明: 'Note',
  可以不写: 'optional',
  签字的人: 'Who signed',
  和本人的关系: 'Relation',
  在哪里签的: 'Where',
  见证人: 'Witness',
  签好的页: 'The signed page',
  办好了: 'It is done',
  '办好了：{what}': 'Done: {what}',
});

/** Reports an errand as done: what it brought, and the signature where the step was to sign for the person. */
export const ErrandForm = ({ page, task }: { page: CasePage; task: CasePage['tasks'][number] }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const step = useStep(doErrand, { id: page.case.id, seq: page.seq });
  const route = page.item.route.find(({ key }) => key === task.routeKey);
  const yields = (route?.yields ?? []).flatMap((key) => page.item.materials.filter((material) => material.key === key));
  const [brought, setBrought] = useState<ReadonlySet<string>>(new Set(yields.map(({ key }) => key)));
  const [ids] = useState(() => new Map([...yields.map(({ key }) => key), 'signature'].map((key) => [key, newId()])));
  const [note, setNote] = useState('');
  const [signature, setSignature] = useState({ signer: '', relation: '', place: '', witness: '', document: null as string | null });
  const signs = route?.kind === 'proxy_signature';
  const consent = page.consents.find(
    (one) => task.consentScope !== null && one.scopes.includes(task.consentScope) && one.revokedAt === null && one.endedAt === null,
  );
  const submit = (): void => {
    const { document, ...who } = signature;
    void step.run(
      {
        case: page.case.id,
        task: task.id,
        note: note.trim() === '' ? null : note.trim(),
        brought: [...brought].map((key) => ({ id: ids.get(key)!, key, how: 'original' as const })),
        signature: signs && document !== null ? { id: ids.get('signature')!, ...who, document } : null,
      },
      t('办好了：{what}', { what: format.text(task.title) }),
    );
  };
  const field = (key: 'signer' | 'relation' | 'place' | 'witness', label: string, max: number): ReactNode => (
    <label>
      <span>{label}</span>
      <input
        className="ui-input"
        required
        maxLength={max}
        value={signature[key]}
        onChange={(event) => setSignature({ ...signature, [key]: event.target.value })}
      />
    </label>
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {task.consentScope === null ? null : (
        <p>
          {t('要本人授权：{scope}', { scope: format.text(SCOPE_NAMES[task.consentScope]) })}{' '}
          {consent ? (
            <span className="state">{t('已有授权，{when}给的', { when: format.instant(consent.givenAt) })}</span>
          ) : (
            <span className="state state--open">{t('还没有授权。先在右边记下本人的授权。')}</span>
          )}
        </p>
      )}
      {yields.length > 0 ? (
        <fieldset className="question">
          <legend>{t('带回了')}</legend>
          {yields.map((material) => (
            <label key={material.key} className="check">
              <input
                type="checkbox"
                checked={brought.has(material.key)}
                onChange={(event) => {
                  const next = new Set(brought);
                  if (event.target.checked) next.add(material.key);
                  else next.delete(material.key);
                  setBrought(next);
                }}
              />
              {format.text(material.name)}
            </label>
          ))}
        </fieldset>
      ) : null}
      {signs ? (
        <>
          <div className="form__pair">
            {field('signer', t('签字的人'), 40)}
            {field('relation', t('和本人的关系'), 40)}
          </div>
          <div className="form__pair">
            {field('place', t('在哪里签的'), 80)}
            {field('witness', t('见证人'), 40)}
          </div>
          <PictureField
            label={t('签好的页')}
            subject={{ kind: 'case', id: page.case.id }}
            resident={page.case.resident.id}
            value={signature.document}
            onChange={(document) => setSignature({ ...signature, document })}
          />
        </>
      ) : null}
      <label>
        <span>{t('说明')}</span>
        <input
          className="ui-input"
          maxLength={500}
          value={note}
          placeholder={t('可以不写')}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {step.trouble}
      <span>
        <button
          type="submit"
          className="ui-button ui-button--primary"
          disabled={step.sending || (signs && signature.document === null) || (task.consentScope !== null && !consent)}
        >
          {t('办好了')}
        </button>
      </span>
    </form>
  );
};
