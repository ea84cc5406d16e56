import type { z } from 'zod';
import type { Checked } from '../../../../kernel/checked.ts';
import type { page } from '../../../../modules/cases/contract.ts';
import type { RouteStep } from '../../../../modules/catalogue/contract.ts';
import type { Consent } from '../../../../modules/materials/contract.ts';
import { consentFor } from '../../../../modules/materials/domain.ts';
import type { task } from '../../../../modules/work/contract.ts';

export type CasePage = z.output<typeof page.answer>;
export type Task = z.output<typeof task.answer>;

/** The consent on which this step may be done now, by the rule that the server keeps too; null where the step needs none. */
export const consentOf = (shown: CasePage, step: RouteStep, task: Pick<Task, 'consentScope'>, now: string): Checked<Consent> | null =>
  task.consentScope === null
    ? null
    : consentFor(shown.consents, {
        resident: shown.case.resident.id,
        caseId: shown.case.id,
        itemCode: shown.item.code,
        scope: task.consentScope,
        kindsAllowed: step.consent,
        at: now,
      });
