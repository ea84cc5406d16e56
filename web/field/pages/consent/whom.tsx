import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';

const words = dictionary({
  '托谁办？': 'Who may do it?',
  '我：{name}': 'Me: {name}',
  '站里：{name}': 'The station: {name}',
  家里人: 'A relative',
  别人: 'Somebody else',
  姓名: 'Name',
  '和本人什么关系？': 'Related how?',
  这一项要写上: 'This is needed',
});

export type Whom = { readonly kind: 'post' | 'office' | 'relative' | 'other'; readonly name: string; readonly relation: string };
export const WHOM: Whom = { kind: 'post', name: '', relation: '' };
export const isNamed = (whom: Whom): boolean => whom.kind === 'post' || whom.kind === 'office' || whom.name.trim() !== '';

/** Whom the person entrusts with it: usually the one who stands there. */
export const WhomField = ({ whom, asked, onWhom }: { whom: Whom; asked: boolean; onWhom: (whom: Whom) => void }): ReactNode => {
  const t = useWords(words);
  const { me, post } = useSession();
  const person = whom.kind === 'relative' || whom.kind === 'other';
  return (
    <div className="grid gap-5">
      <Choice
        label={t('托谁办？')}
        value={whom.kind}
        onChoose={(kind) => onWhom({ ...WHOM, kind: kind as Whom['kind'] })}
        options={[
          { value: 'post', label: t('我：{name}', { name: me.person.name }) },
          ...(post?.siteName ? [{ value: 'office', label: t('站里：{name}', { name: post.siteName }) }] : []),
          { value: 'relative', label: t('家里人') },
          { value: 'other', label: t('别人') },
        ]}
      />
      {person ? (
        <>
          <Field
            label={t('姓名')}
            error={asked && whom.name.trim() === '' ? t('这一项要写上') : undefined}
            maxLength={40}
            autoComplete="off"
            value={whom.name}
            onText={(name) => onWhom({ ...whom, name })}
          />
          <Field
            label={t('和本人什么关系？')}
            maxLength={40}
            autoComplete="off"
            value={whom.relation}
            onText={(relation) => onWhom({ ...whom, relation })}
          />
        </>
      ) : null}
    </div>
  );
};
