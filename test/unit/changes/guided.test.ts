import { describe, expect, it } from 'vitest';
import type { Provider } from '../../../src-main/providers/provider.ts';
import { receiptJson } from '../../../src-main/changes/receipt.ts';
import { plainPeople } from './fake-server.ts';
import { applied, codes, states, value } from './plans.ts';
import { invite, remove } from './requests.ts';
import { system } from './systems.ts';
import { world } from './world.ts';

/** A service that offers nothing to ask: its inventory is what the admin says. */
const inventory: Provider['inventory'] = {
  preview: () => ({ rows: [], fine: 0, wrong: 0, renamed: [], ignored: [], problem: null }),
  import: () => {
    throw new Error('not used');
  },
  exportCsv: () => '',
  forget: () => Promise.reject(new Error('not used')),
  steps: (request, { workspace }) => [`Open ${workspace?.name ?? ''}.`, `Do ${request.type}.`],
};
const provider = system({ facts: { guided: true }, joining: { verb: 'add' }, inventory });

describe('a guided plan', () => {
  it('shows the steps of each item and a button that marks them as done', async () => {
    const it = await world({ provider, seed: plainPeople });
    const plan = value(await it.changes.plan([invite('kai@example.com', 'viewer')]));
    expect(plan).toMatchObject({
      guided: true,
      title: 'Add kai@example.com to “W1”',
      verb: 'Mark as done',
      confirmation: { type: 'review' },
      items: [{ steps: ['Open W1.', 'Do member.invite.'] }],
    });
    expect(codes(plan)).toEqual([['guided:info']]);
    expect(plan.items[0]?.checks[0]?.words).toContain('Steward sends nothing.');
    const many = value(await it.changes.plan([remove('dana'), remove('eli')]));
    expect(many).toMatchObject({ verb: 'Mark as done', title: 'Remove 2 people from “W1”' });
  });

  it('says in the plan and in its receipt that it was marked as done', async () => {
    const it = await world({ provider, seed: plainPeople });
    const { plan } = await applied(it, [invite('kai@example.com', 'viewer')]);
    expect(states(plan)).toEqual(['done']);
    expect(plan.items[0]?.state).toMatchObject({
      words: 'kai@example.com was added to “W1” (you marked it as done).',
    });
    expect(JSON.parse(receiptJson(plan))).toMatchObject({
      guided: true,
      items: [{ steps: ['Open W1.', 'Do member.invite.'] }],
    });
  });

  it('says when the data it is based on was entered', async () => {
    const it = await world({ provider, seed: plainPeople });
    it.clock.now += 3 * 60_000;
    const plan = value(await it.changes.plan([remove('dana')]));
    expect(plan.items[0]?.checks.map(({ words }) => words)).toContain(
      'The data this is based on was entered 3 min ago.',
    );
  });

  it('sends requests where the API variant isn’t guided', async () => {
    const it = await world({ provider: system({ inventory }), seed: plainPeople });
    const plan = value(await it.changes.plan([remove('dana')]));
    expect(plan).toMatchObject({ guided: false, verb: 'Remove', items: [{ steps: [], pause: null }] });
  });
});
