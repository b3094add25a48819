import fastify, { type FastifyInstance } from 'fastify';
import { registerModbox } from './dialects/modbox/api.ts';
import { newTokens as newModboxTokens } from './dialects/modbox/identity.ts';
import { ensureDefaultWorkspace } from './dialects/modbox/operations.ts';
import { registerSystem } from './dialects/system/api.ts';
import { newTokens as newSystemTokens, sampleSignIn } from './dialects/system/identity.ts';
import { registerAuthApi } from './dialects/system-initiative/auth-api.ts';
import { sessionClaimsOf } from './dialects/system-initiative/identity.ts';
import { registerPublicApi } from './dialects/system-initiative/public-api.ts';
import { localDeveloper, localLoginPerson } from './dialects/system-initiative/sign-in.ts';
import { ensureOrganization } from './dialects/unstructured/first-organization.ts';
import { registerUnstructured } from './dialects/unstructured/management-api.ts';
import * as unstructuredSession from './dialects/unstructured/session.ts';
import { arrive, sessionClaimsOf as workspacesApiClaimsOf } from './dialects/workspaces-api/accounts.ts';
import { registerWorkspacesApi } from './dialects/workspaces-api/api.ts';
import { openDirectory, type Directory } from './directory.ts';
import { registerFaults, type Faults } from './faults.ts';
import { htmlPage, sendHtml } from './html.ts';
import { createTokenSigner, type TokenSigner } from './jwt.ts';
import { loggablePath } from './log-path.ts';
import { addBigWorkspace } from './sample/many-members.ts';
import { seedModboxSample } from './sample/modbox.ts';
import { samplePassword } from './sample/password.ts';
import { sampleLogin, seedSampleData } from './sample/seed.ts';
import { seedUnstructured } from './sample/unstructured.ts';
import { seedWorkspacesApi } from './sample/workspaces-api.ts';
import type { Person } from './tables/people.ts';
import type { SystemName } from './tables/workspaces.ts';
import { seedSystemSample } from './sample/system.ts';

/**
 * The address that a connection to each system gets, as a path: one port, a base path per system, under which hangs unchanged what its
 * documents write.
 */
export const systemPaths = {
  'system-initiative': '/si/auth',
  unstructured: '/unstructured',
  'workspaces-api': '/workspaces-api',
  modbox: '/modbox',
  system: '/system',
} as const satisfies Record<SystemName, string>;

const systemNames: readonly SystemName[] = [
  'system-initiative',
  'unstructured',
  'workspaces-api',
  'modbox',
  'system',
];

/** System Initiative's real servers are two hosts. */
const publicApiPath = '/si/public';

export interface InstanceOptions {
  /** A file, or `:memory:`. */
  readonly directoryPath: string;
  /** 0: any free one. Not given: the one of the last time if it is free, so that connections stay valid. */
  readonly port?: number;
  /** The sample data's seed, used when the directory is empty; false: start without sample data. */
  readonly seed?: number | false;
  /** Adds a workspace with this many members. */
  readonly members?: number;
  /** Tests only: lets clients break the server over `/__faults`. */
  readonly faults?: boolean;
  /** False: `POST /auth/local-login` answers 403. */
  readonly localLogin?: boolean;
  /** `stub`: the Workspaces API's nine workspace endpoints are not built, as its documents say. `built` when not given. */
  readonly workspacesApi?: 'stub' | 'built';
  /** How often a minute one token may call the Workspaces API: 100, as the documents say, when not given. */
  readonly workspacesApiPerMinute?: number;
  /** Which generation of SYSTEM is spoken; v2 when not given. */
  readonly systemGeneration?: 'v1.3' | 'v2';
  /** True: SYSTEM takes changes over its secure channel only. */
  readonly systemSecureChannel?: boolean;
  /** SYSTEM's requests per minute and person; its documented 120 when not given. */
  readonly systemRateLimit?: number;
  readonly now?: () => number;
  /** One line per request, without secrets: method, path, status. */
  readonly log?: (line: string) => void;
}

/** How to connect to one system of the instance: the form's values by the ids that the system's own sign-in has. */
export interface SystemSignIn {
  readonly provider: SystemName;
  readonly address: string;
  readonly method: 'token';
  readonly values: Readonly<Record<string, string>>;
}

