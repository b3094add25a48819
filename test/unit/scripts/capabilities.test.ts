import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { capabilitiesMarkdown, withCapabilities } from '../../../scripts/capabilities.mjs';
import { unsupported, supported } from '../../../src-main/providers/capability-table.ts';
import { providers } from '../../../src-main/providers/registry.ts';
import { fakeCapabilities, fakeApiVariant, fakeFacts, fakeProvider } from '../../support/provider.ts';

describe('the table of what each system supports', () => {
  it('it is up to date in docs/systems.md', async () => {
    const document = await readFile(new URL('../../../docs/systems.md', import.meta.url), 'utf8');
    expect(await withCapabilities(document, providers.values())).toBe(document);
  });

  it('it lists two APIs of a system separately where they differ, and numbers each reason once', () => {
    const gone = unsupported('It has no copies. Make a new one instead.', 'guide');
    const apiVariant = (apiVariantLabel: string, missing: 'workspace.clone' | 'token.copy') =>
      fakeApiVariant({
        facts: fakeFacts({ apiVariantLabel }),
        capabilities: fakeCapabilities({ [missing]: gone, 'token.list': supported('x', ['account']) }),
      });
    const markdown = capabilitiesMarkdown([
      fakeProvider({
        apiVariants: {
          a: apiVariant('full API', 'token.copy'),
          b: apiVariant('small API', 'workspace.clone'),
        },
      }),
      fakeProvider({ apiVariants: { a: apiVariant('API', 'workspace.clone') } }),
    ]);
    expect(markdown).toContain('|  | Test system (full API / small API) | Test system |');
    expect(markdown).toContain('| Clone | ✓ / – <sup>1</sup> | – <sup>1</sup> |');
    expect(markdown).toContain('| Copy the value later | – / ✓ <sup>1</sup> | ✓ |');
    expect(markdown).toContain('\n1. It has no copies.');
    expect(markdown).not.toContain('\n2. ');
  });

  it('it refuses a document without its markers', async () => {
    await expect(withCapabilities('# Nothing\n', [])).rejects.toThrow('capabilities:begin');
  });
});
