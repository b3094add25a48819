import type { Plan } from '../../../src-preload/contract/plan.ts';
import { placeOf } from '../../../src-preload/shared/plan.ts';
import type { Engine } from './engine.ts';

/** Tells the screens and the log about a receipt, and refreshes the lists around it. */
export function announce({ deps }: Engine, plan: Plan): void {
  deps.onApplied?.(plan);
  for (const { connectionId, workspaceId } of placesOf(plan)) {
    deps.onEvent({ topic: 'receipts', connectionId, workspaceId });
    deps.onEvent({ topic: 'history', connectionId, workspaceId });
    const isThere =
      workspaceId !== null && deps.roster.workspace({ connectionId, workspaceId }, deps.now()) !== null;
    if (isThere) deps.sync.refresh(connectionId, 'change', { connectionId, workspaceId });
    else deps.sync.refresh(connectionId, 'change');
  }
}

function placesOf(plan: Plan): { connectionId: string; workspaceId: string | null }[] {
  const places = plan.items.map(({ request }) => ({
    connectionId: request.connectionId,
    workspaceId: placeOf(request),
  }));
  return [
    ...new Map(places.map((place) => [`${place.connectionId} ${place.workspaceId ?? ''}`, place])).values(),
  ];
}
