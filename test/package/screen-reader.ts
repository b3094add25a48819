import { setTimeout as wait } from 'node:timers/promises';
import type { User } from './user.ts';

/** The kinds of things on screen, by their place among ATK's roles (atkobject.h), whose bits AT-SPI's rules of a search use. */
const roles = {
  menuitem: 34,
  tab: 36,
  password: 39,
  button: 42,
  radio: 43,
  switch: 61,
  field: 77,
  heading: 81,
  row: 88,
} as const;
export type Role = keyof typeof roles;
/** What is announced: alerts, statuses and notifications. Their text is in what is inside them. */
const announcing = [2, 53, 99];
const textRole = 117;

/** One thing on screen, by its path on the accessibility bus. */
interface Found {
  path: string;
  name: string;
}

export interface ScreenReader {
  /** Waits until one of this name is on screen. */
  see(role: Role, name: string | RegExp): Promise<void>;
  /** Waits until none of this name is. */
  miss(role: Role, name: string | RegExp): Promise<void>;
  /** Waits until this text is announced. */
  hear(text: string | RegExp): Promise<void>;
  /** Waits until it can be pressed, and presses it. */
  press(role: Role, name: string | RegExp): Promise<void>;
  /** As `press`, by the keyboard: menus open by that. */
  enter(role: Role, name: string | RegExp): Promise<void>;
  /** Types into an empty field, and waits until the field has it. */
  type(role: 'field' | 'password', name: string | RegExp, text: string): Promise<void>;
}

/** For a step of the app's that waits for a server, on a busy machine, in ms. */
const timeoutMs = 120_000;
const namesHoldMs = 3000;
const root = '/org/a11y/atspi/accessible/root';
const accessible = 'org.a11y.atspi.Accessible';
const keyboard = ['/org/a11y/atspi/registry/deviceeventcontroller', 'org.a11y.atspi.DeviceEventController'];
/** AT-SPI's numbers: of two states, of two kinds of keyboard events, and X11's of a key. */
const enabledState = 8;
const focusedState = 12;
const symbolEvent = '3';
const stringEvent = '4';
const returnKey = '65293';

/**
 * Drives an installed app as a screen reader does: over the system's accessibility bus, by the names that it reads out, and with the keyboard. A
 * release opens its page to no debugger, so that nothing else can.
 * @param session the address of the user's message bus
 */
