import { describe, expect, it } from 'vitest';
import { safeExternalUrl } from '../../../src-main/app/windows/safe-url.ts';

describe('an address that the browser opens', () => {
  it.each([
    'https://example.com/',
    'https://example.com:8443/a?b=c#d',
    'http://localhost:3000/',
    'http://127.0.0.1:3000/',
    'http://[::1]:3000/',
  ])('is %s', (url) => {
    expect(safeExternalUrl(url)).toBe(url);
  });

  it.each([
    ['http to another computer', 'http://example.com/'],
    ['http to a name that only looks local', 'http://localhost.example.com/'],
    ['http to all interfaces', 'http://0.0.0.0:3000/'],
    ['a user and a password', 'https://me:secret@example.com/'],
    ['a user', 'https://example.com@evil.example/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['a script behind a control character', '\u0001javascript:alert(1)'],
    ['a script in another case, with a tab', 'JaVa\tScript:alert(1)'],
    ['a data URL', 'data:text/html,x'],
    ['the app’s own scheme', 'app://steward/index.html'],
    ['a mail', 'mailto:a@example.com'],
    ['another program', 'ms-msdt:/id PCWDiagnostic'],
    ['a share', '\\\\server\\share'],
    ['view-source', 'view-source:https://example.com/'],
    ['a program’s path', '/usr/bin/true'],
    ['nothing', ''],
    ['https without a host', 'https://'],
  ])('is never %s', (_what, url) => {
    expect(safeExternalUrl(url)).toBeNull();
  });
});
