import type { ReactNode } from 'react';
import type { LeadRow } from '../../../../modules/discovery/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { GreenTag } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Row, Rows } from '../../parts/row.tsx';

const words = dictionary({
  你接下要去告诉的: 'Whom you took on to tell',
  '{name}（{area}）': '{name} ({area})',
});

/** Leads that one took on: a row for each person, however many policies there are to tell. */
export const OwnLeads = ({ leads }: { leads: readonly LeadRow[] }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  if (leads.length === 0) return null;
  const people = Map.groupBy(leads, ({ resident }) => resident.id);
  return (
    <Rows title={t('你接下要去告诉的')}>
      {[...people].map(([id, theirs]) => {
        const [{ resident, areaName }] = theirs as [LeadRow];
        const green = theirs.some((lead) => lead.green);
        return (
          <Row
            key={id}
            to={`/people/${id}/may-qualify?see=tell&why=lead`}
            green={green}
            title={areaName === null ? resident.name : t('{name}（{area}）', { name: resident.name, area: areaName })}
            below={
              <span className="grid gap-1">
                <span>{theirs.map(({ policy }) => format.text(policy.name)).join('、')}</span>
                {green ? (
                  <span>
                    <GreenTag />
                  </span>
                ) : null}
              </span>
            }
          />
        );
      })}
    </Rows>
  );
};
