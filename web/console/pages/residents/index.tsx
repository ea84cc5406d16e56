import { Link, useNavigate } from '@tanstack/react-router';
import { Input, Radio, Table } from 'antd';
import { type ReactNode, useDeferredValue } from 'react';
import { z } from 'zod';
import { type PersonRow, people, search } from '../../../../modules/residents/contract.ts';
import { usePages, useRead } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { Empty, GREEN_BAR, GreenTag } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import './residents.css';

const words = dictionary({
  居民: 'Residents',
  '号码都遮着，打开页面要说明原因，看过会记下来。': 'Numbers are masked; opening a page needs a reason, and every look is recorded.',
  登记居民: 'Register a resident',
  从表格导入: 'Import a spreadsheet',
  个人信息请求: 'Requests about data',
  '电话、姓名、拼音首字母、身份证尾号、住址': 'Phone, name, pinyin initials, tail of the ID number, address',
  住在哪里: 'Where they live',
  全部: 'All',
  常住本地: 'Lives here',
  常住外地: 'Lives elsewhere',
  姓名: 'Name',
  年龄: 'Age',
  村组: 'Village or group',
  住址: 'Address',
  电话: 'Phone',
  证号: 'ID number',
  女: 'F',
  男: 'M',
  已去世: 'has died',
  没有找到: 'Nobody found',
  '换个写法再找，或者登记这个人。': 'Write it another way, or register the person.',
  名册是空的: 'The register is empty',
  '先登记一位，或者从表格导入。': 'Register somebody, or import a spreadsheet.',
});

const PLACE = z.object({
  under: z.string().optional().catch(undefined),
  lives: z.enum(['here', 'elsewhere']).optional().catch(undefined),
});

const People = ({ rows }: { rows: readonly PersonRow[] }): ReactNode => {
  const t = useWords(words);
  const navigate = useNavigate();
  const pathOf = (row: PersonRow): '/' => `/residents/${row.id}` as '/';
  return (
    <Table
      size="middle"
      rowKey="id"
      pagination={false}
      tableLayout="fixed"
      dataSource={[...rows]}
      rowClassName={(row) => (row.green ? `row-link ${GREEN_BAR}` : 'row-link')}
      onRow={(row) => ({ onClick: () => void navigate({ to: pathOf(row) }) })}
      columns={[
        {
          title: t('姓名'),
          width: 196,
          render: (_, row) => (
            <>
              <Link to={pathOf(row)} className="row-name nobr" onClick={(event) => event.stopPropagation()}>
                {row.name}
              </Link>{' '}
              {row.green ? <GreenTag /> : null} {row.diedOn === null ? null : <span className="tag">{t('已去世')}</span>}
            </>
          ),
        },
        {
          title: t('年龄'),
          width: 84,
          render: (_, row) =>
            [row.age, row.sex === null ? null : t(row.sex === 'female' ? '女' : '男')].filter((part) => part !== null).join(' '),
        },
        { title: t('村组'), width: 150, render: (_, row) => row.areaName },
        {
          title: t('住址'),
          render: (_, row) => (
            <div className="cut">
              {row.address} {row.livesElsewhere === null ? null : <span className="tag">{`${t('常住外地')} · ${row.livesElsewhere}`}</span>}
            </div>
          ),
        },
        { title: t('电话'), width: 128, render: (_, row) => <span className="nobr">{row.phoneMasked}</span> },
        { title: t('证号'), width: 176, render: (_, row) => <span className="nobr">{row.idMasked}</span> },
      ]}
    />
  );
};

/** The register: found by whatever is known of a person, or leafed through by place. What is typed stays out of the address. */
const ResidentsScreen = (): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  const [{ under, lives }, move] = usePlace(PLACE);
  const [typed, setTyped] = useDraft('residents.search', '');
  const q = useDeferredValue(typed.trim());
  const found = useRead(search, { q, limit: 50 }, { enabled: q !== '', keepPrevious: true });
  const pages = usePages(
    people,
    { ...(under === undefined ? {} : { under }), ...(lives === undefined ? {} : { lives }) },
    { enabled: q === '' },
  );
  const rows = q === '' ? pages.rows : (found.data?.rows ?? []);
  const error = q === '' ? pages.error : found.error;
  const waiting = q === '' ? pages.waiting : found.isPending;
  const window = post?.role === 'clerk' || post?.role === 'coordinator';
  return (
    <Page
      title={t('居民')}
      lead={t('号码都遮着，打开页面要说明原因，看过会记下来。')}
      actions={
        <>
          {window ? (
            <Link className="ui-button" to={'/requests' as '/'}>
              {t('个人信息请求')}
            </Link>
          ) : null}
          {window ? (
            <Link className="ui-button" to={'/residents/import' as '/'}>
              {t('从表格导入')}
            </Link>
          ) : null}
          <Link className="ui-button ui-button--primary" to={'/residents/new' as '/'}>
            {t('登记居民')}
          </Link>
        </>
      }
    >
      <div className="filters">
        <Input
          className="residents-search"
          size="large"
          aria-label={t('电话、姓名、拼音首字母、身份证尾号、住址')}
          placeholder={t('电话、姓名、拼音首字母、身份证尾号、住址')}
          autoFocus
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {q === '' ? (
          <>
            <AreaSelect open value={under} onChange={(path) => move({ under: path })} />
            <Radio.Group
              aria-label={t('住在哪里')}
              optionType="button"
              value={lives ?? 'all'}
              onChange={(event) => move({ lives: event.target.value === 'all' ? undefined : event.target.value })}
              options={[
                { value: 'all', label: t('全部') },
                { value: 'here', label: t('常住本地') },
                { value: 'elsewhere', label: t('常住外地') },
              ]}
            />
          </>
        ) : null}
      </div>
      {error && rows.length === 0 ? <Failure error={error} retry={() => (q === '' ? pages.retry() : void found.refetch())} /> : null}
      {waiting && !error ? <Wait /> : null}
      {!waiting && !error && rows.length === 0 ? (
        <Empty
          picture="door"
          title={q === '' ? t('名册是空的') : t('没有找到')}
          next={q === '' ? t('先登记一位，或者从表格导入。') : t('换个写法再找，或者登记这个人。')}
        />
      ) : null}
      {rows.length > 0 ? <People rows={rows} /> : null}
      {q === '' ? <MoreRows pages={pages} /> : null}
    </Page>
  );
};
export default ResidentsScreen;