export interface Instance {
  /** Base address of System Initiative's auth API. */
  readonly url: string;
  /** Base address of its public API. */
  readonly publicApiUrl: string;
  readonly modboxUrl: string;
  readonly systemUrl: string;
  readonly port: number;
  /** Base address of each system. */
  readonly addresses: Readonly<Record<SystemName, string>>;
  /** A session token of this person, as if they had just signed in. Throws for an address that nobody has. */
  sessionFor(system: SystemName, email: string): Promise<string>;
  /** What this person would enter to sign in to each system with a token. Throws for an address that nobody has. */
  signInsOf(email: string): Promise<SystemSignIn[]>;
  /** The e-mail of the person that local login signs in. */
  readonly adminEmail: string;
  /** A session token of the person that local login signs in. */
  readonly token: string;
  readonly directory: Directory;
  readonly signer: TokenSigner;
  /** Null unless asked for. */
  readonly faults: Faults | null;
  close(): Promise<void>;
}

const portSetting = 'port';

type SampleSeeder = (directory: Directory, seed: number) => void;

/** What fills an empty directory, in this order: the first one makes the people of all. */
const seeders: readonly SampleSeeder[] = [
  seedSampleData,
  seedUnstructured,
  seedWorkspacesApi,
  seedModboxSample,
  seedSystemSample,
];

interface Desk {
  readonly directory: Directory;
  readonly signer: TokenSigner;
}

/** Seconds that the Workspaces API's refresh tokens last. */
const workspacesApiRefresh = 30 * 24 * 3600;

/** What somebody who just signed in to each system holds: `token` is the session, the rest is what else its sign-in asks for. */
const signInValues: Readonly<
  Record<SystemName, (person: Person, desk: Desk) => Promise<{ token: string } & Record<string, string>>>
> = {
  'system-initiative': async ({ id }, { directory, signer }) => ({
    token: await signer.sign(sessionClaimsOf(id, directory.now())),
  }),
  unstructured: async ({ id }, { directory, signer }) => ({
    token: await signer.sign(unstructuredSession.sessionClaimsOf(id, directory.now())),
  }),
  'workspaces-api': async (person, { directory, signer }) => {
    arrive(directory, person);
    const access = workspacesApiClaimsOf(person.id, directory.now());
    const refresh = { ...access, use: 'refresh', exp: access.iat + workspacesApiRefresh };
    return { token: await signer.sign(access), refresh: await signer.sign(refresh) };
  },
  modbox: async (person, { directory, signer }) => {
    ensureDefaultWorkspace(directory, person);
    const { access_token, refresh_token } = await newModboxTokens(person, directory, signer);
    return { token: access_token, refreshToken: refresh_token };
  },
  system: async (person, { directory, signer }) => {
    const { accessToken, refreshToken } = await newSystemTokens(person, null, directory, signer);
    const { portalCode } = sampleSignIn;
    return { token: accessToken, refreshToken, portalCode, email: person.email };
  },
};

const welcome = htmlPage(
  'Local instance',
  `<p>This is Steward's built-in local instance. It answers only to this computer and holds sample data or data you
made with it; nothing here reaches a real service.</p>
<ul>
<li><code>${systemPaths['system-initiative']}</code>: System Initiative's auth API</li>
<li><code>${publicApiPath}</code>: System Initiative's public API</li>
<li><code>${systemPaths.unstructured}</code>: Unstructured's management contract
(<a href="${systemPaths.unstructured.slice(1)}/sign-in">session tokens</a>) and the probe of its data API</li>
<li><code>${systemPaths['workspaces-api']}</code>: the Workspaces API; username is the e-mail address up to its @,
password <code>${samplePassword}</code></li>
<li><code>${systemPaths.modbox}</code>: Modbox. Everybody's username is what their e-mail has before the @, their password
<code>${samplePassword}</code></li>
<li><code>${systemPaths.system}</code>: SYSTEM. Everybody's password is <code>${sampleSignIn.password}</code>, their code
<code>${sampleSignIn.mfaCode}</code>, the portal access code <code>${sampleSignIn.portalCode}</code></li>
</ul>
<p><a href="${systemPaths['system-initiative'].slice(1)}/auth/login">See who can sign in</a></p>`,
);