export async function openScreenReader(user: User, session: string): Promise<ScreenReader> {
  const ask = async (bus: string, ...words: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await user.run('busctl', ['--json=short', `--address=${bus}`, ...words]);
    if (code !== 0) throw new Error(stderr);
    // A keyboard event has no answer.
    return stdout === '' ? null : (JSON.parse(stdout) as { data: unknown }).data;
  };
  const call = (bus: string, to: string, path: string, ...words: string[]) =>
    ask(bus, 'call', to, path, ...words);
  const [bus] = (await call(session, 'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress')) as [
    string,
  ];
  const type = (...event: [code: string, text: string, kind: string]) =>
    call(
      bus,
      'org.a11y.atspi.Registry',
      ...(keyboard as [string, string]),
      'GenerateKeyboardEvent',
      'isu',
      ...event,
    );

  /** The app's name on the bus, where it's the only one. */
  async function app(): Promise<string> {
    const answer = await call(bus, 'org.a11y.atspi.Registry', root, accessible, 'GetChildren');
    const [apps] = answer as [[name: string, path: string][]];
    const last = apps.at(-1);
    if (last === undefined) throw new Error('No app is on the accessibility bus.');
    return last[0];
  }

  /** Those of a role, in the order of the page, at any depth below one. */
  async function matches(target: string, below: string, role: number): Promise<Found[]> {
    const bits = ['0', '0', '0', '0'];
    bits[Math.floor(role / 32)] = String(2 ** (role % 32));
    // With any state and attributes, of this role, of any interface.
    const rule = ['0', '1', '0', '1', '4', ...bits, '1', '0', '1', 'false', '1', '0', 'true'];
    const method = ['org.a11y.atspi.Collection', 'GetMatches', '(aiia{ss}iaiiasib)uib'];
    const [objects] = (await call(bus, target, below, ...method, ...rule)) as [
      [name: string, path: string][],
    ];
    return Promise.all(objects.map(async ([, path]) => ({ path, name: await nameOf(target, path) })));
  }

  /** Each question is a process of its own, and names seldom change: they're asked again after a while, and where one is found. */
  const names = new Map<string, { name: string; until: number }>();
  async function nameOf(target: string, path: string, isAskedAgain = false): Promise<string> {
    const known = names.get(target + path);
    if (!isAskedAgain && known !== undefined && Date.now() < known.until) return known.name;
    const name = String(await ask(bus, 'get-property', target, path, accessible, 'Name'));
    names.set(target + path, { name, until: Date.now() + namesHoldMs });
    return name;
  }

  const all = async (role: Role) => matches(await app(), root, roles[role]);

  async function announced(): Promise<Found[]> {
    const target = await app();
    const each = await Promise.all(announcing.map((role) => matches(target, root, role)));
    const texts = each.flat().map(({ path }) => matches(target, path, textRole));
    return (await Promise.all(texts)).flat();
  }

  const on = async (path: string, ...words: string[]) => call(bus, await app(), path, ...words);
  const isNamed = (name: string | RegExp) => (one: Found) =>
    typeof name === 'string' ? one.name === name : name.test(one.name);

  /** Asks again until there is an answer. What is asked about may leave the screen meanwhile, which is an error of the bus. */
  async function until<T>(
    what: string,
    look: () => Promise<T | undefined>,
    seen: () => Promise<string>,
  ): Promise<T> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const found = await look().catch(() => undefined);
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`${what}; on screen: ${await seen().catch(String)}`);
      await wait(100);
    }
  }

  async function find(role: Role, name: string | RegExp, enabled = false): Promise<Found> {
    const names = async () => (await all(role)).map((one) => one.name).join(' | ');
    return until(
      `no ${role} ${String(name)}`,
      async () => {
        const found = (await all(role)).find(isNamed(name));
        if (found === undefined) return undefined;
        const current = { ...found, name: await nameOf(await app(), found.path, true) };
        if (!isNamed(name)(current)) return undefined;
        if (!enabled) return found;
        return (await hasState(found.path, enabledState)) ? found : undefined;
      },
      names,
    );
  }

  async function hasState(path: string, state: number): Promise<boolean> {
    const [[states]] = (await on(path, accessible, 'GetState')) as [[number, number]];
    return (states & (1 << state)) !== 0;
  }

  /** Waits until it has the focus: a key would go elsewhere before that. */
  async function focus(path: string): Promise<void> {
    await on(path, 'org.a11y.atspi.Component', 'GrabFocus');
    await until(
      'the focus doesn’t come',
      async () => ((await hasState(path, focusedState)) ? true : undefined),
      async () => '',
    );
  }

  return {
    see: async (role, name) => void (await find(role, name)),
    miss: async (role, name) =>
      void (await until(
        `there is still a ${role} ${String(name)}`,
        async () => ((await all(role)).some(isNamed(name)) ? undefined : true),
        async () => '',
      )),
    hear: async (text) =>
      void (await until(
        `${String(text)} isn’t announced`,
        async () => (await announced()).find(isNamed(text)),
        async () => (await announced()).map((one) => one.name).join(' | '),
      )),
    async press(role, name) {
      const { path } = await find(role, name, true);
      await on(path, 'org.a11y.atspi.Action', 'DoAction', 'i', '0');
    },
    async enter(role, name) {
      await focus((await find(role, name, true)).path);
      await type(returnKey, '', symbolEvent);
    },
    async type(role, name, text) {
      const { path } = await find(role, name, true);
      await focus(path);
      await type('0', text, stringEvent);
      await until(
        `the ${role} ${String(name)} doesn’t hold what was typed`,
        async () => {
          const target = await app();
          const length = await ask(
            bus,
            'get-property',
            target,
            path,
            'org.a11y.atspi.Text',
            'CharacterCount',
          );
          return length === text.length ? true : undefined;
        },
        async () => '',
      );
    },
  };
}
