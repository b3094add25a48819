import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerPage } from '../../../src-main/app/page-files.ts';

let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-page-'));
  root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-other'));
  writeFileSync(join(root, 'index.html'), '<p>page</p>');
  writeFileSync(join(root, 'assets', 'a.js'), '1');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'renderer-other', 'secret.txt'), 'secret');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const get = (url: string, method = 'GET') => answerPage({ url, method }, root);

describe('the page’s own scheme', () => {
  it.each([
    ['app://steward/', '<p>page</p>', 'text/html; charset=utf-8'],
    ['app://steward/index.html?a#b', '<p>page</p>', 'text/html; charset=utf-8'],
    ['app://steward/assets/a.js', '1', 'text/javascript; charset=utf-8'],
  ])('serves %s', async (url, body, type) => {
    const answer = await get(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(body);
    expect(answer.headers.get('content-type')).toBe(type);
  });

  it.each([
    'app://steward/../secret.txt',
    'app://steward/%2e%2e/secret.txt',
    'app://steward/..%2fsecret.txt',
    'app://steward/..%5csecret.txt',
    'app://steward/assets/..%2f..%2fsecret.txt',
    'app://steward/..%2frenderer-other%2fsecret.txt',
    'app://steward/%252e%252e%252fsecret.txt',
    'app://steward//etc/passwd',
    'app://steward/%00',
    'app://steward/index.html%00.js',
    'app://steward/%zz',
    'app://steward/assets',
    'app://steward/missing.js',
    'app://other/index.html',
    'app://steward@other/index.html',
    'https://steward/index.html',
    'file:///etc/passwd',
    'no address',
  ])('doesn’t serve %s', async (url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('Not found');
  });

  it('serves nothing but GET', async () => {
    expect((await get('app://steward/index.html', 'POST')).status).toBe(404);
  });

  it('follows no link out of its folder', async () => {
    symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
    symlinkSync(folder, join(root, 'up'));
    expect((await get('app://steward/link.txt')).status).toBe(404);
    expect((await get('app://steward/up/secret.txt')).status).toBe(404);
  });

  it('serves a folder that is reached over a link itself', async () => {
    symlinkSync(root, join(folder, 'linked'));
    const answer = await answerPage(
      { url: 'app://steward/index.html', method: 'GET' },
      join(folder, 'linked'),
    );
    expect(answer.status).toBe(200);
  });

  it.each(['app://steward/index.html', 'app://steward/missing.js', 'app://other/'])(
    'sends its policy with %s',
    async (url) => {
      const { headers } = await get(url);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("connect-src 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
});
