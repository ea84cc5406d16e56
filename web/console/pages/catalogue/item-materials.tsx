import type { ReactNode } from 'react';
import { type ItemVersion, MATERIAL_FORM_NAMES, type Material } from '../../../../modules/catalogue/contract.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { sayLimit } from '../../parts/item-words.ts';
import { sayCondition } from './say-condition.ts';

const words = dictionary({
  '要交的材料 {n} 样': '{n} {n:paper|papers} to bring',
  不用交材料: 'No papers needed',
  材料: 'Paper',
  形式: 'Form',
  什么时候要: 'When needed',
  怎样算好: 'What makes it good',
  都要: 'always',
  有就带上: 'if at hand',
  '我们自己查，不用交': 'we look it up ourselves',
  '跑腿时办来，不用交': 'brought by an errand',
  '{n} 份': '{n} copies',
  '也可以用：{name}（{form}）': 'Also good: {name} ({form})',
  '可以先受理，{limit}内补': 'may follow within {limit}',
});

const SOURCES = { applicant: null, office: '我们自己查，不用交', errand: '跑腿时办来，不用交' } as const;

/** What to bring: form, when it is needed, what does as well, what makes it good. */
export const ItemMaterials = ({ version }: { version: ItemVersion }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const asked = version.materials.filter((material) => material.source === 'applicant').length;
  if (version.materials.length === 0) return <h2>{t('不用交材料')}</h2>;
  const when = (material: Material): string => {
    if (material.neededIf !== null) return sayCondition(material.neededIf, version.questions, lang);
    return material.necessity === 'required' ? t('都要') : t('有就带上');
  };
  return (
    <>
      <h2>{t('要交的材料 {n} 样', { n: asked })}</h2>
      <table className="lines">
        <thead>
          <tr>
            <th scope="col">{t('材料')}</th>
            <th scope="col">{t('形式')}</th>
            <th scope="col">{t('什么时候要')}</th>
            <th scope="col">{t('怎样算好')}</th>
          </tr>
        </thead>
        <tbody>
          {version.materials.map((material) => {
            const source = SOURCES[material.source];
            return (
              <tr key={material.key} className={source ? 'is-ours' : ''}>
                <th scope="row">
                  {format.text(material.name)}
                  {source ? <span className="lines__note">{t(source)}</span> : null}
                  {material.alternatives.map((one) => (
                    <span className="lines__note" key={one.key}>
                      {t('也可以用：{name}（{form}）', { name: format.text(one.name), form: format.text(MATERIAL_FORM_NAMES[one.form]) })}
                      {one.note ? ` ${format.text(one.note)}` : ''}
                    </span>
                  ))}
                </th>
                <td>
                  {format.text(MATERIAL_FORM_NAMES[material.form])}
                  {material.copies > 1 ? <span className="lines__note">{t('{n} 份', { n: material.copies })}</span> : null}
                </td>
                <td>
                  {when(material)}
                  {material.mayFollow ? (
                    <span className="lines__note">{t('可以先受理，{limit}内补', { limit: sayLimit(material.mayFollow, lang) })}</span>
                  ) : null}
                </td>
                <td>{material.standard ? format.text(material.standard) : ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
};
