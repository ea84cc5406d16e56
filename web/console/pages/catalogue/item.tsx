import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { item as itemRead, LABEL_NAMES } from '../../../../modules/catalogue/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';
import { usePageParams } from '../../shell/place.ts';
import './catalogue.css';
import { ItemMaterials } from './item-materials.tsx';
import { ItemRoute } from './item-route.tsx';
import { ItemSide } from './item-side.tsx';

const words = dictionary({
  事项: 'Service item',
  示例: 'Sample',
  '示例：里面的数字没有哪个部门公布过，只用来演示。': 'Sample: no office has published these figures; they are for the demo only.',
  谁能办: 'Who may apply',
  办理条件: 'Conditions',
  先问清楚: 'Ask first',
  回到清单: 'Back to the list',
});

/** One item as anyone may read it: what to bring, the way it takes, limits, cost, law. */
const ItemScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { code } = usePageParams<'code'>();
  const found = useRead(itemRead, { code });
  if (!found.data)
    return <Page title={t('事项')}>{found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : <Wait />}</Page>;
  const { version, until } = found.data;
  return (
    <Page
      title={format.text(version.name)}
      lead={
        <>
          {version.example ? <span className="example">{t('示例')}</span> : null} <span className="code">{version.code}</span> ·{' '}
          {format.text(version.department.name)}
        </>
      }
      actions={
        <Link to="/items" className="ui-button">
          {t('回到清单')}
        </Link>
      }
      side={<ItemSide version={version} until={until} />}
    >
      <p className="item__summary">{format.text(version.summary)}</p>
      <p className="tags item__labels">
        {version.labels.map((label) => (
          <Link to="/items" search={{ label }} className="tag" key={label}>
            {format.text(LABEL_NAMES[label])}
          </Link>
        ))}
      </p>
      {version.example ? <p className="item__example">{t('示例：里面的数字没有哪个部门公布过，只用来演示。')}</p> : null}
      <section className="panel">
        <ItemMaterials version={version} />
      </section>
      <section className="panel">
        <ItemRoute version={version} />
      </section>
      <div className="item__two">
        <section className="panel">
          <h2>{t('谁能办')}</h2>
          <p className="measure">{format.text(version.whoMayApply)}</p>
          {version.conditions.length > 0 ? (
            <>
              <h3>{t('办理条件')}</h3>
              <ul className="plain">
                {version.conditions.map((condition) => (
                  <li key={condition.zh}>{format.text(condition)}</li>
                ))}
              </ul>
            </>
          ) : null}
        </section>
        {version.questions.length > 0 ? (
          <section className="panel">
            <h2>{t('先问清楚')}</h2>
            <ol className="plain plain--numbered">
              {version.questions.map((question) => (
                <li key={question.key}>
                  {format.text(question.ask)}
                  {question.options.length > 0 ? (
                    <span className="soft"> {question.options.map((option) => format.text(option.name)).join(' / ')}</span>
                  ) : null}
                </li>
              ))}
            </ol>
          </section>
        ) : null}
      </div>
    </Page>
  );
};
export default ItemScreen;
