import { Link } from '@tanstack/react-router';
import { Button, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { Refusal as NamedRefusal } from '../../../../kernel/result.ts';
import { IMPORT_BATCH, type ImportRow, importRows } from '../../../../modules/residents/contract.ts';
import type { Preview, RowProblem } from '../../../../modules/residents/domain.ts';
import { ReadRefused, Unreachable } from '../../../ui/api.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useApi, useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';
import './residents.css';

const words = dictionary({
  从表格导入居民: 'Import residents from a spreadsheet',
  '先看一遍再登记；有问题的行不登记，改好再传。': 'Look first, then register; rows with problems stay out until they are put right.',
  回到名册: 'Back to the register',
  下载模板: 'Download the template',
  选表格: 'Choose the spreadsheet',
  换一张表: 'Another spreadsheet',
  正在读表格: 'Reading the spreadsheet',
  正在核对有没有重复: 'Looking for people already registered',
  正在登记: 'Registering',
  '可以登记 {good} 人，{bad} 行要改': '{good} can be registered, {bad} {bad:row needs|rows need} putting right',
  '看不懂、没有用的列：{columns}': 'Columns not understood and left out: {columns}',
  '登记这 {n} 人': 'Register these {n}',
  '已登记 {n} 人': '{n} registered',
  行: 'Row',
  列: 'Column',
  要改什么: 'What to put right',
  姓名: 'Name',
  出生日期: 'Born',
  户号: 'Household no.',
  住址: 'Address',
});

type Stage =
  | { readonly is: 'none' }
  | { readonly is: 'busy'; readonly doing: '正在读表格' | '正在核对有没有重复' | '正在登记'; readonly done: number; readonly total: number }
  | {
      readonly is: 'seen';
      readonly good: readonly ImportRow[];
      readonly problems: readonly RowProblem[];
      readonly ignored: readonly string[];
    }
  | { readonly is: 'done'; readonly registered: number; readonly problems: readonly RowProblem[] };

const batches = <T,>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / IMPORT_BATCH) }, (_, n) => all.slice(n * IMPORT_BATCH, (n + 1) * IMPORT_BATCH));

const Problems = ({ problems }: { problems: readonly RowProblem[] }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Table
      className="import-rows"
      size="small"
      rowKey={(one) => `${one.row} ${one.column} ${one.code}`}
      dataSource={[...problems]}
      pagination={problems.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        { title: t('行'), width: 80, dataIndex: 'row' },
        { title: t('列'), width: 140, dataIndex: 'column' },
        { title: t('要改什么'), render: (_, one) => <span className="import-bad">{format.text(one)}</span> },
      ]}
    />
  );
};

/** The first of those who would be registered, so that a shifted column shows. */
const SHOWN = 50;
const Good = ({ rows }: { rows: readonly ImportRow[] }): ReactNode => {
  const t = useWords(words);
  return (
    <Table
      className="import-rows"
      size="small"
      rowKey="row"
      dataSource={rows.slice(0, SHOWN)}
      pagination={false}
      columns={[
        { title: t('行'), width: 80, dataIndex: 'row' },
        { title: t('姓名'), width: 140, dataIndex: 'name' },
        { title: t('出生日期'), width: 140, dataIndex: 'birth' },
        { title: t('户号'), width: 120, dataIndex: 'householdNumber' },
        { title: t('住址'), dataIndex: 'address' },
      ]}
    />
  );
};

