import fastify from 'fastify';
import { registerModbox } from './dialects/modbox/api.ts';
import { samplePassword } from './dialects/modbox/identity.ts';
import { registerSystem } from './dialects/system/api.ts';
import { sampleSignIn } from './dialects/system/identity.ts';
import { registerAuthApi } from './dialects/system-initiative/auth-api.ts';
import { sessionClaimsOf } from './dialects/system-initiative/identity.ts';
import { registerPublicApi } from './dialects/system-initiative/public-api.ts';
import { localDeveloper, localLoginPerson } from './dialects/system-initiative/sign-in.ts';
import { openDirectory, type Directory } from './directory.ts';
import { registerFaults, type Faults } from './faults.ts';
import { htmlPage, sendHtml } from './html.ts';
import { createTokenSigner, type TokenSigner } from './jwt.ts';
import { loggablePath } from './log-path.ts';
import { addBigWorkspace } from './sample/many-members.ts';
import { seedModboxSample } from './sample/modbox.ts';
import { sampleLogin, seedSampleData } from './sample/seed.ts';
import { seedSystemSample } from './sample/system.ts';

/**
 * One port, a base path per API. System Initiative's real servers are two hosts; all their paths hang unchanged
 * under these.
 */
export const basePaths = {
  authApi: '/si/auth',
  publicApi: '/si/public',
  modbox: '/modbox',
  system: '/system',
} as const;

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
  /** A session token of the person that local login signs in. */
  readonly token: string;
  readonly directory: Directory;
  readonly signer: TokenSigner;
  /** Null unless asked for. */
  readonly faults: Faults | null;
  close(): Promise<void>;
}

const portSetting = 'port';

const welcome = htmlPage(
  'Local instance',
  `<p>This is Steward's built-in local instance. It answers only to this computer and holds sample data or data you
made with it; nothing here reaches a real service.</p>
<ul>
<li><code>${basePaths.authApi}</code>: System Initiative's auth API</li>
<li><code>${basePaths.publicApi}</code>: System Initiative's public API</li>
<li><code>${basePaths.modbox}</code>: Modbox. Everybody's username is what their e-mail has before the @, their password
<code>${samplePassword}</code></li>
<li><code>${basePaths.system}</code>: SYSTEM. Everybody's password is <code>${sampleSignIn.password}</code>, their code
<code>${sampleSignIn.mfaCode}</code>, the portal access code <code>${sampleSignIn.portalCode}</code></li>
</ul>
<p><a href="${basePaths.authApi.slice(1)}/auth/login">See who can sign in</a></p>`,
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
        seedSampleData(directory, seed);
        seedModboxSample(directory, seed);
        seedSystemSample(directory, seed);
      });
    }
    const login = directory.people.byEmail(sampleLogin.email) ? sampleLogin : localDeveloper;
    const admin = localLoginPerson(directory, login);
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
    await app.register(
      (scope, _options, registered) => {
        registerAuthApi(scope, { directory, signer, localLogin });
        registered();
      },
      { prefix: basePaths.authApi },
    );
    await app.register(
      (scope, _options, registered) => {
        registerPublicApi(scope, { directory, signer });
        registered();
      },
      { prefix: basePaths.publicApi },
    );
    await app.register(
      (scope, _options, registered) => {
        registerModbox(scope, { directory, signer });
        registered();
      },
      { prefix: basePaths.modbox },
    );
    await app.register(
      (scope, _options, registered) => {
        registerSystem(scope, {
          directory,
          signer,
          generation: options.systemGeneration ?? 'v2',
          secureChannelRequired: options.systemSecureChannel === true,
          rateLimit: options.systemRateLimit,
        });
        registered();
      },
      { prefix: basePaths.system },
    );

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
    return {
      url: `${origin}${basePaths.authApi}`,
      publicApiUrl: `${origin}${basePaths.publicApi}`,
      modboxUrl: `${origin}${basePaths.modbox}`,
      systemUrl: `${origin}${basePaths.system}`,
      port,
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
