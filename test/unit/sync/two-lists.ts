import { fakeCapabilities, fakeApiVariant, fakeProvider } from '../../support/provider.ts';
import { bench } from './support.ts';

const no = { supported: false, reason: 'Not here.', source: 'test' } as const;
/** Members and tokens, and an automation token is never given the latter: what these tests are about needs no more. */
export const twoLists = fakeProvider({
  apiVariants: {
    only: fakeApiVariant({
      capabilities: fakeCapabilities({ 'invitation.list': no, 'role.list': no, 'workspace.details': no }),
    }),
  },
  permits: (capability, who) =>
    capability === 'token.list' && who.credential === 'automation'
      ? { allowed: false, reason: 'Not for an automation token.' }
      : { allowed: true },
});
/** A bench for them. */
export const benchOfTwoLists = (credential: 'session' | 'automation' = 'session') =>
  bench({ provider: twoLists, record: { credential } });
