import type { ReactNode } from 'react';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { RouteLine } from '../../../ui/pictures.tsx';
import type { Stop } from '../../../ui/route-line.ts';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import type { CasePage } from './case-words.ts';

const words = dictionary({
  东西在谁手上: 'Who has what',
  '物件 {code}': 'Parcel {code}',
  交接单: 'Custody receipt',
  更正过: 'put right since',
});

/** The papers, cards and money on the move: a line of hands each. */
export const ParcelsPart = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  if (page.parcels.length === 0) return null;
  const nameOf = (key: string): string => {
    const material = page.item.materials.find((one) => one.key === key);
    return material ? format.text(material.name) : key;
  };
  return (
    <section className="panel">
      <h2>{t('东西在谁手上')}</h2>
      {page.parcels.map((parcel) => {
        const stops = parcel.line.map(
          (hand, n): Stop => ({
            name: hand.place,
            who: format.text(hand.taker),
            at: hand.at,
            state: hand.struck ? 'left_out' : n === parcel.line.length - 1 ? 'present' : 'passed',
            note: hand.struck ? t('更正过') : undefined,
          }),
        );
        return (
          <div key={parcel.id} className="parcel">
            <p>
              <b>{t('物件 {code}', { code: parcel.code })}</b> <span className="soft">{parcel.contents.map(nameOf).join('、')}</span>{' '}
              <a
                href={`/api/v1/cases/${page.case.id}/papers/custody.pdf?parcel=${parcel.id}&post=${post?.id ?? ''}`}
                target="_blank"
                rel="noreferrer"
              >
                {t('交接单')}
              </a>
            </p>
            <RouteLine stops={stops} label={t('物件 {code}', { code: parcel.code })} />
          </div>
        );
      })}
    </section>
  );
};
