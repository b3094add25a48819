import { afterAll, beforeAll, vi } from 'vitest';
import { buildCommandLine, newProfile, type Profile } from './command-line.ts';
import { startTestInstance, type TestInstance } from './instance.ts';

interface SharedProfile {
  readonly server: TestInstance;
  readonly profile: Profile;
}

/** The built command line, a local instance and a profile that is connected to it, for all tests of a file. `prepare` runs before the first. */
export function shareProfile(
  prepare: (profile: Profile) => Promise<unknown> = async () => undefined,
): SharedProfile {
  // A test runs several commands, each a process of its own.
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  let shared: SharedProfile | null = null;
  const current = () => {
    if (shared === null) throw new Error('The profile is there from the first test on.');
    return shared;
  };
  beforeAll(async () => {
    await buildCommandLine();
    // Commands that fetch everything would wait for their turn.
    const server = await startTestInstance({ workspacesApiPerMinute: 1_000_000, systemRateLimit: 1_000_000 });
    shared = { server, profile: await newProfile(server) };
    await prepare(shared.profile);
  });
  afterAll(async () => {
    await shared?.profile.remove();
    await shared?.server.close();
  });
  return {
    get server() {
      return current().server;
    },
    get profile() {
      return current().profile;
    },
  };
}
