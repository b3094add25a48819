import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSystemPolicy, runProgram } from '../../../src-main/policy/managed-policy.ts';
import { parsePolicy } from '../../../src-main/policy/policy-file.ts';
import { noPolicy, type Policy } from '../../../src-main/policy/policy.ts';

type Computer = NonNullable<Parameters<typeof readSystemPolicy>[0]>;

const fileDecides: Policy = {
  state: 'in-force',
  file: 'policy.json',
  organization: 'File',
  servers: null,
  settings: {},
};
const json = '{"version":1,"organization":"Northwind","settings":{"lockAfterMinutes":10}}';

/** A computer with a policy file; every program fails unless it is given. */
const computer = (platform: NodeJS.Platform, parts: Partial<Computer>): Computer => ({
  platform,
  run: async () => null,
  exists: () => true,
  readFile: () => fileDecides,
  readRootFile: () => null,
  ...parts,
});

describe('a policy in the registry of Windows', () => {
  const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Steward';
  const written = (line: string) => `\r\n${key}\r\n    ${line}\r\n\r\n`;
  /** `reg query` with this answer; null: there is no such value. */
  const withRegistry = (stdout: string | Buffer | null) =>
    computer('win32', {
      run: async (_program, args) =>
        stdout === null && args[1]?.endsWith('Steward') === true
          ? { code: 1, stdout: Buffer.alloc(0) }
          : { code: 0, stdout: Buffer.from(stdout ?? '') },
    });

  it('holds, whatever the policy file says', async () => {
    expect(await readSystemPolicy(withRegistry(written(`Policy    REG_SZ    ${json}`)))).toMatchObject({
      state: 'in-force',
      file: 'HKLM\\SOFTWARE\\Policies\\Steward',
      organization: 'Northwind',
      settings: { lockAfterMinutes: 10 },
    });
  });

  it('is asked for by the system’s own program with nothing of the user in it, and of administrators alone', async () => {
    const asked: (readonly string[])[] = [];
    await readSystemPolicy(
      computer('win32', {
        async run(program, args) {
          asked.push([program, ...args]);
          return { code: 0, stdout: Buffer.from(written(`Policy    REG_SZ    ${json}`)) };
        },
      }),
    );
    expect(asked).toEqual([
      [
        'C:\\Windows\\System32\\reg.exe',
        'query',
        'HKLM\\SOFTWARE\\Policies\\Steward',
        '/v',
        'Policy',
        '/reg:64',
      ],
    ]);
  });

  it('leaves the decision to the policy file where there is none, or where Windows is in another folder', async () => {
    expect(await readSystemPolicy(withRegistry(null))).toBe(fileDecides);
    expect(await readSystemPolicy(computer('win32', { exists: () => false }))).toBe(fileDecides);
  });

  it.each([
    ['of another type', written('Policy    REG_EXPAND_SZ    {"version":1}')],
    ['under another name', written('Policies    REG_SZ    {"version":1}')],
    [
      'of another key',
      `\r\nHKEY_CURRENT_USER\\SOFTWARE\\Policies\\Steward\r\n    Policy    REG_SZ    ${json}\r\n`,
    ],
    ['of several lines', written(`Policy    REG_SZ    ${json}\r\n    Policy    REG_SZ    {"version":1}`)],
    [
      'with characters of a code page',
      Buffer.from(written('Policy    REG_SZ    {"version":1,"organization":"M\xfcller"}'), 'latin1'),
    ],
    ['empty', ''],
    ['without valid JSON', written('Policy    REG_SZ    {"version":1')],
    ['with a setting that isn’t known', written('Policy    REG_SZ    {"version":1,"settings":{"x":1}}')],
  ])('allows no server where it is %s', async (_what, stdout) => {
    expect(await readSystemPolicy(withRegistry(stdout))).toMatchObject({
      state: 'unusable',
      file: 'HKLM\\SOFTWARE\\Policies\\Steward',
    });
  });

  it('allows no server where the registry is closed to the user, because one may be in it', async () => {
    const closed = computer('win32', { run: async () => ({ code: 1, stdout: Buffer.alloc(0) }) });
    const stuck = computer('win32', { run: async () => null });
    for (const one of [closed, stuck])
      expect(await readSystemPolicy(one)).toMatchObject({
        state: 'unusable',
        problem: 'The registry can’t be read (reg.exe doesn’t run here).',
      });
  });
});

describe('a policy in a profile of macOS', () => {
  const plist = '/Library/Managed Preferences/app.steward.desktop.plist';
  const withProfile = (stdout: string, code = 0) =>
    computer('darwin', {
      readRootFile: () => ({ bytes: Buffer.from('') }),
      run: async () => ({ code, stdout: Buffer.from(stdout) }),
    });

  it('holds, whatever the policy file says', async () => {
    expect(await readSystemPolicy(withProfile(json))).toMatchObject({
      state: 'in-force',
      file: plist,
      organization: 'Northwind',
    });
  });

  it('may have names of the profile itself in it', async () => {
    const policy = await readSystemPolicy(withProfile('{"PayloadUUID":"1","PayloadType":"x","version":1}'));
    expect(policy).toMatchObject({ state: 'in-force', organization: null });
  });

  it('leaves the decision to the policy file where there is none', async () => {
    expect(await readSystemPolicy(computer('darwin', {}))).toBe(fileDecides);
  });

  it('allows no server where others could have written it, or it isn’t what a policy is', async () => {
    const others = computer('darwin', { readRootFile: () => ({ problem: 'It doesn’t belong to root.' }) });
    for (const one of [others, withProfile('', 1), withProfile('{"version":2}'), withProfile('{')])
      expect(await readSystemPolicy(one)).toMatchObject({ state: 'unusable', file: plist });
  });
});

describe('the example of the registry in the documents', () => {
  it('is a policy', () => {
    const document = readFileSync(join(import.meta.dirname, '../../../docs/administration.md'), 'utf8');
    const quoted = /^"Policy"=("(?:[^"\\]|\\.)*")$/mu.exec(document)?.[1] ?? '';
    // The quoting of .reg files is that of JSON here.
    const text = String(JSON.parse(quoted));
    expect(parsePolicy('', text)).toMatchObject({ state: 'in-force', organization: 'Northwind' });
  });
});

describe('a policy on Linux', () => {
  it('is the policy file alone, and no program is run for it', async () => {
    const run = async () => expect.unreachable();
    expect(await readSystemPolicy(computer('linux', { run }))).toBe(fileDecides);
    expect(await readSystemPolicy(computer('linux', { run, readFile: () => noPolicy }))).toBe(noPolicy);
  });
});

describe.skipIf(process.platform === 'win32')('a program that is asked for a policy', () => {
  it('holds nothing up while it runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-policy-'));
    const file = join(folder, 'made-meanwhile');
    setImmediate(() => writeFileSync(file, ''));
    const script = `until [ -e '${file}' ]; do sleep 0.01; done; echo done`;
    const ended = await runProgram('/bin/sh', ['-c', script]);
    rmSync(folder, { recursive: true });
    expect(ended).toEqual({ code: 0, stdout: Buffer.from('done\n') });
  });

  it('says how it ended, and nothing where it couldn’t be started or was stopped', async () => {
    expect(await runProgram('/bin/sh', ['-c', 'exit 3'])).toMatchObject({ code: 3 });
    expect(await runProgram('/bin/sh', ['-c', 'kill -9 $$'])).toBeNull();
    expect(await runProgram('/bin/no-such-program', [])).toBeNull();
  });
});
