import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { PlanItem } from '../../../src-preload/contract/plan.ts';
import { commandText, type CommandLine } from '../../../src-main/queries/copied-command/copied-command.ts';
import { requestsOfPlan } from '../../../src-main/queries/copied-command/plan-requests.ts';
import { quoted } from '../../../src-preload/shared/shell.ts';

const posix: CommandLine = { program: ['steward'], profile: null, shell: 'posix' };
const windows: CommandLine = { ...posix, shell: 'powershell' };
const ref = { connectionId: 'c1', workspaceId: 'w1' };
const named = (name: string) => ({ connection: () => 'Northwind', place: () => name, hasTypes: () => true });

const hostile = [
  'plain',
  "Ana's laptop",
  'say "hi"',
  '$(touch owned)',
  '`id`',
  '$HOME',
  'a;b && c | d > e',
  'back\\slash',
  'ends with \\',
  '!history',
  '*',
  '~root',
  '🚀 Launch',
  'שלום עולם',
  '中文',
  '-rf',
  '--json',
  '--',
  "‘curly’ 'straight'",
  '%PATH%',
  '#comment',
  ' padded ',
  'a=b',
  '{a,b}',
  '',
];

describe('a word in a POSIX shell', () => {
  it.each(hostile)('arrives as it is: %j', (word) => {
    const ran = spawnSync('sh', ['-c', `printf '%s' ${quoted(word, 'posix')}`], { encoding: 'utf8' });
    expect([ran.stdout, ran.stderr]).toEqual([word, '']);
  });
});

describe('a word in PowerShell', () => {
  it.each([
    ["Ana's laptop", "'Ana''s laptop'"],
    ['‘curly’', "'‘‘curly’’'"],
    ['$(Remove-Item x)', "'$(Remove-Item x)'"],
    ['a@b.example', "'a@b.example'"],
    ['--', "'--'"],
    ['--role', '--role'],
    ['plain', 'plain'],
  ])('is quoted by its rules: %j', (word, text) => {
    expect(quoted(word, 'powershell')).toBe(text);
  });
});

describe('the command of a change', () => {
  const words = (requests: readonly ChangeRequest[], name = 'Northwind Production') =>
    commandText(requests, posix, named(name));

  it('names the place, the connection and what changes', () => {
    const invite = (email: string): ChangeRequest => ({
      type: 'member.invite',
      ...ref,
      email,
      role: 'approver',
    });
    expect(words([invite('a@b.example'), invite('c@d.example')])).toBe(
      "steward members invite --role approver --connection Northwind 'Northwind Production' a@b.example c@d.example",
    );
    expect(words([{ type: 'workspace.leave', ...ref }])).toBe(
      "steward workspace leave --connection Northwind 'Northwind Production'",
    );
  });

  it('says only what a form changed', () => {
    const from = { name: 'A', description: 'B' };
    expect(words([{ type: 'workspace.update', ...ref, name: 'A', description: '', from }])).toBe(
      "steward workspace update --description '' --connection Northwind 'Northwind Production'",
    );
  });

  it('takes no name for an option', () => {
    expect(words([{ type: 'workspace.leave', ...ref }], '--json')).toBe(
      'steward workspace leave --connection Northwind -- --json',
    );
  });

  it('prints a new token, which can’t be shown again', () => {
    expect(words([{ type: 'token.create', ...ref, name: 'ci', expiry: '30d' }])).toContain('--reveal');
  });

  it('starts as the app was started, on its own data folder', () => {
    const line = { ...posix, program: ['npm', 'run', 'steward', '--'], profile: '/srv/my data' };
    expect(commandText([{ type: 'workspace.leave', ...ref }], line, named('A'))).toBe(
      "npm run steward -- workspace leave --connection Northwind --profile '/srv/my data' A",
    );
  });

  it('gives changes that have no command of their own, and mixed ones, to apply', () => {
    const text = words([
      { type: 'workspace.approvals', ...ref, enabled: true },
      { type: 'workspace.leave', ...ref },
    ]);
    const [first, ...rest] = text.split('\n');
    expect(first).toBe("steward apply - <<'CHANGES'");
    expect(rest.at(-1)).toBe('CHANGES');
    expect(JSON.parse(rest.slice(0, -1).join('\n'))).toMatchObject({ changes: [{ enabled: true }, {}] });
  });

  it('holds nothing that a terminal obeys when it’s pasted, or that turns the line around', () => {
    const name = "\u001b[201~\nrm -rf ~\u0007\u202egnp.exe 'q' CHANGES\nCHANGES\n\u200b";
    for (const line of [posix, windows]) {
      const text = commandText(
        [{ type: 'workspace.update', ...ref, name, description: '' }],
        line,
        named('w1'),
      );
      expect(text).not.toMatch(/(?!\n)\p{Cc}|[\u200b\u202e]/u);
      expect(text.split('\n').filter((one) => one === 'CHANGES')).toHaveLength(line === posix ? 1 : 0);
      const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
      expect(JSON.parse(json)).toMatchObject({ changes: [{ name }] });
    }
  });

  it('pipes plain ASCII where PowerShell would lose quotation marks', () => {
    const text = commandText(
      [{ type: 'workspace.update', ...ref, name: 'say "hi" ’🚀', description: '' }],
      windows,
      named('w1'),
    );
    expect(text).toMatch(/^'\{[ -&(-~]*\}' \| steward apply -$/);
    expect(JSON.parse(text.slice(1, text.lastIndexOf("'")))).toMatchObject({
      changes: [{ name: 'say "hi" ’🚀' }],
    });
  });
});

describe('the requests of a plan', () => {
  const item = (id: string, request: ChangeRequest, more: Partial<PlanItem> = {}) =>
    ({ id, request, dependsOn: null, pause: null, ...more }) as PlanItem;

  it('are one where the plan has two steps: an invitation and its role, a new token and the end of the old one', () => {
    const invite: ChangeRequest = { type: 'member.invite', ...ref, email: 'a@b.example', role: null };
    const setRole: ChangeRequest = {
      type: 'member.set-role',
      ...ref,
      userId: null,
      email: 'a@b.example',
      role: 'owner',
    };
    const create: ChangeRequest = { type: 'token.create', ...ref, name: 'new', expiry: '' };
    const remove: ChangeRequest = { type: 'token.delete', ...ref, tokenId: 't', name: 'old' };
    const items = [
      item('1', invite),
      item('2', setRole, { dependsOn: '1' }),
      item('3', create),
      item('4', remove, { dependsOn: '3', pause: 'Replace it.' }),
    ];
    expect(requestsOfPlan({ items })).toEqual([
      { ...invite, role: 'owner' },
      { type: 'token.rotate', ...ref, tokenId: 't', name: 'old', newName: 'new' },
    ]);
  });
});
