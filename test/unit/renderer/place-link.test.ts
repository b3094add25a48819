import { beforeEach, describe, expect, it, vi } from 'vitest';

const writeText = vi.fn((_: { text: string }) => Promise.resolve({ ok: true, value: null }));
const answer = { ok: true, value: null };
vi.stubGlobal('window', {
  steward: {
    app: { setPlace: () => Promise.resolve(answer), copyText: writeText },
    onEvent: () => () => undefined,
  },
});
vi.stubGlobal('document', { addEventListener: () => undefined });
const { useNavigation } = await import('../../../src-renderer/stores/navigation.ts');
const { useShownSection } = await import('../../../src-renderer/stores/settings-section.ts');
const { copyPlaceLink } = await import('../../../src-renderer/stores/place-link.ts');

const copied = (): string | undefined => writeText.mock.calls.at(-1)?.[0].text;

beforeEach(() => {
  useNavigation.setState({ connectionId: null, workspaceId: null, screen: 'settings' });
  useShownSection.setState({ section: null, inView: null });
});

describe('the link to the settings', () => {
  it('leads to the section that is being read', () => {
    useShownSection.setState({ inView: 'lock' });
    copyPlaceLink();
    expect(copied()).toBe('steward://settings/lock');
  });

  it('leads to their top where that is shown', () => {
    copyPlaceLink();
    expect(copied()).toBe('steward://settings');
  });
});
