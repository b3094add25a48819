import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src-main/app/log/log.ts';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJ1c2VySWQiOiIwMU04In0.c2lnbmF0dXJl';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const text = () => readFileSync(join(folder, 'steward.log'), 'utf8');

describe('the log', () => {
  it('redacts whatever is logged, message or field', () => {
    const log = createLog(folder);
    log.info({ authorization: `Bearer ${jwt}`, row: { token: '01M809PAB1HSQJAFSGN2B5WVFV' } }, `used ${jwt}`);
    log.error(new Error(`failed with ${jwt}`));
    expect(text().trim().split('\n')).toHaveLength(2);
    expect(text()).toContain('[redacted]');
    expect(text()).not.toContain(jwt);
    expect(text()).not.toContain('01M809PAB1HSQJAFSGN2B5WVFV');
  });

  it('hides e-mail addresses, in a message and in a field', () => {
    createLog(folder).warn(
      { cause: 'no member ana.lee@northwind.example, in <Ben@Northwind.example>' },
      'of zoe@x.example',
    );
    expect(text()).toContain('[e-mail]');
    expect(text()).not.toMatch(/@|ana\.lee|zoe/i);
    expect(() => JSON.parse(text()) as unknown).not.toThrow();
  });

  it('keeps every line JSON after redaction', () => {
    createLog(folder).info({ url: `http://x/?token=${jwt}&a=1`, cookie: 'si-auth=abc; path=/' }, 'm');
    for (const line of text().trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('starts a new file when it has grown, and keeps the previous one', () => {
    writeFileSync(join(folder, 'steward.log'), 'x'.repeat(2 * 1024 * 1024 + 1));
    createLog(folder).info('fresh');
    expect(statSync(join(folder, 'steward.1.log')).size).toBeGreaterThan(2 * 1024 * 1024);
    expect(text()).toContain('fresh');
  });

  it('continues a file that hasn’t grown', () => {
    createLog(folder).info('first');
    createLog(folder).info('second');
    expect(text()).toMatch(/first[\s\S]*second/);
    expect(existsSync(join(folder, 'steward.1.log'))).toBe(false);
  });

  it('starts a new file while the app runs, and never keeps more than two', () => {
    let at = 0;
    // A minute between two lines: what is tested is the size, not how many are let through.
    const log = createLog(folder, () => (at += 60_000));
    for (let n = 0; n < 2000; n += 1) log.info({ n, filler: 'x'.repeat(3500) }, 'line');
    expect(readdirSync(folder).sort()).toEqual(['steward.1.log', 'steward.log']);
    for (const name of readdirSync(folder))
      expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(text()).toContain('"n":1999');
  });

  it('shortens a line that is too long, and keeps it JSON without secrets', () => {
    const log = createLog(folder);
    log.error({ cause: `Bearer ${jwt} ${'x'.repeat(5_000_000)}` }, 'bug');
    log.error({ deep: { cause: '\u0000'.repeat(100_000) } }, 'bug');
    expect(statSync(join(folder, 'steward.log')).size).toBeLessThan(20_000);
    expect(text()).not.toContain(jwt);
    for (const line of text().trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('writes so many lines a minute, and then how many it left out', () => {
    let at = 0;
    const log = createLog(folder, () => at);
    for (let n = 0; n < 100_000; n += 1) log.error({ n }, 'the same again');
    expect(text().trim().split('\n')).toHaveLength(200);
    at = 61_000;
    log.error('later');
    const lines = text().trim().split('\n');
    expect(lines).toHaveLength(202);
    expect(lines[200]).toContain('99800');
    expect(lines[201]).toContain('later');
  });

  it('doesn’t stop the app if it can’t be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => {
      createLog(join(folder, 'file', 'below')).error('x');
    }).not.toThrow();
    expect(() => {
      createLog(null).info('x');
    }).not.toThrow();
  });

  it('leaves out what is below its level, which can be changed while it’s open', () => {
    const log = createLog(folder, Date.now, 'warn');
    log.debug('first');
    log.level = 'debug';
    log.debug('second');
    const text = readFileSync(join(folder, 'steward.log'), 'utf8');
    expect([text.includes('first'), text.includes('second')]).toEqual([false, true]);
  });
});
