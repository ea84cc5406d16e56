import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Allow, ROLES, type Role, type Scope } from '../../../../kernel/actor.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useApi } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary, type Text } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  管理: 'Administration',
  '每条都由服务器照着执行，这里只是念出来。': 'The server enforces every line; this only reads them out.',
  做什么: 'What',
  只看一个岗位: 'Only one post',
  所有岗位: 'All posts',
  不能: 'may not',
});

const SCOPES: Readonly<Record<Scope, Text>> = {
  area: { zh: '本范围', en: 'area' },
  own: { zh: '自己的', en: 'own' },
  department: { zh: '本部门', en: 'dept' },
  district: { zh: '全区', en: 'district' },
  self: { zh: '本人', en: 'self' },
};
/** Answer of `GET /api/v1/authorisation`: the declarations that the server checks against. */
type Right = { readonly name: string; readonly kind: 'command' | 'read'; readonly allow: Allow; readonly says: Text };

const SHOWN = ROLES.filter((role) => role !== 'system');

/** The authorisation table as the server enforces it. */
export const RightsTab = ({ tabs }: { tabs: ReactNode }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [only, setOnly] = useState<Role | null>(null);
  const roles = only === null ? SHOWN : [only];
  const api = useApi();
  const found = useQuery({
    queryKey: ['authorisation'],
    queryFn: () => api.call<{ rows: readonly Right[] }>('GET', '/api/v1/authorisation'),
  });
  const rows = (found.data?.rows ?? []).filter((one) => only === null || one.allow[only] !== undefined);
  return (
    <Page title={t('管理')} lead={t('每条都由服务器照着执行，这里只是念出来。')}>
      <div className="filters">{tabs}</div>
      <fieldset className="labels">
        <legend className="sr-only">{t('只看一个岗位')}</legend>
        <button type="button" className="label-chip" aria-pressed={only === null} onClick={() => setOnly(null)}>
          {t('所有岗位')}
        </button>
        {SHOWN.map((role) => (
          <button type="button" key={role} className="label-chip" aria-pressed={only === role} onClick={() => setOnly(role)}>
            {format.text(ROLE_NAMES[role])}
          </button>
        ))}
      </fieldset>
      {found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : found.data ? null : <Wait />}
      <table className="rows rights">
        <thead>
          <tr>
            <th scope="col">{t('做什么')}</th>
            {roles.map((role) => (
              <th scope="col" key={role}>
                {format.text(ROLE_NAMES[role])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.name}>
              <th scope="row">
                {format.text(one.says)} <span className="rows__note code">{one.name}</span>
              </th>
              {roles.map((role) => {
                const scope = one.allow[role];
                return (
                  <td key={role} className={scope === undefined ? 'rights__no' : 'rights__yes'}>
                    {scope === undefined ? <span className="sr-only">{t('不能')}</span> : format.text(SCOPES[scope])}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
};
