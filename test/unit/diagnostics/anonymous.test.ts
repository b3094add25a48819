import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anonymous } from '../../../src-main/diagnostics/anonymous.ts';
import { knownHosts } from '../../../src-main/diagnostics/known-hosts.ts';
import { logTail } from '../../../src-main/diagnostics/log-tail.ts';
import { fail } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { defaultSettings } from '../../../src-preload/shared/settings/table.ts';

const known = { hosts: ['intranet', 'api.northwind.example:8443'], home: '/home/ana', showHosts: false };

describe('a text for a report', () => {
  it.each([
    ['ana@northwind.example couldn’t sign in', '[e-mail] couldn’t sign in'],
    ['"email":"ana.b+c@x.example"', '"email":"[e-mail]"'],
    ['https://api.northwind.example:8443/v1 failed', 'https://[host]/v1 failed'],
    ['intranet isn’t responding', '[host] isn’t responding'],
    ['other.example.org can’t be found', '[host] can’t be found'],
    ['https://localserver/x and http://127.0.0.1:4000/y', 'https://[host]/x and http://127.0.0.1:4000/y'],
    ['connect ECONNREFUSED 10.1.2.3:443', 'connect ECONNREFUSED [address]:443'],
    ['connect 2001:db8::1:2:3 failed', 'connect [address] failed'],
    ['at 09:22:31 in index.cjs:1:2', 'at 09:22:31 in index.cjs:1:2'],
    ['/home/ana/.config/steward/steward.log', '~/.config/steward/steward.log'],
    ['at run (out/main/index.cjs:1:2)', 'at run (out/main/index.cjs:1:2)'],
    ['Authorization: Bearer abc.def.ghi', 'Authorization: [redacted] [redacted]'],
    ['token mbx_12345678901234567890', 'token [redacted]'],
  ])('%j reads %j', (text, clean) => {
    expect(anonymous(text, known)).toBe(clean);
  });

  it('keeps host names where they are wanted, and nothing else', () => {
    const text = 'ana@x.example at https://api.northwind.example:8443 with Bearer abcdefgh';
    expect(anonymous(text, { ...known, showHosts: true })).toBe(
      '[e-mail] at https://api.northwind.example:8443 with Bearer [redacted]',
    );
  });

  it('knows the hosts of the proxy and its exceptions, also while the databases are closed', () => {
    const settings = {
      ...defaultSettings,
      proxyServer: 'socks5://gate:1080',
      proxyBypass: '*.lab, 10.0.0.0/8',
      proxyPacUrl: 'https://config/proxy.pac',
    };
    const closed = fail(plainError('vault-locked', 'Locked.', 'Unlock it.'));
    const hosts = knownHosts(closed, settings, [{ proxy: 'other:3128', realm: '', state: 'needed' }]);
    expect(hosts).toEqual(expect.arrayContaining(['gate', 'gate:1080', 'config', 'other', '*.lab']));
  });
});

describe('the end of the log', () => {
  it('is its newest whole lines', () => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-log-'));
    const file = join(folder, 'steward.log');
    expect(logTail(file, 5)).toEqual([]);
    writeFileSync(file, `${'x'.repeat(70_000)}\none\ntwo\nthree\n`);
    expect(logTail(file, 2)).toEqual(['two', 'three']);
    expect(logTail(file, 9)).toEqual(['one', 'two', 'three']);
    rmSync(folder, { recursive: true });
  });
});
