import type { LastScreen } from '../../src-preload/contract/last-screen.ts';
import { ageText } from '../../src-preload/shared/age.ts';
import { fetchedAtAttribute, lastScreenId, pageScriptId } from '../../src-preload/shared/last-screen.ts';
import type { KeptScreen } from './screen.ts';

const childless = new Set(['input', 'br']);

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** The nodes as HTML. Ages are those of `now` (epoch ms). */
export function markupOf(nodes: LastScreen['nodes'], now: number): string {
  const open: string[] = [];
  let html = '';
  const closeTo = (depth: number) => {
    while (open.length > depth) html += `</${open.pop() ?? ''}>`;
  };
  for (const node of nodes) {
    closeTo(node.depth);
    if ('text' in node) {
      html += escaped(node.text);
      continue;
    }
    const attributes = Object.entries(node.attributes)
      .map(([name, value]) => ` ${name}="${escaped(value ?? '')}"`)
      .join('');
    html += `<${node.tag}${attributes}>`;
    const fetchedAt = node.attributes[fetchedAtAttribute];
    if (fetchedAt !== undefined) html += escaped(ageText(Number(fetchedAt), now));
    if (!childless.has(node.tag)) open.push(node.tag);
  }
  closeTo(0);
  return html;
}

/**
 * The page with the last screen in it, painted before any other file is there but its font: its styles are in the page, and its scripts wait
 * for nothing and hold nothing up. It can't be used, and isn't read out, until the live screen stands. Hidden until its font is there
 * (`src-preload/start-after-paint.ts`): Chromium would lay it out in another one first, which takes longer than the font does.
 */
export function pageWithScreen(html: string, css: string, screen: KeptScreen, now: number): string {
  const font = /url\(\.\/(inter-latin-wght-normal[^)]*\.woff2)\)/.exec(css)?.[1];
  const preload =
    font === undefined ? '' : `<link rel="preload" as="font" crossorigin href="./assets/${font}">`;
  const hidden = font === undefined ? '' : ' hidden';
  // Addresses in a style sheet of its own are relative to it, and in the page to the page.
  const styles = `<style>${css.replaceAll('url(./', 'url(./assets/')}</style>`;
  const { density, dark } = screen.in;
  const nodes = markupOf(screen.nodes, now);
  const shown = `<div id="${lastScreenId}" inert aria-hidden="true"${hidden}>${nodes}</div>`;
  return html
    .replace('<html', () => `<html class="${dark ? 'dark' : 'light'}" data-density="${density}"`)
    .replace(
      /<script type="module" crossorigin src="([^"]+)"><\/script>/,
      (_, script: string) =>
        `${preload}<link id="${pageScriptId}" rel="preload" as="script" crossorigin href="${script}">`,
    )
    .replace(/<link rel="stylesheet"[^>]*>/, () => styles)
    .replace('<div id="root"></div>', () => `<div id="root" aria-busy="true"></div>${shown}`);
}

/** The name of the page's style sheet, inside the folder of its files. */
export const styleSheetOf = (html: string): string | null =>
  /<link rel="stylesheet"[^>]*href="\.\/(assets\/[\w.-]+\.css)"/.exec(html)?.[1] ?? null;
