import { Tree } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { areas, sites } from '../../../../modules/network/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useAllRows } from '../../../ui/rows.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CopyPhone } from '../../parts/copy-phone.tsx';
import { AREA_KIND_NAMES, SITE_KIND_NAMES } from '../../parts/network-words.ts';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { type Area, PLACE, type Tabs } from './place.ts';
import { AreaForm, SiteForm } from './place-forms.tsx';

const words = dictionary({
  管理: 'Administration',
  '{areas} 个区划，{sites} 个站点': '{areas} areas, {sites} sites',
  新增站点: 'Add a site',
  新增下级区划: 'Add an area below',
  区划: 'Areas',
  '{name}的站点': 'Sites of {name}',
  这里还没有站点: 'No sites here yet',
  '加一个，就能给它排班、安排岗位。': 'Add one; then posts and duty can be given to it.',
  站点: 'Site',
  电话: 'Phone',
  开门时间: 'Hours',
  官方代码: 'Official code',
  路径: 'Path',
  也叫: 'Also called',
});

type Node = { readonly key: string; readonly title: string; readonly children: Node[] };

/** Paths name their parents: the tree is built by cutting the last segment off. */
const treeOf = (all: readonly Area[]): Node[] => {
  const nodes = new Map(all.map((one) => [one.path, { key: one.path, title: one.name, children: [] as Node[] }]));
  const roots: Node[] = [];
  for (const [path, node] of nodes) {
    const parent = nodes.get(path.replace(/[^.]+\.$/, ''));
    if (parent) parent.children.push(node);
    else roots.push(node);
  }
  return roots;
};

/** The tree of areas, and the sites of the one that is selected. */
export const PlacesTab = ({ tabs }: Tabs): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [place, move] = usePlace(PLACE);
  const everyArea = useAllRows(areas, {});
  const everySite = useAllRows(sites, {});
  const tree = useMemo(() => treeOf(everyArea.rows), [everyArea.rows]);
  const path = place.area ?? post?.area;
  const selected = everyArea.rows.find((one) => one.path === path);
  const here = everySite.rows.filter((one) => path !== undefined && one.area.startsWith(path));
  const done = (): void => move({ adding: undefined });
  const side =
    selected && place.adding === 'area' ? (
      <AreaForm key={selected.path} parent={selected} close={done} />
    ) : selected && place.adding === 'site' ? (
      <SiteForm key={selected.path} area={selected} close={done} />
    ) : undefined;
  const error = everyArea.error ?? everySite.error;
  return (
    <Page
      title={t('管理')}
      lead={t('{areas} 个区划，{sites} 个站点', { areas: everyArea.rows.length, sites: everySite.rows.length })}
      actions={
        selected && place.adding === undefined
          ? [
              <button key="area" type="button" className="ui-button" onClick={() => move({ adding: 'area' })}>
                {t('新增下级区划')}
              </button>,
              <button key="site" type="button" className="ui-button ui-button--primary" onClick={() => move({ adding: 'site' })}>
                {t('新增站点')}
              </button>,
            ]
          : null
      }
      side={side}
    >
      <div className="filters">{tabs}</div>
      {error ? (
        <Failure error={error} retry={everyArea.retry} />
      ) : !everyArea.ready || !everySite.ready ? (
        <Wait />
      ) : (
        <div className="places">
          <div className="places__tree">
            <Tree
              aria-label={t('区划')}
              treeData={tree}
              defaultExpandedKeys={path === undefined ? [] : [path]}
              autoExpandParent
              selectedKeys={path === undefined ? [] : [path]}
              onSelect={([key]) => key !== undefined && move({ area: String(key) })}
              blockNode
            />
          </div>
          {selected ? (
            <div>
              <dl className="pairs places__facts">
                <dt>{format.text(AREA_KIND_NAMES[selected.kind])}</dt>
                <dd>{selected.name}</dd>
                <dt>{t('官方代码')}</dt>
                <dd className="code">{selected.officialCode ?? '—'}</dd>
                <dt>{t('路径')}</dt>
                <dd className="code">{selected.path}</dd>
                {selected.aliases.length > 0 ? [<dt key="name">{t('也叫')}</dt>, <dd key="value">{selected.aliases.join('、')}</dd>] : null}
              </dl>
              <h2 className="places__title">{t('{name}的站点', { name: selected.name })}</h2>
              {here.length === 0 ? (
                <Empty picture="door" title={t('这里还没有站点')} next={t('加一个，就能给它排班、安排岗位。')} />
              ) : (
                <table className="rows">
                  <thead>
                    <tr>
                      <th scope="col">{t('站点')}</th>
                      <th scope="col">{t('电话')}</th>
                      <th scope="col">{t('开门时间')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {here.map((site) => (
                      <tr key={site.id}>
                        <th scope="row">
                          {site.name}
                          <span className="rows__note">
                            {site.areaName} · {format.text(SITE_KIND_NAMES[site.kind])}
                          </span>
                        </th>
                        <td>
                          <CopyPhone phone={site.phone} who={site.name} />
                        </td>
                        <td>{site.hours ?? ''}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </div>
          ) : null}
        </div>
      )}
    </Page>
  );
};
