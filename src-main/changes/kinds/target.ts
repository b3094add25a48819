import type { PlanItem } from '../../../src-preload/contract/plan.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import type { PlaceContext } from '../context.ts';

type Target = Pick<PlanItem['target'], 'workspaceName' | 'instanceUrl'>;

/** Of every change that is made in a place and leaves it there. */
export const inOwnPlace = {
  decidedBy: 'workspace',
  wantsPlaceGone: false,
  target: ({ row }: Pick<PlaceContext, 'row'>): Target => ({
    workspaceName: row?.name ?? '',
    instanceUrl: row ? valueOr(row.instance.url, null) : null,
  }),
} as const;

/** Of what isn't made in a place of the list: it is yet to be created, or known to the server alone. */
export const outsidePlaces = {
  changes: null,
  wantsPlaceGone: false,
  target: ({ request }: { request: object }): Target => ({
    workspaceName: 'name' in request && typeof request.name === 'string' ? request.name : '',
    instanceUrl: null,
  }),
} as const;