/**
 * Starts the local instance on 127.0.0.1. Throws when the directory can't be opened or the given port is taken; whatever
 * was opened until then is closed again.
 */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { directoryPath, now = Date.now, log } = options;
  const directory = openDirectory({ path: directoryPath, now });
  try {
    const signer = createTokenSigner(directory);
    const seed = options.seed ?? 1;
    if (seed !== false && directory.people.count() === 0) {
      directory.transaction(() => {
        for (const fill of seeders) fill(directory, seed);
      });
    }
    const login = directory.people.byEmail(sampleLogin.email) ? sampleLogin : localDeveloper;
    const admin = localLoginPerson(directory, login);
    ensureOrganization(directory, admin.id);
    if (options.members !== undefined) addBigWorkspace(directory, admin.id, options.members, seed || 1);
    const token = await signer.sign(sessionClaimsOf(admin.id, directory.now()));

    const app = fastify({
      logger: false,
      forceCloseConnections: true,
      routerOptions: { ignoreTrailingSlash: true },
    });
    let ownHosts: ReadonlySet<string> = new Set();
    // A web page that points a name of its own at 127.0.0.1 comes with that name in the Host header.
    app.addHook('onRequest', async (request, reply) => {
      if (ownHosts.has(request.headers.host ?? '')) return undefined;
      return reply
        .code(403)
        .send({ kind: 'Forbidden', message: 'This instance answers only to its own loopback address' });
    });
    if (log) {
      app.addHook('onResponse', (request, reply, finished) => {
        log(`${request.method} ${loggablePath(request.url)} ${reply.statusCode}`);
        finished();
      });
    }
    const faults = options.faults === true ? registerFaults(app) : null;
    app.get('/', (_request, reply) => sendHtml(reply, 200, welcome));
    const localLogin = options.localLogin === false ? null : login;
    const { workspacesApi: mode = 'built', workspacesApiPerMinute: requestsPerMinute = 100 } = options;
    const desk: Desk = { directory, signer };
    const dialects: readonly (readonly [path: string, register: (scope: FastifyInstance) => void])[] = [
      [systemPaths['system-initiative'], (scope) => registerAuthApi(scope, { ...desk, localLogin })],
      [publicApiPath, (scope) => registerPublicApi(scope, desk)],
      [systemPaths.unstructured, (scope) => registerUnstructured(scope, desk)],
      [
        systemPaths['workspaces-api'],
        (scope) => registerWorkspacesApi(scope, { ...desk, mode, requestsPerMinute }),
      ],
      [systemPaths.modbox, (scope) => registerModbox(scope, desk)],
      [
        systemPaths.system,
        (scope) =>
          registerSystem(scope, {
            ...desk,
            generation: options.systemGeneration ?? 'v2',
            secureChannelRequired: options.systemSecureChannel === true,
            rateLimit: options.systemRateLimit,
          }),
      ],
    ];
    for (const [prefix, register] of dialects) {
      await app.register(
        (scope, _options, registered) => {
          register(scope);
          registered();
        },
        { prefix },
      );
    }

    const listen = async (port: number) => {
      await app.listen({ host: '127.0.0.1', port });
      const address = app.server.address();
      if (address === null || typeof address === 'string') throw new Error('The local instance has no port');
      return address.port;
    };
    const remembered = Number(directory.readSetting(portSetting) ?? '0');
    const port =
      options.port === undefined && remembered !== 0
        ? await listen(remembered).catch(() => listen(0))
        : await listen(options.port ?? 0);
    directory.writeSetting(portSetting, String(port));
    ownHosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]);

    const origin = `http://127.0.0.1:${port}`;
    const addressOf = (system: SystemName) => `${origin}${systemPaths[system]}`;
    const personWith = (email: string) => {
      const person = directory.people.byEmail(email);
      if (!person) throw new Error(`Nobody here has the address ${email}`);
      return person;
    };
    return {
      url: addressOf('system-initiative'),
      publicApiUrl: `${origin}${publicApiPath}`,
      modboxUrl: addressOf('modbox'),
      systemUrl: addressOf('system'),
      port,
      addresses: {
        'system-initiative': addressOf('system-initiative'),
        unstructured: addressOf('unstructured'),
        'workspaces-api': addressOf('workspaces-api'),
        modbox: addressOf('modbox'),
        system: addressOf('system'),
      },
      sessionFor: async (system, email) => (await signInValues[system](personWith(email), desk)).token,
      signInsOf: (email) =>
        Promise.all(
          systemNames.map(async (provider) => ({
            provider,
            address: addressOf(provider),
            method: 'token' as const,
            values: await signInValues[provider](personWith(email), desk),
          })),
        ),
      adminEmail: admin.email,
      token,
      directory,
      signer,
      faults,
      async close() {
        await app.close();
        directory.close();
      },
    };
  } catch (error) {
    directory.close();
    throw error;
  }
}
