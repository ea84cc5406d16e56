import type { FastifyInstance } from 'fastify';
import { CARE_HOW_NAMES, CARE_KIND_NAMES, CARE_LINE_NAMES, type CareRow, care } from '../modules/residents/contract.ts';
import { type ExportParts, registerTableExport } from './export-table.ts';

const STATES: Readonly<Record<CareRow['level'], string>> = { fine: '', due: '快到期', overdue: '超期' };

/** 重点对象 as a spreadsheet (R4), to take along on a round: no number of any kind, no words of a visit. */
export const registerCareExport = (app: FastifyInstance, api: ExportParts): void =>
  registerTableExport(app, api, {
    path: '/care-list.xlsx',
    contract: care,
    sheet: '重点对象',
    file: '重点对象',
    heading: [
      '姓名',
      '年龄',
      '名单',
      '条线',
      '根据',
      '区划',
      '住址',
      '谁去看',
      '几天一次',
      '上次',
      '上次谁去的',
      '怎么看的',
      '下次',
      '是否超期',
      '列入日期',
    ],
    cells: (row) => [
      row.resident.name,
      row.resident.age === null ? '' : String(row.resident.age),
      row.called ?? CARE_KIND_NAMES[row.kind].zh,
      CARE_LINE_NAMES[row.line].zh,
      row.because ?? '',
      row.areaName ?? '',
      row.resident.address ?? '',
      row.carer.name,
      String(row.everyDays),
      row.last?.on ?? '',
      row.last?.by ?? '',
      row.last === null ? '' : CARE_HOW_NAMES[row.last.how].zh,
      row.dueOn,
      STATES[row.level],
      row.since,
    ],
  });
