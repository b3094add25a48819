import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../src-main/http/client.ts';
import type { Transport } from '../../../src-main/http/http.ts';
import { matchesHost, readHostPattern } from '../../../src-main/policy/host-pattern.ts';
import { policedTransport } from '../../../src-main/policy/policed-transport.ts';
import { managedSettings, policyRefusal, type Policy } from '../../../src-main/policy/policy.ts';
import { readPolicy, systemPolicyFile } from '../../../src-main/policy/policy-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-policy-'));
  file = join(folder, 'policy.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const owner = process.getuid?.() ?? 0;
const write = (content: unknown) =>
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o644 });
const read = () => readPolicy({ file, owner });

describe('the servers that a policy allows', () => {
  it.each([
    ['api.example.com', 'https://api.example.com/v1', true],
    ['api.example.com', 'https://API.Example.com.:8443', true],
    ['api.example.com', 'https://api.example.com.evil.example', false],
    ['api.example.com', 'https://notapi.example.com', false],
    ['api.example.com', 'https://api.example.com@evil.example', false],
    ['*.example.com', 'https://a.b.example.com', true],
    ['*.example.com', 'https://example.com', false],
    ['*.example.com', 'https://badexample.com', false],
    ['127.0.0.1:4000', 'http://127.0.0.1:4000/si', true],
    ['127.0.0.1:4000', 'http://127.0.0.1:4001', false],
    ['api.example.com:443', 'https://api.example.com', true],
    ['api.example.com:443', 'http://api.example.com', false],
    ['[::1]', 'http://[::1]:80', true],
    ['bücher.example', 'https://xn--bcher-kva.example', true],
    ['api.example.com', 'no address', false],
  ])('%s, connecting to %s: %s', (text, address, allowed) => {
    const pattern = readHostPattern(text);
    expect(pattern).not.toBeNull();
    expect(matchesHost(pattern === null ? [] : [pattern], address)).toBe(allowed);
  });

  it.each([
    '',
    '*',
    '*.',
    'https://api.example.com',
    'api.example.com/v1',
    'a b',
    '*.*.example',
    'me@host',
    ':80',
  ])('%j is no server', (text) => {
    expect(readHostPattern(text)).toBeNull();
  });
});

