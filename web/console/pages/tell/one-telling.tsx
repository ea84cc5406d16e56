import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { status } from '../../../../modules/cases/contract.ts';
import { ofCase, type toTell } from '../../../../modules/notices/contract.ts';
import { tellingText } from '../../../../modules/notices/domain.ts';
import { reveal } from '../../../../modules/residents/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { Masked } from '../../../ui/masked.tsx';
import { GreenTag } from '../../../ui/pictures.tsx';
import { useApi, useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CONTACT_NAMES } from '../residents/names.ts';
import { HOW_NAMES } from './names.ts';
import { TellForm } from './tell-form.tsx';

const words = dictionary({
  照着念: 'Read this out',
  复制: 'Copy',
  已复制: 'Copied',
  '没能复制，请选中文字自己复制': 'Could not copy; please select the text and copy it',
  怎么找到他: 'How to reach them',
  '没有登记联系方式，去居民页添一个': 'No way to reach them is recorded; add one on their page',
  信得过的人: 'trusted',
  '号码不显示，看要写理由': 'number hidden, shown for a reason',
  电话: 'phone',
  找过没找到: 'Tried in vain',
  告诉了以后: 'Afterwards',
  看这个办件: 'Open the case',
});

export type ToTell = z.output<typeof toTell.answer>['rows'][number];

/** One person to tell: the words large, how to reach them, and the tick. */
export const OneTelling = ({ row, done }: { row: ToTell; done: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { lang, today } = useLook();
  const { post } = useSession();
  const toast = useToast();
  const api = useApi();
  const stands = useRead(status, { id: row.case });
  const entries = useRead(ofCase, { case: row.case });
  const trouble = stands.error ?? entries.error;
  if (trouble)
    return (
      <Failure
        error={trouble}
        retry={() => {
          void stands.refetch();
          void entries.refetch();
        }}
      />
    );
  if (!stands.data || !entries.data) return <Wait />;
  const entry = entries.data.rows.find((one) => one.entry === row.entry);
  const said = tellingText(
    {
      person: row.resident.name,
      office: post?.siteName ?? row.siteName,
      move: row.move,
      at: row.at,
      words: entry?.words ?? {},
      status: stands.data.says,
    },
    lang,
    today,
  );
  const copy = (): void => {
    navigator.clipboard.writeText(said).then(
      () => toast(t('已复制')),
      () => toast(t('没能复制，请选中文字自己复制')),
    );
  };
  const show = async (contact: string, why: string): Promise<string> => {
    const { value } = await api.read(reveal, { id: row.resident.id, what: 'phone', contact, reason: 'other', words: why });
    return value ?? '';
  };
  return (
    <>
      <section className="panel tell-words">
        <h2>
          {t('照着念')} {row.green ? <GreenTag /> : null}
        </h2>
        <p className="tell-words__text">{said}</p>
        <div className="ui-buttons">
          <Button data-key="copy" onClick={copy}>
            {t('复制')}
          </Button>
          <Link to="/cases/$id" params={{ id: row.case }}>
            {t('看这个办件')}
          </Link>
        </div>
      </section>
      <section className="panel">
        <h2>{t('怎么找到他')}</h2>
        {row.reach.length === 0 ? (
          <Link to="/residents/$id" params={{ id: row.resident.id }}>
            {t('没有登记联系方式，去居民页添一个')}
          </Link>
        ) : (
          <ul className="tell-list tell-reach">
            {row.reach.map((way) => (
              <li key={way.id}>
                <span>{format.text(CONTACT_NAMES[way.kind])}</span>
                <span className="soft">{[way.relation, way.bestHours].filter((part) => part !== null).join(' · ')}</span>
                {way.trusted ? <span className="tag">{t('信得过的人')}</span> : null}
                {way.hasPhone ? (
                  <Masked masked={t('号码不显示，看要写理由')} label={t('电话')} reveal={(why) => show(way.id, why)} />
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {entry !== undefined && entry.tries.length > 0 ? (
          <>
            <h3>{t('找过没找到')}</h3>
            <ul className="tell-list soft">
              {entry.tries.map((one) => (
                <li key={one.id}>
                  {[format.instant(one.at), one.by, format.text(HOW_NAMES[one.how]), one.says].filter(Boolean).join(' · ')}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </section>
      <section className="panel">
        <h2>{t('告诉了以后')}</h2>
        <TellForm key={row.entry} caseId={row.case} entry={row.entry} done={done} />
      </section>
    </>
  );
};
