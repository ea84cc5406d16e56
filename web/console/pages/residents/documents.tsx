import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { list as cases } from '../../../../modules/cases/contract.ts';
import { type document, documents } from '../../../../modules/materials/contract.ts';
import { usePages, useRead } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { dictionary, type Text } from '../../../ui/words.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { DocumentImage } from '../cases/document-image.tsx';

const words = dictionary({
  交过的材料: 'Papers given',
  还没有交过材料: 'No papers were given yet',
  不在办件里: 'outside any case',
  看图: 'Look at it',
  收起: 'Put away',
  '{name}的材料': 'A paper of {name}',
  在居民页查看: 'looked at from the resident’s page',
});

type Document = z.output<typeof document>;
const HOW_NAMES: Readonly<Record<Document['how'], Text>> = {
  taken: { zh: '工作人员拍的', en: 'photographed by staff' },
  sent: { zh: '本人发来的', en: 'sent by the person' },
  scanned: { zh: '窗口扫描的', en: 'scanned at the counter' },
};
const STATE_NAMES: Readonly<Record<Document['state'], Text>> = {
  kept: { zh: '留着', en: 'kept' },
  withdrawn: { zh: '传错撤下', en: 'withdrawn' },
  erased: { zh: '已销毁', en: 'destroyed' },
};

/** What the person gave us and for which case. A picture is fetched only when asked for: each one is a look that they can ask about. */
export const Documents = ({ resident, name }: { resident: string; name: string }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const pages = usePages(documents, { resident });
  const known = useRead(cases, { resident, limit: 200 });
  const [open, setOpen] = useState<string | null>(null);
  const caseOf = (one: Document) => known.data?.rows.find((row) => row.id === one.subject);
  return (
    <section className="panel">
      <h2>{t('交过的材料')}</h2>
      {pages.error ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {!pages.waiting && !pages.error && pages.rows.length === 0 ? <p className="soft">{t('还没有交过材料')}</p> : null}
      <ul className="documents">
        {pages.rows.map((one) => {
          const of = caseOf(one);
          return (
            <li key={one.id}>
              <Moment at={one.addedAt} />
              <span>
                {of === undefined ? (
                  <span className="soft">{t('不在办件里')}</span>
                ) : (
                  <Link to="/cases/$id" params={{ id: of.id }}>
                    {format.text(of.item.name)}
                  </Link>
                )}{' '}
                <span className="soft">{format.text(HOW_NAMES[one.how])}</span>
              </span>
              <span className={one.state === 'kept' ? 'soft' : 'tag'}>{format.text(STATE_NAMES[one.state])}</span>
              {one.state === 'kept' ? (
                <Button size="small" type="text" aria-expanded={open === one.id} onClick={() => setOpen(open === one.id ? null : one.id)}>
                  {open === one.id ? t('收起') : t('看图')}
                </Button>
              ) : (
                <span />
              )}
              {open === one.id ? (
                <DocumentImage
                  document={one.id}
                  size="page"
                  purpose={t('在居民页查看')}
                  name={t('{name}的材料', { name })}
                  className="documents__picture"
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {pages.more === null ? null : <MoreRows pages={pages} />}
    </section>
  );
};
