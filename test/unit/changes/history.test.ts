import { describe, expect, it } from 'vitest';
import { mergeHistory } from '../../../src-main/changes/history.ts';
import { receiptFile } from '../../../src-preload/contract/receipt-file.ts';
import { receiptJson } from '../../../src-main/changes/receipt.ts';
import type { HistoryRow } from '../../../src-main/store/history/types.ts';
import { theSecret } from './fake-server.ts';
import { value, yes } from './plans.ts';
import { createToken, setRole } from './requests.ts';
import { world } from './world.ts';

const labels: Record<string, string> = { EDITOR: 'Collaborator', APPROVER: 'Approver' };
const roleLabel = (role: string) => labels[role] ?? role;
const row = (part: Partial<HistoryRow>): HistoryRow => ({
  id: 1,
  connectionId: 'c1',
  workspaceId: 'w1',
  kind: 'member.role',
  subjectId: 'dana',
  subject: 'dana@example.com',
  before: 'EDITOR',
  after: 'APPROVER',
  from: 1,
  at: 2,
  ...part,
});
const words = (part: Partial<HistoryRow>) => mergeHistory([], [row(part)], { roleLabel })[0]?.text;

describe('observed changes in sentences', () => {
  it.each([
    [{}, 'dana@example.com became Approver (was Collaborator).'],
    [{ kind: 'member.joined', before: null, after: 'EDITOR' }, 'dana@example.com joined as Collaborator.'],
    [
      { kind: 'member.left', before: 'EDITOR', after: null },
      'dana@example.com is no longer a member (was Collaborator).',
    ],
    [{ kind: 'member.status', before: 'pending', after: 'active' }, 'dana@example.com signed up.'],
    [
      { kind: 'workspace.changed', subject: 'W1', before: 'name: Old', after: 'name: W1' },
      'Workspace “W1” changed: name Old → W1.',
    ],
    [
      { kind: 'workspace.changed', subject: 'W1', before: 'my role: EDITOR', after: 'my role: APPROVER' },
      'Workspace “W1” changed: your role Collaborator → Approver.',
    ],
    [{ kind: 'token.revoked', subject: 'ci', before: null, after: null }, 'Token “ci” was revoked.'],
  ] as const)('%j', (part, expected) => {
    expect(words(part)).toBe(expected);
  });
});

describe('the merged history', () => {
  it('lists what this app did once, as its own, beside what others did', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    it.clock.now += 1000;
    await it.changes.apply(plan.id, yes(plan));
    expect(it.ledger.rows).toHaveLength(1);
    const others = row({
      id: 9,
      subjectId: 'eli',
      subject: 'eli@example.com',
      from: 5,
      at: it.clock.now + 5,
    });
    const entries = mergeHistory(await it.ledger.plans(null, null), [...it.ledger.rows, others], {
      workspaceId: 'w1',
      roleLabel,
    });
    expect(entries.map((entry) => entry.text)).toEqual([
      'eli@example.com became Approver (was Collaborator).',
      'Dana is Approver in “W1”.',
    ]);
    expect(mergeHistory(await it.ledger.plans(null, null), [others], { workspaceId: 'w2' })).toEqual([]);
  });

  it('keeps the same change that another administrator made at another time', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    await it.changes.apply(plan.id, yes(plan));
    const later = row({ from: it.clock.now + 3_600_000, at: it.clock.now + 7_200_000 });
    expect(mergeHistory(await it.ledger.plans(null, null), [later])).toHaveLength(2);
  });
});

it('exports everything in a receipt but secrets and bookkeeping', async () => {
  const it = await world();
  const plan = value(await it.changes.plan([createToken('deploy')]));
  const applied = value(await it.changes.apply(plan.id, yes(plan)));
  const text = receiptJson(applied.plan);
  expect(JSON.parse(text)).toMatchObject({
    format: 'steward.receipt/1',
    status: 'finished',
    appliedAt: '1970-01-01T00:16:40.000Z',
    items: [{ outcome: 'done', words: 'Token “deploy” was created.', workspace: 'W1' }],
  });
  // Nothing that its schema doesn’t name.
  expect(receiptFile.parse(JSON.parse(text))).toEqual(JSON.parse(text));
  expect(text).not.toContain(theSecret);
  expect(text).not.toContain('preImage');
});
