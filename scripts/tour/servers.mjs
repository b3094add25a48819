import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pinnedNode, root } from '../lib/paths.mjs';
import { toolEnvironment } from '../lib/processes.mjs';
import { StepFailure } from '../lib/command.mjs';
import { sampleCode, samplePassword, samplePortal } from './systems.mjs';

/**
 * A local instance with sample data in a process of its own, which can be broken, stopped and started again at the same
 * address. Its data is in `folder`.
 */
export async function startInstance(folder) {
  let child = null;
  let ready = null;
  const start = async () => {
    // Without local login the server offers to sign in with the browser, as a real one does.
    const args = ['src-main/local-instance/main.ts', '--faults', '--no-local-login', '--data', folder];
    const mine = spawn(pinnedNode, args, {
      cwd: root,
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = mine;
    const end = () => mine.kill('SIGTERM');
    process.once('exit', end);
    mine.once('exit', () => process.off('exit', end));
    const [line] = await Promise.race([once(createInterface(mine.stdout), 'line'), once(mine, 'exit')]);
    if (typeof line !== 'string') {
      throw new StepFailure(
        'The local instance did not start.',
        'Its own words are above; try: npm run instance',
      );
    }
    ready = JSON.parse(line);
  };
  const stop = async () => {
    const mine = child;
    child = null;
    if (mine === null) return;
    mine.kill('SIGTERM');
    await once(mine, 'exit');
  };
  await start();
  const { origin } = new URL(ready.url);
  const systemOf = (provider) => {
    const found = ready.systems.find((each) => each.provider === provider);
    if (!found) throw new Error(`The local instance does not speak ${provider}`);
    return found;
  };
  const call = async (method, path, body, token = ready.token) => {
    const answer = await fetch(`${ready.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: HTTP ${answer.status}`);
    return answer.json();
  };
  return {
    url: ready.url,
    origin,
    start,
    stop,
    /** Where it speaks this system. */
    addressOf: (provider) => systemOf(provider).address,
    /** What Ana holds who has just signed in there. */
    signInAt: (provider) => systemOf(provider).values,
    /** Takes up the newest invitation of this person on SYSTEM, as they would in its portal. */
    async acceptAtSystem(email) {
      const { address } = systemOf('system');
      const ask = async (method, path, body, token) => {
        const answer = await fetch(`${address}${path}`, {
          method,
          headers: {
            'x-portal-access-code': samplePortal,
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        if (!answer.ok) throw new Error(`${method} ${path}: HTTP ${answer.status} ${await answer.text()}`);
        return (await answer.json()).data;
      };
      const signIn = async (who) => {
        const login = '/web/v1/system/auth/login';
        const { sessionId } = await ask('POST', `${login}/initiate`, {
          email: who,
          password: samplePassword,
        });
        await ask('POST', `${login}/mfa/send`, { sessionId, method: 'EMAIL' });
        return (await ask('POST', `${login}/complete`, { sessionId, code: sampleCode })).accessToken;
      };
      const owner = await signIn('ana@northwind.example');
      const mine = listIn(await ask('GET', '/web/v1/tenant/workspaces/mine', undefined, owner));
      for (const { bizId, workspaceBizId = bizId } of mine) {
        const path = `/web/v1/workspaces/${workspaceBizId}/invitations?inviteeEmail=${encodeURIComponent(email)}`;
        const sent = await ask('GET', path, undefined, owner).then(listIn, () => []);
        const open = sent.find(
          ({ inviteeEmail, invitationStatus }) =>
            inviteeEmail === email && invitationStatus.name === 'PENDING',
        );
        if (open === undefined) continue;
        const accept = `/web/v1/users/self/invitations/${open.bizId}/accept`;
        await ask('POST', accept, {}, await signIn(email));
        return;
      }
      throw new Error(`${email} has no open invitation`);
    },
    /** A call as Ana, for what happens while the app isn't looking. */
    call,
    async workspaceId(name) {
      const found = (await call('GET', '/workspaces')).find(({ displayName }) => displayName === name);
      if (!found) throw new Error(`The sample data has no workspace named ${name}`);
      return found.id;
    },
    /** A session token of another person, got as the command line tools of the system get theirs. */
    async signInAs(name) {
      const html = await (await fetch(`${ready.url}/auth/sign-in?cli_redir=9003`)).text();
      const link = linkOf(html, name);
      const { headers } = await fetch(new URL(link, `${ready.url}/auth/sign-in`), { redirect: 'manual' });
      const nonce = new URL(headers.get('location') ?? '').searchParams.get('nonce');
      const answer = await fetch(`${ready.url}/auth/cli-auth-api-token?nonce=${nonce}`);
      return (await answer.json()).token;
    },
    /** Replaces the faults; paths are whole ones, such as `/si/auth/**`. */
    async faults(rules) {
      const { status } = await fetch(`${origin}/__faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rules }),
      });
      if (status !== 204) throw new Error(`The faults were refused: HTTP ${status}`);
    },
    async mend() {
      await fetch(`${origin}/__faults`, { method: 'DELETE' });
    },
  };
}

/** The rows of an answer of SYSTEM: a list, or a page of one. */
const listIn = (data) => (Array.isArray(data) ? data : data.content);

/** Where the sign-in page of the local instance leads for this person. */
export function linkOf(html, name) {
  const link = new RegExp(`<a href="([^"]+)">Sign in as ${name}</a>`).exec(html)?.[1];
  if (!link) throw new Error(`The sign-in page doesn't offer ${name}`);
  return link.replaceAll('&amp;', '&');
}

const page = (title, text) => `<!doctype html><title>${title}</title><h1>${title}</h1><p>${text}</p>`;
const html = { 'content-type': 'text/html; charset=utf-8' };

/** What Unstructured's real service has: the data API alone, as the local instance at `origin` answers it. */
function dataApiOf(origin) {
  return createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? '/', origin);
    if (!/^\/api\/v1\/workflows\/?$/.test(pathname)) {
      reply.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
      return;
    }
    const key = request.headers['unstructured-api-key'];
    fetch(`${origin}/unstructured/data${request.url}`, {
      headers: typeof key === 'string' ? { 'unstructured-api-key': key } : {},
    }).then(
      async (answer) => {
        reply
          .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
          .end(await answer.text());
      },
      () => reply.destroy(),
    );
  });
}

/** Servers that are no System Initiative, for the check of an address; `origin` of the local instance. */
export async function startOddServers(origin) {
  const tls = (name) => readFileSync(join(root, 'test', 'fixtures', 'tls', name));
  const servers = {
    website: createServer((_request, reply) => {
      reply.writeHead(200, html).end(page('Northwind Intranet', 'Lunch is at noon.'));
    }),
    portal: createServer((_request, reply) => {
      reply.writeHead(200, html).end(page('Guest Wi-Fi', 'Sign in to the network to go on.'));
    }),
    silent: createServer(() => undefined),
    selfSigned: createSecureServer({ key: tls('key.pem'), cert: tls('cert.pem') }, (_request, reply) => {
      reply.writeHead(200, html).end(page('Northwind Intranet', 'Lunch is at noon.'));
    }),
    dataApi: dataApiOf(origin),
    nobody: createServer(),
  };
  const addresses = {};
  for (const [name, server] of Object.entries(servers)) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    addresses[name] = `${name === 'selfSigned' ? 'https://localhost' : 'http://127.0.0.1'}:${port}`;
  }
  // Its port is free again: nothing answers there.
  servers.nobody.close();
  return {
    addresses,
    close() {
      for (const server of Object.values(servers)) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
