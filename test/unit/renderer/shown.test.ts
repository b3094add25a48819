import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { Fragment, jsx, jsxs } from '../../../src-renderer/jsx/jsx-runtime.ts';

const turned = 'Ana\u202egpj';

describe('whatever is drawn', () => {
  it('shows the characters of a name that would turn or hide the text around it', () => {
    expect(renderToStaticMarkup(jsx('td', { children: turned }))).toBe('<td>Ana‹U+202E›gpj</td>');
    expect(renderToStaticMarkup(jsxs(Fragment, { children: ['Remove ', turned, '?'] }))).toBe(
      'Remove Ana‹U+202E›gpj?',
    );
  });

  it('shows them in labels and tooltips too, and leaves what is typed alone', () => {
    const element = jsx('input', { title: turned, 'aria-label': turned, value: 'a\u200bb', readOnly: true });
    expect(renderToStaticMarkup(element)).toBe(
      '<input title="Ana‹U+202E›gpj" aria-label="Ana‹U+202E›gpj" readOnly="" value="a\u200bb"/>',
    );
  });

  it('isolates a name from right to left among other texts', () => {
    expect(renderToStaticMarkup(jsxs('p', { children: ['דנה', ' left'] }))).toBe(
      '<p>\u2068דנה\u2069 left</p>',
    );
  });

  it('isolates a name within one sentence, in words and in labels', () => {
    expect(
      renderToStaticMarkup(jsx('p', { children: 'דנה 3 tokens', 'aria-label': 'Actions for דנה (2)' })),
    ).toBe('<p aria-label="Actions for \u2068דנה\u2069 (2)">\u2068דנה\u2069 3 tokens</p>');
  });

  it('leaves a name to its own direction where it has an element of its own', () => {
    expect(renderToStaticMarkup(jsx('bdi', { dir: 'auto', children: 'דנה (Team)' }))).toBe(
      '<bdi dir="auto">דנה (Team)</bdi>',
    );
  });

  it('gives components their values to the letter', () => {
    const seen: unknown[] = [];
    const Copy = ({ text, children }: { text: string; children?: ReactNode }) => {
      seen.push(text);
      return jsx('b', { children });
    };
    renderToStaticMarkup(jsx(Copy, { text: turned, children: 'x' }));
    expect(seen).toEqual([turned]);
  });
});
