import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adml, admx, mobileconfig } from '../../../scripts/lib/policy-templates.mjs';
import { parsePolicy } from '../../../src-main/policy/policy-file.ts';
import { settingKeys } from '../../../src-preload/shared/settings/table.ts';

const kept = (name: string) => readFileSync(join(import.meta.dirname, '../../../docs/policy', name), 'utf8');
const files = [
  ['steward.admx', admx],
  ['en-US/steward.adml', adml],
  ['steward.mobileconfig', mobileconfig],
] as const;

/** The tags of a document in their order, comments left out. */
const tagsOf = (xml: string): string[] =>
  xml.replace(/<!--.*?-->/gsu, '').match(/<\/?[A-Za-z][^>]*>/gu) ?? [];

/** What is open at the end of the document, or was closed in the wrong order; nothing where it is well-formed. */
function unclosed(xml: string): string[] {
  const open: string[] = [];
  for (const tag of tagsOf(xml)) {
    const name = /^<\/?([\w:]+)/u.exec(tag)?.[1] ?? '';
    if (tag.endsWith('/>')) continue;
    if (!tag.startsWith('</')) open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

describe('the templates for management tools', () => {
  it.each(files)('%s is as the table of settings makes it', (name, made) => {
    expect(kept(name), 'run: node scripts/policy-templates.mjs').toBe(made());
  });

  it.each(files)('%s is well-formed', (_name, made) => {
    expect(unclosed(made())).toEqual([]);
  });

  it('those with words name every setting', () => {
    for (const made of [adml(), mobileconfig()])
      expect(settingKeys.filter((key) => !made.includes(key))).toEqual([]);
  });

  it('the template for Windows sets the very value that Steward reads', () => {
    expect(admx()).toContain('key="SOFTWARE\\Policies\\Steward"');
    expect(admx()).toContain('class="Machine"');
    expect(admx()).toContain('valueName="Policy"');
  });

  it('its example is a policy, on one line of ASCII', () => {
    const example = unescaped(/^Example: (.*)$/mu.exec(adml())?.[1] ?? '');
    expect(example).toMatch(/^[ -~]+$/u);
    expect(parsePolicy('', example)).toMatchObject({ state: 'in-force', organization: 'Northwind' });
  });

  it('the profile for macOS holds a policy beside the names of a profile', () => {
    const payload = mobileconfig()
      .replace(/<!--.*?-->/gsu, '')
      .split('<array>')
      .slice(1)
      .join('<array>');
    const json = payload
      .slice(0, payload.lastIndexOf('</array>'))
      .replace(/<key>(.*?)<\/key>/gu, '"$1":')
      .replace(/<string>(.*?)<\/string>/gu, '"$1",')
      .replace(/<integer>(.*?)<\/integer>/gu, '$1,')
      .replace(/<(true|false)\/>/gu, '$1,')
      .replaceAll('<dict>', '{')
      .replaceAll('</dict>', '},')
      .replaceAll('<array>', '[')
      .replaceAll('</array>', '],')
      .replace(/,(\s*[}\]])/gu, '$1')
      .trim()
      .replace(/,$/u, '');
    const entries = Object.entries(JSON.parse(json) as Record<string, unknown>);
    const policy = Object.fromEntries(entries.filter(([name]) => !name.startsWith('Payload')));
    expect(parsePolicy('', JSON.stringify(policy))).toMatchObject({
      state: 'in-force',
      settings: { lockAfterMinutes: 10, lockOnSleep: true, eraseAfterDays: 30 },
    });
  });
});
