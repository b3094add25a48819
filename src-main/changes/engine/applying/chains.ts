import type { PlanItem } from '../../../../src-preload/contract/plan.ts';
import { placeOf } from '../../../../src-preload/shared/plan.ts';
import { lookedUpOnce, type ChangesDeps } from '../deps.ts';

/**
 * The ids of the items by connection, each in the order of the plan: what one connection is sent doesn't wait for another. Connections to
 * the same workspace are one chain, because its owners are counted together; so are those of which one waits for another.
 */
export function chainsOf(
  { connections }: Pick<ChangesDeps, 'connections'>,
  items: readonly PlanItem[],
): string[][] {
  const { rootOf, join } = newSets();
  const providerOf = lookedUpOnce((id) => connections.get(id)?.provider.id ?? '');
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const { request, dependsOn } of items) {
    const { connectionId } = request;
    const place = placeOf(request);
    if (place !== null) join(connectionId, `${providerOf(connectionId)} ${place}`);
    const first = dependsOn === null ? undefined : byId.get(dependsOn);
    if (first) join(connectionId, first.request.connectionId);
  }
  const chains = new Map<string, string[]>();
  for (const { id, request } of items) {
    const root = rootOf(request.connectionId);
    const chain = chains.get(root);
    if (chain) chain.push(id);
    else chains.set(root, [id]);
  }
  return [...chains.values()];
}

/** Keys in sets that grow together. */
function newSets() {
  const parents = new Map<string, string>();
  function rootOf(key: string): string {
    const parent = parents.get(key);
    return parent === undefined ? key : rootOf(parent);
  }
  function join(one: string, other: string): void {
    const [from, to] = [rootOf(one), rootOf(other)];
    if (from !== to) parents.set(from, to);
  }
  return { rootOf, join };
}
