import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerPage, filesNamedIn } from '../../../src-main/app/windows/page-files.ts';

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
  ])('serves %s', (url, body, type) => {
    const answer = get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.data.toString()).toBe(body);
    expect(answer.headers['content-type']).toBe(type);
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
  ])('doesn’t serve %s', (url) => {
    const answer = get(url);
    expect(answer.statusCode).toBe(404);
    expect(answer.data.toString()).toBe('Not found');
  });

  it('serves nothing but GET', () => {
    expect(get('app://steward/index.html', 'POST').statusCode).toBe(404);
  });

  it('follows no link out of its folder', () => {
    symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
    symlinkSync(folder, join(root, 'up'));
    expect(get('app://steward/link.txt').statusCode).toBe(404);
    expect(get('app://steward/up/secret.txt').statusCode).toBe(404);
  });

  it('serves a folder that is reached over a link itself', () => {
    symlinkSync(root, join(folder, 'linked'));
    const answer = answerPage({ url: 'app://steward/index.html', method: 'GET' }, join(folder, 'linked'));
    expect(answer.statusCode).toBe(200);
  });

  it.each(['app://steward/index.html', 'app://steward/missing.js', 'app://other/'])(
    'sends its policy with %s',
    (url) => {
      const { headers } = get(url);
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("connect-src 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    },
  );
});

it('finds the files that a page names, and neither other addresses nor what only looks like one', () => {
  const page = [
    '<link rel="preload" as="font" crossorigin href="./assets/inter-X_1.woff2">',
    '<script type="module" crossorigin src="./assets/index-1.js"></script>',
    '<a href="https://example.com/assets/a.js">src="./assets/text.js</a>',
  ].join('');
  expect(filesNamedIn(page)).toEqual(['/assets/inter-X_1.woff2', '/assets/index-1.js']);
});
