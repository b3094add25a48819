import { describe, expect, it } from 'vitest';
import {
  readSettings,
  settingChanges,
  withSetting,
  writeSettings,
} from '../../../src-renderer/lib/settings.ts';

const read = (text: string) => {
  const answer = readSettings(text);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.settings;
};

describe('the settings of a place', () => {
  it('refuses anything but one object, with a reason', () => {
    expect(readSettings('[1]')).toEqual({ ok: false, problem: 'Settings must be one JSON object in { }.' });
    const broken = readSettings('{"a":');
    expect(broken.ok ? '' : broken.problem).toMatch(/^This isn’t valid JSON/);
  });

  it('reads blank text as no settings', () => {
    expect(readSettings(' \n')).toEqual({ ok: true, settings: {} });
  });

  it('keeps unknown keys and their order when a known one changes', () => {
    const after = withSetting(read('{"theme":{"dark":1},"public":false,"hooks":["a"]}'), 'public', true);
    expect(writeSettings(after).replace(/\s/g, '')).toBe('{"theme":{"dark":1},"public":true,"hooks":["a"]}');
  });

  it('shows what saving would change, with added and missing keys', () => {
    expect(
      settingChanges(
        read('{"public":false,"role":"viewer","gone":1}'),
        read('{"public":true,"role":"viewer","new":"x"}'),
      ),
    ).toEqual([
      { key: 'public', before: 'off', after: 'on' },
      { key: 'gone', before: '1', after: 'not set' },
      { key: 'new', before: 'not set', after: '“x”' },
    ]);
  });

  it('treats another order of keys as no change, and another order of a list as one', () => {
    expect(settingChanges(read('{"a":{"x":1,"y":2}}'), read('{"a":{"y":2,"x":1}}'))).toEqual([]);
    expect(settingChanges(read('{"a":[1,2]}'), read('{"a":[2,1]}'))).toHaveLength(1);
  });
});
