import { expect, it } from 'vitest';
import { lastScreen } from '../../../src-preload/contract/last-screen.ts';
import { minute } from '../../../src-preload/shared/units.ts';
import { markupOf, pageWithScreen, styleSheetOf } from '../../../src-main/last-screen/markup.ts';
import { html, screen, surroundings } from './screens.ts';

const now = 1_764_500_000_000;

it('draws elements inside each other by their depth, and closes each', () => {
  const nodes = [
    { depth: 0, tag: 'div' as const, attributes: { class: 'a' } },
    { depth: 1, tag: 'span' as const, attributes: {} },
    { depth: 2, text: 'Ana' },
    { depth: 1, tag: 'input' as const, attributes: { type: 'search' } },
    { depth: 1, text: ' & more' },
  ];
  expect(markupOf(nodes, now)).toBe('<div class="a"><span>Ana</span><input type="search"> &amp; more</div>');
});

it('lets no text and no attribute end the element that it is in', () => {
  const nodes = [
    { depth: 0, tag: 'div' as const, attributes: { 'aria-label': '"><script>' } },
    { depth: 1, text: '</div><style>' },
  ];
  expect(markupOf(nodes, now)).toBe(
    '<div aria-label="&quot;&gt;&lt;script&gt;">&lt;/div&gt;&lt;style&gt;</div>',
  );
});

it('writes how old a list is at the start, not when the screen was kept', () => {
  const nodes = [
    { depth: 0, tag: 'span' as const, attributes: { 'data-fetched-at': String(now - 10 * minute) } },
  ];
  expect(markupOf(nodes, now)).toContain('>As of 10 min ago</span>');
  expect(markupOf(nodes, now + 10 * minute)).toContain('>As of 20 min ago</span>');
});

it('puts the screen, which can’t be used or read out, and its styles into the page, and lets its script wait', () => {
  const page = pageWithScreen(html, '.a{src:url(./inter-latin-wght-normal-X.woff2)}', screen({}), now);
  expect(page).toContain('<html class="light" data-density="normal" lang="en">');
  expect(page).toContain('<div id="last-screen" inert aria-hidden="true" hidden><div>Ana</div></div>');
  expect(page).toContain('<style>.a{src:url(./assets/inter-latin-wght-normal-X.woff2)}</style>');
  expect(page).toContain(
    'rel="preload" as="font" crossorigin href="./assets/inter-latin-wght-normal-X.woff2"',
  );
  expect(page).toContain(
    '<link id="page-script" rel="preload" as="script" crossorigin href="./assets/index-1.js">',
  );
  expect(page).not.toContain('<script');
  expect(page).not.toContain('rel="stylesheet"');
  expect(page).toContain('http-equiv="Content-Security-Policy"');
});

it('asks for the font before the script, and hides the screen only where there is a font to wait for', () => {
  const page = pageWithScreen(html, '.a{src:url(./inter-latin-wght-normal-X.woff2)}', screen({}), now);
  expect(page.indexOf('as="font"')).toBeLessThan(page.indexOf('as="script"'));
  const withoutFont = pageWithScreen(html, '.a{}', screen({}), now);
  expect(withoutFont).toContain('<div id="last-screen" inert aria-hidden="true"><div>Ana</div></div>');
});

it('finds the style sheet that a page names, inside its own folder alone', () => {
  expect(styleSheetOf(html)).toBe('assets/index-2.css');
  expect(styleSheetOf('<link rel="stylesheet" href="./assets/../../x.css">')).toBeNull();
});

const kept = (node: unknown) =>
  lastScreen.safeParse({
    place: { connectionId: 'c', workspaceId: 'w' },
    density: surroundings.density,
    dark: surroundings.dark,
    size: surroundings.size,
    nodes: [node],
  }).success;

it.each(['value', 'id', 'href', 'src', 'srcset', 'onclick', 'title', 'name', 'action', 'http-equiv'])(
  'takes no element with the attribute %s',
  (name) => {
    expect(kept({ depth: 0, tag: 'div', attributes: { class: 'a' } })).toBe(true);
    expect(kept({ depth: 0, tag: 'div', attributes: { [name]: 'a' } })).toBe(false);
  },
);

it.each(['script', 'style', 'iframe', 'form', 'img', 'meta', 'link', 'base', 'object', 'textarea'])(
  'takes no element <%s>',
  (tag) => {
    expect(kept({ depth: 0, tag, attributes: {} })).toBe(false);
  },
);
