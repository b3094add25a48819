import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../src-preload/contract/connections.ts';
import { changedOptions, missingIn, presets } from '../../../src-renderer/screens/connections/form-values.ts';
import { inSentence } from '../../../src-renderer/screens/connections/text.ts';

const field = (id: string, change: Partial<FormField> = {}): FormField => ({
  id,
  label: 'Portal access code',
  hint: '',
  kind: 'text',
  optional: false,
  preset: '',
  ...change,
});

describe('a form that a system asks for', () => {
  it('names the required fields that are empty', () => {
    const fields = [field('name'), field('code', { kind: 'secret' }), field('note', { optional: true })];
    expect(missingIn(fields, { name: 'Ana', code: ' ' })).toEqual({
      code: 'Paste the portal access code.',
    });
  });

  it('never requires a switch', () => {
    expect(missingIn([field('sms', { kind: 'switch' })], {})).toEqual({});
  });

  it('keeps the capitals of an acronym', () => {
    expect(inSentence('API key')).toBe('API key');
    expect(inSentence('E-mail')).toBe('e-mail');
  });
});

describe('the settings of a connection', () => {
  const path = field('path.mine', { preset: '/mine' });
  const channel = field('secureChannel', { kind: 'switch' });

  it('start with the published values', () => {
    expect(presets([path, channel])).toEqual({ 'path.mine': '/mine', secureChannel: '' });
  });

  it('are sent only where they differ from the published values', () => {
    expect(changedOptions([path, channel], { 'path.mine': ' /mine ', secureChannel: 'on' })).toEqual({
      secureChannel: 'on',
    });
    expect(changedOptions([path, channel], {})).toEqual({});
  });
});
