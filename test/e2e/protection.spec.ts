import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import lockfile from '../../package-lock.json' with { type: 'json' };
import { outdatedRuntime } from '../../src-main/app/runtime-age.ts';
import { expect, shareApp, test } from '../support/app.ts';

/* What the page can't do, tried from inside it: as a script would that somebody got into it. */

const app = shareApp();

test('Settings says for as long as it is so that the runtime is older than the lockfile’s', async () => {
  const running = await app.electron.evaluate(() => process.versions.electron);
  const outdated = outdatedRuntime(running, lockfile.packages['node_modules/electron'].version);
  await app.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(app.page.getByRole('heading', { name: 'About' })).toBeVisible();
  const note = app.page.getByRole('note').filter({ hasText: `Electron ${running}` });
  await expect(note).toHaveCount(outdated === null ? 0 : 1);
});

test('names in fields aren’t checked for spelling, and no dictionary is fetched for it', async () => {
  const { electron, page } = app;
  await page.getByRole('button', { name: 'Add a connection', exact: true }).first().click();
  const asked = electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise((told) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('context-menu', (_event, { isEditable, spellcheckEnabled }) => {
          told({ isEditable, spellcheckEnabled, session: contents.session.isSpellCheckerEnabled() });
        });
      }),
  );
  await page.getByRole('dialog').getByRole('textbox').first().click({ button: 'right' });
  expect(await asked).toEqual({ isEditable: true, spellcheckEnabled: false, session: false });
  await page.keyboard.press('Escape');
});

test.describe('the network', () => {
  let udp: Socket;
  let tcp: Server;
  let packets = 0;
  test.beforeAll(async () => {
    udp = createSocket('udp4', () => (packets += 1)).bind(0, '127.0.0.1');
    tcp = createServer((socket) => {
      packets += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  });
  test.beforeEach(() => (packets = 0));
  test.afterAll(() => {
    udp.close();
    tcp.close();
  });
  const ports = () => ({ udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port });

  test('WebRTC reaches no server, over UDP or TCP', async () => {
    const candidates = await app.page.evaluate(async ({ udp, tcp }) => {
      const login = { username: 'me', credential: 'me' };
      const connection = new RTCPeerConnection({
        iceServers: [
          { urls: [`stun:127.0.0.1:${udp}`, `stun:localhost:${udp}`] },
          { urls: `turn:127.0.0.1:${udp}?transport=udp`, ...login },
          { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, ...login },
          { urls: `turns:127.0.0.1:${tcp}?transport=tcp`, ...login },
        ],
      });
      const found: string[] = [];
      const gathered = new Promise<void>((done) => {
        connection.onicecandidate = ({ candidate }) =>
          candidate === null ? done() : found.push(candidate.candidate);
      });
      connection.createDataChannel('out');
      await connection.setLocalDescription(await connection.createOffer());
      await gathered;
      connection.close();
      return found.filter((one) => one !== '');
    }, ports());
    expect(candidates).toEqual([]);
    expect(packets).toBe(0);
  });

  test('requests, sockets, frames, images, hints and workers reach no server', async () => {
    const refused = await app.page.evaluate(async ({ tcp }) => {
      const url = `http://127.0.0.1:${tcp}/`;
      const ends: Promise<string>[] = [];
      const end = (name: string, made: Promise<unknown>) =>
        ends.push(
          made.then(
            () => `${name} went out`,
            () => 'refused',
          ),
        );
      const element = (name: string, tag: string, attributes: Record<string, string>) => {
        const one = document.createElement(tag);
        for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
        end(
          name,
          new Promise((loaded, failed) => {
            one.onload = loaded;
            one.onerror = failed;
            document.head.append(one);
          }),
        );
      };
      end('fetch', fetch(url));
      end(
        'beacon',
        navigator.sendBeacon(url) ? Promise.reject(new Error('queued')) : Promise.reject(new Error('no')),
      );
      end(
        'socket',
        new Promise((open, failed) => {
          const socket = new WebSocket(`ws://127.0.0.1:${tcp}/`);
          socket.onopen = open;
          socket.onerror = failed;
        }),
      );
      element('image', 'img', { src: url });
      element('script', 'script', { src: url });
      element('style', 'link', { rel: 'stylesheet', href: url });
      element('prefetch', 'link', { rel: 'prefetch', href: url });
      const hint = document.createElement('link');
      hint.rel = 'preconnect';
      hint.href = url;
      document.head.append(hint);
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      end(
        'worker',
        new Promise((_, failed) => (new Worker(URL.createObjectURL(new Blob(['1']))).onerror = failed)),
      );
      const all = await Promise.all(ends);
      // What only hints at a connection says nothing of its end: a request that is refused later has overtaken it.
      await fetch('app://steward/missing').catch(() => undefined);
      return all;
    }, ports());
    expect(new Set(refused)).toEqual(new Set(['refused']));
    expect(packets).toBe(0);
  });

  test('no eval, no inline script, no form', async () => {
    const ran = await app.page.evaluate(async () => {
      const marks: string[] = [];
      const inline = document.createElement('script');
      inline.textContent = 'document.title = "ran"';
      document.head.append(inline);
      // In a task of the page's own: what a debugger evaluates may always do this.
      await new Promise((done) => setTimeout(done, 0));
      try {
        window.eval('1');
        marks.push('eval');
      } catch {
        // As it should be.
      }
      const form = document.createElement('form');
      form.action = 'https://example.com/';
      document.body.append(form);
      form.submit();
      return { marks, title: document.title, at: location.href };
    });
    expect(ran).toEqual({ marks: [], title: 'Steward', at: 'app://steward/index.html' });
  });
});

test('the page stays where it is, and opens no window', async () => {
  const opened = await app.page.evaluate(async () => {
    const window1 = window.open('https://example.com/');
    location.href = 'https://example.com/';
    await new Promise((done) => setTimeout(done, 0));
    return window1;
  });
  expect(opened).toBeNull();
  expect(app.page.url()).toBe('app://steward/index.html');
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('every permission is denied', async () => {
  const answers = await app.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
    const states = await Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    );
    const asked = await Promise.all([
      navigator.mediaDevices.getUserMedia({ audio: true }).then(String, () => 'denied'),
      navigator.mediaDevices.getDisplayMedia({ video: true }).then(String, () => 'denied'),
      Notification.requestPermission(),
      new Promise((done) => navigator.geolocation.getCurrentPosition(done, () => done('denied'))),
      navigator.clipboard.readText().then(String, () => 'denied'),
    ]);
    return [...states, ...asked];
  });
  expect(new Set(answers)).toEqual(new Set(['denied']));
});

test('the page knows neither Node nor Electron', async () => {
  const known = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
  );
  expect(known).toEqual([]);
});

test('another window with the same bridge and page is refused', async () => {
  const answer = await app.electron.evaluate(async ({ BrowserWindow, app: electron, session }) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${electron.getAppPath()}/out/preload/index.cjs`,
        session: session.fromPartition('steward'),
        sandbox: true,
      },
    });
    await other.loadURL('app://steward/index.html');
    const answered: unknown = await other.webContents.executeJavaScript('window.steward.app.status({})');
    other.destroy();
    return answered;
  });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'not-allowed' } });
});
