import { Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { ROLES } from '../../../../kernel/actor.ts';
import { staff } from '../../../../modules/network/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { CopyPhone } from '../../parts/copy-phone.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { PersonForm } from './person-form.tsx';
import { PLACE, type Tabs } from './place.ts';
import { PostPane } from './post-pane.tsx';

const words = dictionary({
  管理: 'Administration',
  '谁在哪个岗位，账号和代班。': 'Who holds which post; accounts and stand-ins.',
  新来一位同事: 'Add a colleague',
  名字: 'Name',
  找名字: 'Find a name',
  岗位: 'Post',
  所有岗位: 'All posts',
  站点: 'Site',
  电话: 'Phone',
  到哪天: 'Until',
  长期: 'no end',
  没有这样的人: 'Nobody like that',
  '换个名字或区划，或者先登记。': 'Try another name or area, or add the person first.',
  '{day}开始': 'from {day}',
});
const SETTLE = 200;
const ROLE_OPTIONS = ROLES.filter((role) => role !== 'system');

export const PeopleTab = ({ tabs, isAdministrator }: Tabs): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [place, move] = usePlace(PLACE);
  const [typed, setTyped] = useState(place.q);
  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== place.q && move({ q: typed.trim() }), SETTLE);
    return () => clearTimeout(timer);
  }, [typed, place.q, move]);
  const role = ROLES.find((one) => one === place.role);
  const found = useRows(staff, {
    ...(place.area === undefined ? {} : { under: place.area }),
    ...(role === undefined ? {} : { role }),
    ...(place.q === '' ? {} : { q: place.q }),
  });
  const selected = found.rows.find((one) => one.id === place.post);
  const side =
    place.adding === 'person' ? (
      <PersonForm close={(post) => move({ adding: undefined, ...(post === undefined ? {} : { post }) })} />
    ) : selected ? (
      <PostPane key={selected.id} post={selected} isAdministrator={isAdministrator} show={(post) => move({ post })} />
    ) : undefined;
  return (
    <Page
      title={t('管理')}
      lead={t('谁在哪个岗位，账号和代班。')}
      actions={
        isAdministrator && place.adding === undefined ? (
          <button type="button" className="ui-button ui-button--primary" onClick={() => move({ adding: 'person' })}>
            {t('新来一位同事')}
          </button>
        ) : null
      }
      side={side}
    >
      <div className="filters">{tabs}</div>
      <div className="filters">
        <input
          className="ui-input admin__search"
          type="search"
          aria-label={t('找名字')}
          placeholder={t('找名字')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          aria-label={t('岗位')}
          allowClear
          placeholder={t('所有岗位')}
          value={role ?? null}
          onChange={(chosen: string | null) => move({ role: chosen ?? undefined })}
          options={ROLE_OPTIONS.map((one) => ({ value: one, label: format.text(ROLE_NAMES[one]) }))}
          style={{ width: 150 }}
        />
        <AreaSelect open value={place.area} onChange={(area) => move({ area })} />
      </div>
      {found.error ? (
        <Failure error={found.error} retry={found.retry} />
      ) : !found.ready ? (
        <Wait />
      ) : found.rows.length === 0 ? (
        <Empty picture="door" title={t('没有这样的人')} next={t('换个名字或区划，或者先登记。')} />
      ) : (
        <>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t('名字')}</th>
                <th scope="col">{t('岗位')}</th>
                <th scope="col">{t('站点')}</th>
                <th scope="col">{t('电话')}</th>
                <th scope="col">{t('到哪天')}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((one) => (
                <tr key={one.id} className={one.id === place.post ? 'is-selected' : ''}>
                  <th scope="row">
                    <button type="button" className="rows__open" onClick={() => move({ post: one.id, adding: undefined })}>
                      {one.name}
                    </button>
                  </th>
                  <td>
                    {one.title ?? format.text(ROLE_NAMES[one.role])}
                    {one.title === null ? null : <span className="rows__note">{format.text(ROLE_NAMES[one.role])}</span>}
                  </td>
                  <td>
                    {one.siteName ?? one.areaName}
                    {one.siteName === null ? null : <span className="rows__note">{one.areaName}</span>}
                  </td>
                  <td>
                    <CopyPhone phone={one.phone} who={one.name} />
                  </td>
                  <td className="nobr">{one.until === null ? <span className="soft">{t('长期')}</span> : format.shortDay(one.until)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <More of={found} />
        </>
      )}
    </Page>
  );
};