/** A register as a spreadsheet: read, checked row by row, shown, and registered only then. */
const ImportScreen = (): ReactNode => {
  const t = useWords(words);
  const { today } = useFormat();
  const api = useApi();
  const { post } = useSession();
  const [stage, setStage] = useState<Stage>({ is: 'none' });
  const [error, setError] = useState<unknown>(null);

  const upload = async (file: File): Promise<Preview> => {
    const response = await fetch('/api/v1/residents/import', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream', ...(post ? { 'x-daiban-post': post.id } : {}) },
      body: file,
    }).catch(() => {
      throw new Unreachable(null);
    });
    if (response.ok) return (await response.json()) as Preview;
    const told = (await response.json().catch(() => null)) as NamedRefusal | null;
    throw told?.code ? new ReadRefused(told) : new Unreachable(null);
  };

  /** Sends rows in batches; the answers' problems and registrations together. */
  const send = async (rows: readonly ImportRow[], check: boolean): Promise<z.output<typeof importRows.answer>> => {
    const told: z.output<typeof importRows.answer> = { registered: [], problems: [] };
    let done = 0;
    for (const batch of batches(rows)) {
      setStage({ is: 'busy', doing: check ? '正在核对有没有重复' : '正在登记', done, total: rows.length });
      const sent = await api.send(importRows, { rows: [...batch], at: today, check });
      if (sent.outcome === 'refused') throw new ReadRefused(sent);
      told.registered.push(...sent.answer.registered);
      told.problems.push(...sent.answer.problems);
      done += batch.length;
    }
    return told;
  };

  const attempt = (work: () => Promise<void>): void => {
    setError(null);
    work().catch((thrown: unknown) => {
      setStage({ is: 'none' });
      setError(thrown);
    });
  };
  const read = (file: File): void =>
    attempt(async () => {
      setStage({ is: 'busy', doing: '正在读表格', done: 0, total: 0 });
      const preview = await upload(file);
      const found = [...preview.heading, ...preview.rows.flatMap((row) => row.problems)];
      const readable = preview.rows.flatMap((row) => (row.value === null || row.problems.length > 0 ? [] : [row.value]));
      const { problems } = await send(readable, true);
      const bad = new Set(problems.map((one) => one.row));
      setStage({
        is: 'seen',
        good: readable.filter((row) => !bad.has(row.row)),
        problems: [...found, ...problems],
        ignored: preview.ignored,
      });
    });
  const registerAll = (good: readonly ImportRow[]): void =>
    attempt(async () => {
      const { registered, problems } = await send(good, false);
      setStage({ is: 'done', registered: registered.length, problems });
    });

  const choose = (label: string): ReactNode => (
    <label className="ui-button">
      {label}
      <input
        className="sr-only"
        type="file"
        accept=".xlsx,.csv"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) read(file);
        }}
      />
    </label>
  );
  return (
    <Page
      title={t('从表格导入居民')}
      lead={t('先看一遍再登记；有问题的行不登记，改好再传。')}
      actions={
        <>
          <Link className="ui-button" to="/residents">
            {t('回到名册')}
          </Link>
          {stage.is === 'seen' ? choose(t('换一张表')) : null}
          {stage.is === 'seen' && stage.good.length > 0 ? (
            <Button type="primary" onClick={() => registerAll(stage.good)}>
              {t('登记这 {n} 人', { n: stage.good.length })}
            </Button>
          ) : null}
        </>
      }
    >
      <section className="panel">
        {error ? <Failure error={error} /> : null}
        {stage.is === 'none' ? (
          <div className="ui-buttons">
            {choose(t('选表格'))}
            <a className="ui-button" href="/api/v1/residents/import/template" download>
              {t('下载模板')}
            </a>
          </div>
        ) : null}
        {stage.is === 'busy' ? (
          <Wait doing={t(stage.doing)} {...(stage.total > 0 ? { progress: { done: stage.done, total: stage.total } } : {})} />
        ) : null}
        {stage.is === 'seen' ? (
          <>
            <b>
              {t('可以登记 {good} 人，{bad} 行要改', { good: stage.good.length, bad: new Set(stage.problems.map((one) => one.row)).size })}
            </b>
            {stage.ignored.length > 0 ? (
              <p className="soft">{t('看不懂、没有用的列：{columns}', { columns: stage.ignored.join('、') })}</p>
            ) : null}
          </>
        ) : null}
        {stage.is === 'done' ? <b>{t('已登记 {n} 人', { n: stage.registered })}</b> : null}
        {(stage.is === 'seen' || stage.is === 'done') && stage.problems.length > 0 ? <Problems problems={stage.problems} /> : null}
        {stage.is === 'seen' && stage.good.length > 0 ? <Good rows={stage.good} /> : null}
      </section>
    </Page>
  );
};
export default ImportScreen;
