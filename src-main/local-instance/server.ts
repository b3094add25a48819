import fastify, { type FastifyInstance } from 'fastify';
import { registerModbox } from './dialects/modbox/api.ts';
import { registerSystem } from './dialects/system/api.ts';
import { registerAuthApi, spelledAsRoute } from './dialects/system-initiative/auth-api.ts';
import { sessionClaimsOf } from './dialects/system-initiative/identity.ts';
import { registerPublicApi } from './dialects/system-initiative/public-api.ts';
import { localDeveloper, localLoginPerson } from './dialects/system-initiative/sign-in.ts';
import { ensureOrganization } from './dialects/unstructured/first-organization.ts';
import { registerUnstructured } from './dialects/unstructured/management-api.ts';
import { registerWorkspacesApi } from './dialects/workspaces-api/api.ts';
import { openDirectory, type Directory } from './directory.ts';
import { registerFaults, type Faults } from './faults.ts';
import { sendHtml } from './html.ts';
import { createTokenSigner, type TokenSigner } from './jwt.ts';
import { loggablePath } from './log-path.ts';
import { withLiteralEscapes } from './request-path.ts';
import { addBigWorkspace } from './sample/many-members.ts';
import { seedModboxSample } from './sample/modbox.ts';
import { sampleLogin, seedSampleData } from './sample/seed.ts';
import { seedUnstructured } from './sample/unstructured.ts';
import { seedWorkspacesApi } from './sample/workspaces-api.ts';
import { signInValues, type InstanceContext, type SystemSignIn } from './sign-in-values.ts';
import { publicApiPath, systemNames, systemPaths } from './system-paths.ts';
import type { SystemName } from './tables/workspaces.ts';
import { welcomePage } from './welcome-page.ts';
import { seedSystemSample } from './sample/system.ts';

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
  /** A session token of this person, as if they had just signed in. Throws for an unknown address. */
  sessionFor(system: SystemName, email: string): Promise<string>;
  /** What this person would enter to sign in to each system with a token. Throws for an unknown address. */
  signInsOf(email: string): Promise<SystemSignIn[]>;
  /** The e-mail of the person that local login signs in. */
  readonly adminEmail: string;
  /** The directory was filled with the sample data, now or at an earlier start. */
  readonly sample: boolean;
  /** A session token of the person that local login signs in. */
  readonly token: string;
  readonly directory: Directory;
  readonly signer: TokenSigner;
  /** Null unless asked for. */
  readonly faults: Faults | null;
  close(): Promise<void>;
}

const portSetting = 'port';

/** The URL as the router is to see it. */
function routedUrl(url: string): string {
  const literal = withLiteralEscapes(url);
  const base = systemPaths['system-initiative'];
  if (!literal.startsWith(`${base}/`)) return literal;
  const [path = '', ...query] = literal.slice(base.length).split('?');
  return base + [spelledAsRoute(path), ...query].join('?');
}

type SampleSeeder = (directory: Directory, seed: number) => void;

/** What fills an empty directory, in this order: the first one makes the people of all. */
const seeders: readonly SampleSeeder[] = [
  seedSampleData,
  seedUnstructured,
  seedWorkspacesApi,
  seedModboxSample,
  seedSystemSample,
];

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
      // As long as any request line: an ID that is too long is an unknown one in every system.
      routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
      rewriteUrl: (request) => routedUrl(request.url ?? '/'),
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
    app.get('/', (_request, reply) => sendHtml(reply, 200, welcomePage));
    const localLogin = options.localLogin === false ? null : login;
    const { workspacesApi: mode = 'built', workspacesApiPerMinute: requestsPerMinute = 100 } = options;
    const context: InstanceContext = { directory, signer };
    const dialects: readonly (readonly [path: string, register: (scope: FastifyInstance) => void])[] = [
      [systemPaths['system-initiative'], (scope) => registerAuthApi(scope, { ...context, localLogin })],
      [publicApiPath, (scope) => registerPublicApi(scope, context)],
      [systemPaths.unstructured, (scope) => registerUnstructured(scope, context)],
      [
        systemPaths['workspaces-api'],
        (scope) => registerWorkspacesApi(scope, { ...context, mode, requestsPerMinute }),
      ],
      [systemPaths.modbox, (scope) => registerModbox(scope, context)],
      [
        systemPaths.system,
        (scope) =>
          registerSystem(scope, {
            ...context,
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
      if (!person) throw new Error(`No person here has the e-mail ${email}`);
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
      sessionFor: async (system, email) => (await signInValues[system](personWith(email), context)).token,
      signInsOf: (email) =>
        Promise.all(
          systemNames.map(async (provider) => ({
            provider,
            address: addressOf(provider),
            method: 'token' as const,
            values: await signInValues[provider](personWith(email), context),
          })),
        ),
      sample: login === sampleLogin,
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
