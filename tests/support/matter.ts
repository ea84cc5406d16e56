import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { areaPath, command, id } from '../../kernel/contract.ts';
import { accept } from '../../kernel/result.ts';
import * as residents from '../../modules/residents/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { handle, type Module } from '../../platform/executor/types.ts';
import type { TestApp } from './app.ts';

/** A bare case or ask, for tests of modules that stand before cases in the order: only its stream exists. */
const open = command({
  name: 'test.open_matter',
  kind: 'report',
  payload: z.strictObject({ id, stream: z.enum(['case', 'ask']), area: areaPath }),
  answer: z.object({ id }),
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '测试用', en: 'For tests' },
});

export const matters: Module = {
  name: 'test',
  handlers: [
    handle(open, {
      load: async () => null,
      decide: (_state, p) =>
        accept([{ type: 'test.matter_opened', stream: p.stream, streamId: p.id, area: p.area, data: { id: p.id } }], { id: p.id }),
    }),
  ],
  projections: { 'test.matter_opened': () => [] },
};

export const openMatter = async (app: TestApp, as: Actor, stream: 'case' | 'ask' = 'case', area = as.area): Promise<string> =>
  (await app.did(as, open, { id: newId(), stream, area })).id;

export const registerResident = async (app: TestApp, as: Actor, name = '周阿海'): Promise<string> =>
  (await app.did(as, residents.register, { id: newId(), area: as.area, name, sex: 'male', birth: '1951-03-02' })).id;
