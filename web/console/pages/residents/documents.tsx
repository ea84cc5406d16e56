import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { list as cases } from '../../../../modules/cases/contract.ts';
import { item } from '../../../../modules/catalogue/contract.ts';
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
  '{who}收的': 'taken in by {who}',
  '办{item}用的': 'for: {item}',
  在居民页查看: 'looked at from the resident’s page',
});

type Document = z.output<typeof document>;
const HOW_NAMES: Readonly<Record<Document['how'], Text>> = {
  taken: { zh: '工作人员拍的', en: 'photographed by staff' },
  sent: { zh: '本人发来的', en: 'sent by the person' },
  scanned: { zh: '窗口扫描的', en: 'scanned at the counter' },
};
/** What a paper outside the list of materials is called. */
const KIND_NAMES: Readonly<Record<Document['subjectKind'], Text>> = {
  case: { zh: '办件里的照片', en: 'a picture in a case' },
  ask: { zh: '诉求里的照片', en: 'a picture with an ask' },
  resident: { zh: '本人的证件', en: 'a paper of the person' },
  parcel: { zh: '物件的照片', en: 'a picture of a parcel' },
};
const STATE_NAMES: Readonly<Record<Document['state'], Text>> = {
  kept: { zh: '留着', en: 'kept' },
  withdrawn: { zh: '传错撤下', en: 'withdrawn' },
  erased: { zh: '已销毁', en: 'destroyed' },
};

type CaseRow = z.output<typeof cases.answer>['rows'][number];

/** What a paper is called in the catalogue, in the version that its case began under; alternatives and forms of the item included. */
const usePaperName = (key: string | null, of: CaseRow | undefined): Text | null => {
  const wanted = key !== null && of !== undefined;
  const found = useRead(item, wanted ? { code: of.item.code, version: of.item.version } : { code: '' }, { enabled: wanted });
  const materials = found.data?.version.materials ?? [];
  return materials.flatMap((one) => [one, ...one.alternatives]).find((one) => one.key === key)?.name ?? null;
};

const Paper = ({ one, of }: { one: Document; of: CaseRow | undefined }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const paper = usePaperName(one.materialKey, of);
  const name = paper === null ? format.text(KIND_NAMES[one.subjectKind]) : format.text(paper);
  return (
    <li>
      <Moment at={one.addedAt} />
      <span>
        <b>{name}</b>{' '}
        <span className="soft">
          {format.text(HOW_NAMES[one.how])}
          {one.addedBy === null ? '' : ` · ${t('{who}收的', { who: one.addedBy })}`}
        </span>
        <span className="documents__for">
          {of === undefined ? (
            <span className="soft">{t('不在办件里')}</span>
          ) : (
            <Link to="/cases/$id" params={{ id: of.id }}>
              {t('办{item}用的', { item: format.text(of.item.name) })}
            </Link>
          )}
        </span>
      </span>
      <span className={one.state === 'kept' ? 'soft' : 'tag'}>{format.text(STATE_NAMES[one.state])}</span>
      {one.state === 'kept' ? (
        <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('收起') : t('看图')}
        </Button>
      ) : (
        <span />
      )}
      {open ? <DocumentImage document={one.id} size="page" purpose={t('在居民页查看')} name={name} className="documents__picture" /> : null}
    </li>
  );
};

/** What the person gave us, to whom and for which case. A picture is fetched only when asked for: each one is a look that they can ask about. */
export const Documents = ({ resident }: { resident: string }): ReactNode => {
  const t = useWords(words);
  const pages = usePages(documents, { resident });
  const known = useRead(cases, { resident, limit: 200 });
  return (
    <section className="panel">
      <h2>{t('交过的材料')}</h2>
      {pages.error ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {!pages.waiting && !pages.error && pages.rows.length === 0 ? <p className="soft">{t('还没有交过材料')}</p> : null}
      <ul className="documents">
        {pages.rows.map((one) => (
          <Paper key={one.id} one={one} of={known.data?.rows.find((row) => row.id === one.subject)} />
        ))}
      </ul>
      {pages.more === null ? null : <MoreRows pages={pages} />}
    </section>
  );
};
