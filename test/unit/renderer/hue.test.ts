import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hueOf, hues } from '../../../src-renderer/lib/hue.ts';

const css = readFileSync(
  join(import.meta.dirname, '../../../src-renderer/components/Avatar.module.css'),
  'utf8',
);

/** Lightness and chroma of each colour that a rule of the avatar has. */
function coloursOf(rule: string) {
  const body = css.slice(css.indexOf(rule)).split('}')[0] ?? '';
  return [...body.matchAll(/(background|color): oklch\(([\d.]+) ([\d.]+) var/g)].map((match) => ({
    property: match[1],
    lightness: Number(match[2]),
    chroma: Number(match[3]),
  }));
}

/** Relative luminance as WCAG has it, of a colour in oklch. */
function luminance({ lightness, chroma }: { lightness: number; chroma: number }, hue: number): number {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  const red = inside(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = inside(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = inside(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('the colours of avatars', () => {
  it.each(['.avatar {', ':global(.dark) .avatar {'])('%s has a contrast of 4.5 : 1 in every hue', (rule) => {
    const [background, color] = coloursOf(rule);
    if (background === undefined || color === undefined) throw new Error('no colours');
    for (const hue of hues) {
      const [low = 0, high = 0] = [luminance(background, hue), luminance(color, hue)].sort((x, y) => x - y);
      expect((high + 0.05) / (low + 0.05), `hue ${hue}`).toBeGreaterThan(4.5);
    }
  });

  it('a name always has the same, and names spread over all of them', () => {
    expect(hueOf('Ana Oliveira')).toBe(hueOf('Ana Oliveira'));
    const names = Array.from({ length: 300 }, (_, index) => `Person ${index}`);
    expect(new Set(names.map(hueOf)).size).toBe(hues.length);
  });
});
