import { expect, it } from 'vitest';
import { capability } from '../../../src-preload/contract/capabilities.ts';
import { capabilityGroups, capabilityText } from '../../../src-renderer/lib/capability-text.ts';
import { fakeFacts } from '../../support/provider.ts';

it('everything that a system could be asked for stands in one group', () => {
  const grouped = capabilityGroups(fakeFacts()).flatMap(({ capabilities }) => capabilities);
  expect([...grouped].sort()).toEqual([...capability.options].sort());
});

it('people and tokens go by the words of their system', () => {
  const facts = fakeFacts();
  const words = capabilityText({
    ...facts,
    joining: { ...facts.joining, verb: 'add' },
    tokens: { ...facts.tokens, one: 'API key', many: 'API keys' },
  });
  expect(words['member.invite']).toBe('Add people');
  expect(words['token.rotate']).toBe('Rotate an API key');
});
