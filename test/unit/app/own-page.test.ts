import { describe, expect, it } from 'vitest';
import { isOwnCall, isOwnPage } from '../../../src-main/app/windows/own-page.ts';

const server = 'http://localhost:5173';

describe('the app’s own page', () => {
  it.each([
    ['app://steward/index.html', null, true],
    ['app://steward/index.html#/members', null, true],
    ['app://steward.example/index.html', null, false],
    ['app://print/', null, false],
    ['http://localhost:5173/', null, false],
    ['about:blank', null, false],
    ['data:text/html,x', null, false],
    ['', null, false],
    ['http://localhost:5173/index.html', server, true],
    ['http://localhost:51730/', server, false],
    ['http://localhost:5173.example/', server, false],
    ['http://localhost:5173@example.com/', server, false],
  ])('%s, with the development server at %s: %s', (url, developmentUrl, own) => {
    expect(isOwnPage(url, developmentUrl)).toBe(own);
  });
});

describe('a call over the bridge', () => {
  const frame = { url: 'app://steward/index.html' };
  const contents = { mainFrame: frame };

  it('is taken from the main frame of the window', () => {
    expect(isOwnCall({ sender: contents, senderFrame: frame }, contents, null)).toBe(true);
  });

  it.each([
    ['another window that shows the same page', { sender: { mainFrame: frame }, senderFrame: frame }],
    ['a frame inside the page', { sender: contents, senderFrame: { url: frame.url } }],
    ['a frame that has gone', { sender: contents, senderFrame: null }],
  ])('is refused from %s', (_what, event) => {
    expect(isOwnCall(event, contents, null)).toBe(false);
  });

  it('is refused from the main frame once it shows another page', () => {
    const foreign = { url: 'https://example.com/' };
    const away = { mainFrame: foreign };
    expect(isOwnCall({ sender: away, senderFrame: foreign }, away, null)).toBe(false);
  });

  it('is refused where there is no window', () => {
    expect(isOwnCall({ sender: contents, senderFrame: frame }, undefined, null)).toBe(false);
  });
});
