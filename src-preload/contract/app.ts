import { z } from 'zod';
import { connection } from './connections.ts';
import { providerId } from './refs.ts';
import { isZoom } from '../shared/zoom.ts';
import { vaultStatus } from './vault.ts';

export const theme = z.enum(['light', 'dark', 'system']);
export type Theme = z.infer<typeof theme>;

/** Something that happened on this device and that the user has to be shown once, such as a damaged database that was set aside. */
export const notice = z.object({
  id: z.string(),
  level: z.enum(['info', 'warn', 'error']),
  sentence: z.string(),
  nextStep: z.string(),
  /** The file of an earlier ledger that can be restored; dismissing the notice means that it isn't offered again. */
  earlierLedger: z.string().optional(),
  /** The connection in whose history the places are that this is about: they left its list. */
  gonePlacesOf: z.string().optional(),
});
export type Notice = z.infer<typeof notice>;

export const preferences = z.object({
  theme,
  density: z.enum(['normal', 'compact']),
  /** How large the page is drawn, as a factor. */
  zoom: z.number().refine(isZoom),
});
export type Preferences = z.infer<typeof preferences>;

/** What a window shows; that of the first is restored at the next start. */
export const place = z.object({
  connectionId: z.string().nullable(),
  workspaceId: z.string().nullable(),
  tab: z.enum(['overview', 'members', 'invitations', 'tokens', 'roles', 'settings', 'history']),
});
export type Place = z.infer<typeof place>;

export const instanceStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('stopped') }),
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('running'), url: z.string() }),
  z.object({ state: z.literal('failed'), sentence: z.string(), nextStep: z.string() }),
]);
export type InstanceStatus = z.infer<typeof instanceStatus>;

/** A proxy that asked for a password. `entered`: it is used until Steward quits; `remembered`: it is in the vault. */
export const proxySignIn = z.object({
  proxy: z.string(),
  realm: z.string(),
  state: z.enum(['needed', 'entered', 'remembered', 'refused']),
});
export type ProxySignIn = z.infer<typeof proxySignIn>;

export const appStatus = z.object({
  version: z.string(),
  /** The state of the sources that a package was built from, and its date (ms); null: not built as a package. */
  build: z.object({ commit: z.string(), date: z.number() }).nullable(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  /** As the operating system reports it; a server may be unreachable all the same. */
  online: z.boolean(),
  vault: vaultStatus,
  /** `memory`: nothing is kept; the working copy is encrypted with a key that only memory holds. */
  storage: z.discriminatedUnion('state', [
    z.object({ state: z.literal('closed') }),
    z.object({ state: z.literal('open'), mode: z.enum(['disk', 'read-only', 'memory']), path: z.string() }),
    z.object({ state: z.literal('refused'), sentence: z.string(), nextStep: z.string() }),
  ]),
  notices: z.array(notice),
  instance: instanceStatus,
  /** The connections to the built-in server show sample data, with a past that is made up. */
  sampleData: z.boolean(),
  /** The running Electron is older than the one that this version was made with; null: it isn't. */
  outdatedRuntime: z.object({ running: z.string(), current: z.string() }).nullable(),
});
export type AppStatus = z.infer<typeof appStatus>;

export const appCalls = {
  status: { input: z.object({}), output: appStatus },
  preferences: { input: z.object({}), output: preferences },
  setPreferences: { input: preferences.partial(), output: preferences },
  place: { input: z.object({}), output: place },
  setPlace: { input: place, output: z.null() },
  /** One more window, on this place. */
  openWindow: { input: z.object({ place }), output: z.null() },
  dismissNotice: { input: z.object({ id: z.string() }), output: z.null() },
  proxySignIns: { input: z.object({}), output: z.array(proxySignIn) },
  /** Kept for this proxy until Steward quits, or in the vault. */
  signInToProxy: {
    input: z.object({
      proxy: z.string().max(300),
      realm: z.string().max(10_000),
      username: z.string().min(1).max(1000),
      password: z.string().max(1000),
      remember: z.boolean(),
    }),
    output: z.null(),
  },
  /** https only, and http to loopback. */
  openExternal: { input: z.object({ url: z.string().max(4000) }), output: z.null() },
  /** Text that isn't secret (an address, a detail). */
  copyText: { input: z.object({ text: z.string().max(100_000) }), output: z.null() },
  /** Starts the built-in server, with or without sample data, and connects to it as these systems; answers with the first. */
  startInstance: {
    input: z.object({ sample: z.boolean(), systems: z.array(providerId).min(1) }),
    output: connection,
  },
  /** Removes the sample data, its connections and its server's data. */
  removeSampleData: { input: z.object({}), output: z.null() },
  stopInstance: { input: z.object({}), output: z.null() },
};
