import type { FastifyInstance } from 'fastify';
import { sayInstant } from '../kernel/time.ts';
import { ledgerSearch } from '../modules/cases/contract.ts';
import { type ExportParts, registerTableExport } from './export-table.ts';

/** 帮代办服务台账 as a spreadsheet (K8): what the acting post may see of the ledger, newest first. */
export const registerLedgerExport = (app: FastifyInstance, api: ExportParts): void =>
  registerTableExport(app, api, {
    path: '/ledger.xlsx',
    contract: ledgerSearch,
    sheet: '台账',
    file: '帮代办服务台账',
    heading: ['时间', '记录时间', '谁', '区划', '办件编号', '做了什么', '条目', '第几条', '已更正'],
    cells: (row) => [
      sayInstant(row.at, 'zh'),
      sayInstant(row.recordedAt, 'zh'),
      row.by ?? '系统',
      row.areaName ?? '',
      row.shortCode ?? '',
      row.says?.zh ?? row.event,
      row.id,
      String(row.seq),
      row.struckBy === null ? '' : '已更正',
    ],
  });