describe('the file of a policy', () => {
  it('decides nothing where there is none', () => {
    expect(read()).toEqual({ state: 'none' });
    expect(policyRefusal(read(), 'https://any.example')).toBeNull();
  });

  it('decides servers and settings', () => {
    write({
      version: 1,
      organization: 'Northwind',
      allowedServers: ['*.northwind.example'],
      settings: { lockAfterMinutes: 10, proxyMode: 'none' },
    });
    const policy = read();
    expect(managedSettings(policy)).toEqual({ lockAfterMinutes: 10, proxyMode: 'none' });
    expect(policyRefusal(policy, 'https://api.northwind.example')).toBeNull();
    expect(policyRefusal(policy, 'https://evil.example/path')).toMatchObject({
      kind: 'blocked',
      sentence: 'Northwind doesn’t allow connections to evil.example.',
    });
  });

  it('leaves out servers and settings: any server, no setting', () => {
    write({ version: 1 });
    expect(policyRefusal(read(), 'https://any.example')).toBeNull();
    expect(managedSettings(read())).toEqual({});
  });

  it.each([
    ['no JSON', '{"version": 1', 'It isn’t valid JSON.'],
    ['nothing', '', 'It isn’t valid JSON.'],
    ['a list', [], /expected object/],
    ['another version', { version: 2 }, /^version: /],
    ['a rule that isn’t known', { version: 1, allowedServer: [] }, /allowedServer/],
    ['a setting that isn’t known', { version: 1, settings: { themes: 'dark' } }, /^settings: .*themes/],
    [
      'a value that a setting can’t have',
      { version: 1, settings: { lockAfterMinutes: 0 } },
      'settings.lockAfterMinutes: must be a whole number from 1 to 1440, or null',
    ],
    [
      'an address for a server',
      { version: 1, allowedServers: ['https://a.example'] },
      /^allowedServers.0: must be a host/,
    ],
    ['a number for the servers', { version: 1, allowedServers: 7 }, /^allowedServers: /],
    ['more than anyone writes', `{"version":1}${' '.repeat(300 * 1024)}`, 'It is larger than 256 kB.'],
  ])('allows no server with %s, and says what is wrong', (_what, content, problem) => {
    write(content);
    const policy = read();
    expect(policy).toMatchObject({
      state: 'unusable',
      problem: typeof problem === 'string' ? problem : (expect.stringMatching(problem) as string),
    });
    expect(policyRefusal(policy, 'https://any.example')).toMatchObject({ kind: 'blocked' });
    expect(managedSettings(policy)).toEqual({});
  });

  it('is refused where others can write to it, or it belongs to another user', () => {
    write({ version: 1 });
    expect(readPolicy({ file, owner: owner + 1 })).toMatchObject({ problem: 'It doesn’t belong to root.' });
    chmodSync(file, 0o664);
    expect(read()).toMatchObject({ problem: 'Others than root can write to it.' });
    chmodSync(file, 0o646);
    expect(read()).toMatchObject({ problem: 'Others than root can write to it.' });
  });

  it('is refused where others can write to its folder', () => {
    write({ version: 1 });
    chmodSync(folder, 0o777);
    expect(read()).toMatchObject({ problem: 'Others than root can write to its folder.' });
  });

  it('is refused where it is a folder, and where a link leads out of sight', () => {
    mkdirSync(file);
    expect(read()).toMatchObject({ state: 'unusable' });
    rmSync(file, { recursive: true });
    symlinkSync(file, file);
    expect(read()).toMatchObject({ state: 'unusable', problem: 'It can’t be read (ELOOP).' });
  });

  it('has a path of its own on each system, which no variable changes', () => {
    expect([systemPolicyFile('linux'), systemPolicyFile('darwin'), systemPolicyFile('win32')]).toEqual([
      '/etc/steward/policy.json',
      '/Library/Application Support/Steward/policy.json',
      'C:\\ProgramData\\Steward\\policy.json',
    ]);
  });

  it('is as the example in the documents', () => {
    const document = readFileSync(join(import.meta.dirname, '../../../docs/administration.md'), 'utf8');
    const example = /```json\n(.*?)```/su.exec(document)?.[1] ?? '';
    write(example);
    expect(read()).toMatchObject({ state: 'in-force', organization: 'Northwind' });
  });

  it.skipIf(process.platform !== 'linux' || owner !== 0)(
    'counts where the commands of the documents put it',
    () => {
      const document = readFileSync(join(import.meta.dirname, '../../../docs/administration.md'), 'utf8');
      const commands = /```sh\n(install .*?)```/su.exec(document)?.[1] ?? '';
      write({ version: 1, organization: 'Northwind' });
      chmodSync(file, 0o600);
      const etc = join(folder, 'steward');
      execFileSync('sh', ['-euc', `umask 077\n${commands.replaceAll('/etc/steward', etc)}`], { cwd: folder });
      expect(readPolicy({ file: join(etc, 'policy.json'), owner: 0 })).toMatchObject({ state: 'in-force' });
      // Every user's Steward reads it.
      expect(statSync(join(etc, 'policy.json')).mode & 0o777).toBe(0o644);
      expect(statSync(etc).mode & 0o777).toBe(0o755);
    },
  );
});

describe('a request that the policy doesn’t allow', () => {
  it('is never sent, and not tried again; nor is one sent for its certificates', async () => {
    const sent: string[] = [];
    const transport: Transport = {
      async send({ url }) {
        sent.push(url);
        return {
          ok: true,
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: Buffer.from('{}'),
        };
      },
      async offeredCertificates(origin) {
        sent.push(origin);
        return { ok: true, certificates: [] };
      },
      forget: async () => undefined,
    };
    const pattern = readHostPattern('good.example');
    const policy: Policy = {
      state: 'in-force',
      file,
      organization: null,
      servers: pattern === null ? [] : [pattern],
      settings: {},
    };
    const policed = policedTransport(transport, policy);
    const http = createHttpClient({ transport: policed });
    const ask = (address: string) =>
      http.probe({
        target: { connectionId: null, address, credential: 'secret', allowInsecure: false },
        method: 'GET',
        path: '/x',
        signal: new AbortController().signal,
      });
    expect(await ask('https://evil.example')).toMatchObject({
      ok: false,
      error: { kind: 'blocked', sentence: 'Your organization doesn’t allow connections to evil.example.' },
    });
    expect(await policed.offeredCertificates?.('https://evil.example')).toMatchObject({ ok: false });
    expect(sent).toEqual([]);
    expect(await ask('https://good.example')).toMatchObject({ ok: true });
    expect(sent).toEqual(['https://good.example/x']);
  });
});
