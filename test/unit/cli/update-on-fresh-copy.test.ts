import { expect, it } from 'vitest';
import type { CommandContext } from '../../../src-main/cli/command.ts';
import { update } from '../../../src-main/cli/commands/workspaces.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';

const now = Date.UTC(2026, 5, 1);
const hour = 3_600_000;

/** A session whose copy is an hour old; the workspace was renamed on the server since. Planning ends the command. */
function contextOf(options: Readonly<Record<string, string>>) {
  const asked: { name: string; input: unknown }[] = [];
  let fetchedAt = now - hour;
  const place = () => ({
    connectionId: 'c1',
    id: 'w1',
    scope: 'workspace',
    name: fetchedAt === now ? 'Renamed' : 'Old name',
    description: { state: 'known', value: fetchedAt === now ? 'By others' : 'Old' },
    organization: { state: 'none' },
  });
  const freshness = () => ({ fetchedAt, hidden: null });
  const answers: Readonly<Record<string, () => unknown>> = {
    'connections.list': () => [{ id: 'c1', label: 'One', productName: 'One', address: '' }],
    'workspaces.list': () => ({ workspaces: [place()], freshness: freshness() }),
    'workspaces.get': () => ({
      workspace: place(),
      permissions: {},
      listsAt: { members: { connectionId: 'c1', workspaceId: 'w1' } },
      freshness: { roles: freshness(), details: freshness() },
    }),
    'lists.fetch': () => {
      fetchedAt = now;
      return null;
    },
  };
  const attempt = async (name: string, input: unknown) => {
    asked.push({ name, input });
    const answer = answers[name];
    return answer === undefined ? fail(plainError('bug', 'Planned.', '')) : ok(answer());
  };
  const context = {
    argument: () => 'old name',
    option: (name: string) => options[name],
    flag: () => false,
    now,
    attempt,
    call: async (name: string, input: unknown) => {
      const answer = await attempt(name, input);
      if (answer.ok) return answer.value;
      throw new Error(answer.error.sentence);
    },
    // The command asks for nothing else before it plans.
  } as unknown as CommandContext;
  return { context, requests: () => asked.find(({ name }) => name === 'changes.plan')?.input };
}

it('a change of the description alone keeps the name that the workspace has now', async () => {
  const { context, requests } = contextOf({ description: 'Live' });
  await expect(update(context)).rejects.toThrow('Planned.');
  expect(requests()).toMatchObject({ requests: [{ name: 'Renamed', description: 'Live' }] });
});

it('a new name alone keeps the description that the workspace has now', async () => {
  const { context, requests } = contextOf({ name: 'New' });
  await expect(update(context)).rejects.toThrow('Planned.');
  expect(requests()).toMatchObject({ requests: [{ name: 'New', description: 'By others' }] });
});
