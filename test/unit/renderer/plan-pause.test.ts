import { describe, expect, it } from 'vitest';
import type { ItemState, Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import { finishLabel, pausedAt } from '../../../src-renderer/lib/plan-pause.ts';

const error = { kind: 'server', sentence: '', nextStep: '', retryable: true, detail: null } as const;
const states = {
  done: { state: 'done', at: 1, words: '' },
  failed: { state: 'failed', at: 1, error },
  pending: { state: 'pending' },
} satisfies Record<string, ItemState>;

const item = (
  id: string,
  title: string,
  state: ItemState,
  rest: { dependsOn?: string; pause?: string } = {},
): PlanItem => ({
  id,
  request: { type: 'workspace.leave', connectionId: 'c', workspaceId: 'w' },
  title,
  fact: '',
  op: 'add',
  target: {
    connectionId: 'c',
    connectionLabel: 'C',
    badge: 'development',
    address: 'https://c.example',
    workspaceId: 'w',
    workspaceName: 'W',
    instanceUrl: null,
  },
  checks: [],
  consequences: [],
  undo: { possible: false, words: '' },
  dependsOn: null,
  pause: null,
  steps: [],
  preImage: null,
  state,
  ...rest,
});

const rotation = (made: ItemState): Plan => ({
  id: 'p',
  title: 'Rotate',
  verb: 'Rotate',
  createdAt: 1,
  appliedAt: 1,
  finishedAt: 1,
  status: 'stopped',
  destructive: true,
  guided: false,
  confirmation: { type: 'review' },
  items: [
    item('new', 'Create the new key', made),
    item('old', 'Delete the old key', states.pending, { dependsOn: 'new', pause: 'Swap it.' }),
  ],
  leftOut: [],
  alsoChanged: [],
  unfinished: 1,
});

describe('a plan with something for the person to do in between', () => {
  it('stands at its pause once what comes before is done, and names what is left', () => {
    expect(pausedAt(rotation(states.done))?.id).toBe('old');
    expect(finishLabel(rotation(states.done))).toBe('Finish: delete the old key');
  });

  it('asks for nothing while the new one could not be made', () => {
    expect(pausedAt(rotation(states.failed))).toBeNull();
    expect(finishLabel(rotation(states.failed))).toBe('Try again');
  });

  it('is over when nothing is unfinished', () => {
    expect(pausedAt({ ...rotation(states.done), unfinished: 0 })).toBeNull();
  });
});
