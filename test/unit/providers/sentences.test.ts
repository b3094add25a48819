import { expect, it } from 'vitest';
import { placeGoneNotice } from '../../../src-main/maintenance/text.ts';
import { unstructuredText } from '../../../src-main/providers/unstructured/text.ts';
import { workspacesApiText } from '../../../src-main/providers/workspaces-api/text.ts';
import { text as retentionText } from '../../../src-main/store/retention/text.ts';

/** Turns the direction of what follows. */
const turned = 'a\u202eb';

it.each([
  unstructuredText.addsOrganization('organization', turned),
  unstructuredText.memberRecorded('dana@x.example', turned),
  unstructuredText.workspaceRecorded(turned, turned),
  unstructuredText.namesPerson('dana@x.example', turned),
  workspacesApiText.notCreated(turned, 'the name is taken'),
  placeGoneNotice(turned, turned, null).sentence,
  retentionText.connectionErased(turned, 3).sentence,
  retentionText.workspaceErased(turned, turned, 3).sentence,
])('a name can’t turn the words around it: %j', (sentence) => {
  expect(sentence).not.toContain('\u202e');
  expect(sentence).toContain('a‹U+202E›b');
});

it('a name in a script from right to left is isolated, and a plain one is as it was', () => {
  expect(unstructuredText.notRecorded('שלום')).toBe('“\u2068שלום\u2069” is no longer in the inventory.');
  expect(unstructuredText.notRecorded('North')).toBe('“North” is no longer in the inventory.');
});
