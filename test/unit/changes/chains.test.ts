import { expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { PlanItem } from '../../../src-preload/contract/plan.ts';
import { chainsOf } from '../../../src-main/changes/engine/applying/chains.ts';
import { value } from './plans.ts';
import { setRole } from './requests.ts';
import { world } from './world.ts';

interface Placed {
  id: string;
  at: { connectionId: string; workspaceId: string };
  after?: string;
}

const chains = async (items: Placed[]) => (await chained(items)).chains;

/** The chains, and which connections were looked up for them. */
async function chained(items: Placed[]) {
  const it = await world();
  const facts = it.connections.get('c1');
  const [template] = value(await it.changes.plan([setRole('dana', 'APPROVER')])).items;
  if (template === undefined) throw new Error('The plan has no item.');
  const made = items.map(({ id, at, after = null }): PlanItem => {
    const request: ChangeRequest = {
      type: 'member.set-role',
      ...at,
      userId: id,
      email: `${id}@example.com`,
      role: 'APPROVER',
    };
    return { ...template, id, request, dependsOn: after };
  });
  const lookedUp: string[] = [];
  const get = (connectionId: string) => {
    lookedUp.push(connectionId);
    return facts;
  };
  return { chains: chainsOf({ connections: { get } }, made), lookedUp };
}

const at = (connectionId: string, workspaceId: string) => ({ connectionId, workspaceId });

it('connections run side by side, each in the order of the plan', async () => {
  const items = [
    { id: 'a', at: at('c1', 'w1') },
    { id: 'b', at: at('c2', 'w2') },
    { id: 'c', at: at('c1', 'w3') },
  ];
  expect(await chains(items)).toEqual([['a', 'c'], ['b']]);
});

it('two connections to one workspace are one chain, so that its last owner stays', async () => {
  const items = [
    { id: 'a', at: at('c1', 'w1') },
    { id: 'b', at: at('c2', 'w2') },
    { id: 'c', at: at('c2', 'w1') },
  ];
  expect(await chains(items)).toEqual([['a', 'b', 'c']]);
});

it('what waits for a change on another connection comes after it', async () => {
  const items = [
    { id: 'a', at: at('c1', 'w1') },
    { id: 'b', at: at('c2', 'w2'), after: 'a' },
    { id: 'c', at: at('c3', 'w3') },
  ];
  expect(await chains(items)).toEqual([['a', 'b'], ['c']]);
});

it('looks each connection up once, however many changes it has', async () => {
  const { lookedUp } = await chained([
    { id: 'a', at: at('c1', 'w1') },
    { id: 'b', at: at('c2', 'w2') },
    { id: 'c', at: at('c1', 'w3') },
    { id: 'd', at: at('c1', 'w1') },
  ]);
  expect(lookedUp).toEqual(['c1', 'c2']);
});
