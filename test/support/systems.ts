import type { Capability, Scope } from '../../src-preload/contract/capabilities.ts';
import type { CredentialKind, Identity } from '../../src-preload/contract/connections.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { Role, RoleTable } from '../../src-preload/contract/roles.ts';
import type { Directory } from '../../src-main/local-instance/directory.ts';
import { startInstance, type Instance, type InstanceOptions } from '../../src-main/local-instance/server.ts';
import type { Person } from '../../src-main/local-instance/tables/people.ts';
import {
  apiVariantOf,
  type ConnectionStorage,
  type Provider,
  type ProviderSession,
} from '../../src-main/providers/provider.ts';
import { memoryStorage } from './connection-storage.ts';
import { testHttpClient } from './http-client.ts';
import { signal } from './signal.ts';
import { targetOf } from './target.ts';

/* What the conformance suite has to know of an API variant beside its tables: how to start its server, and how to get people and places there. */

/** A signed-in person. */
export interface Actor {
  /** As the provider's members lists have it. */
  readonly userId: string;
  readonly email: string;
  session(): Promise<ProviderSession>;
}

/** A place made for one test. */
export interface MadePlace {
  /** The provider's place id. */
  readonly id: string;
  readonly scope: Scope;
  /** The matrix that holds in it; null where such a place has none. */
  readonly table: RoleTable | null;
  /** A person with the highest role, who prepares and reads back. */
  readonly top: Actor;
  /** One more person with this role (its id in the table). */
  member(role: string): Promise<Actor>;
  /** The address of a person who isn't in it and can be invited or added. */
  candidate(): Promise<string>;
}

/** A running server with an API variant's own ways to make people and places in it. */
export interface Ground {
  /** `variant`: a kind of place that a restriction of the matrix speaks of. */
  place(scope: Scope, variant?: string): Promise<MadePlace>;
  /** Signed up, and a member of nothing. */
  newcomer(): Promise<Actor>;
  /**
   * Looks into the server itself where no list tells what a change did (an older generation leaves it out): null, or what is found
   * instead. Not given: everything is told.
   */
  untold?(capability: Capability, place: MadePlace, actor: Actor): string | null;
  /** The value of a real key, for API variants that try keys. */
  workingKey?(): Promise<string>;
}

/** What happens instead of the usual: whom a change is about, or in which kind of place. */
export interface Variation {
  /** Role of the member that a change is about. */
  readonly target?: string;
  /** Role that is given. */
  readonly to?: string;
  /** Whose token it is. */
  readonly token?: 'own' | 'of somebody else';
  /** How many have the actor's role, the actor among them. */
  readonly peers?: number;
  readonly variant?: string;
}

/** The words of a cell that restrict its yes, tried on both sides where there are two. */
export interface Restriction {
  readonly yes: Variation;
  /** null: nothing to try, for the reason given in the bench. */
  readonly no: Variation | null;
}

/** One failure that the system's documents name, as its server answers it. */
export interface NamedError {
  readonly code: string;
  readonly status: number;
  readonly body: unknown;
  /** What is asked then; a list of the place's members when not given. */
  readonly ask?: (scene: ErrorScene) => Promise<Result<unknown>>;
  /** `verdict`: no failure of the request, but an answer in words. */
  readonly kind: AppError['kind'] | 'verdict';
  /** The code that comes to the same for the user, and may say the same. */
  readonly sameAs?: string;
  /** Its status says it already: an unheard-of code with that status gets the same words. */
  readonly byStatus?: true;
}
export interface ErrorScene {
  readonly address: string;
  readonly place: MadePlace;
  readonly session: ProviderSession;
}

export interface Bench {
  readonly name: string;
  /** At most 11 characters, for the printed table. */
  readonly column: string;
  readonly provider: Provider;
  readonly apiVariant: string;
  readonly credential: CredentialKind;
  readonly instance: Partial<InstanceOptions>;
  /** Where its requests arrive, as a whole path. */
  readonly basePath: string;
  /** False: there is no server that allows or refuses anything (an inventory kept by the admin). */
  readonly enforced: boolean;
  ground(desk: Desk): Ground;
  /** By `capability: words` of the cell. */
  readonly restrictions: Readonly<Record<string, Restriction>>;
  /** Cells that this server refuses though the table says yes, because the documents' generations differ: a note says so. */
  readonly olderRefuses: readonly { capability: Capability; exceptRole: string; note: RegExp }[];
  /** Rows without a capability, by id, where the dialect has a route: true when the server allowed it. */
  readonly rawRows: Readonly<Record<string, (place: MadePlace, actor: Actor) => Promise<boolean>>>;
  readonly errors: readonly NamedError[];
}

/** What a ground is made with. */
export interface Desk {
  readonly server: Instance;
  readonly directory: Directory;
  /** A new person who signed up. */
  person(): Person;
  /** Signs in on the first use, and is the same session from then on. */
  actor(person: Pick<Person, 'email'>, userId: string, signIn: () => Promise<SignedIn>): Actor;
  /** The matrix of a place; `roles` as its session lists them, where the API variant has custom ones. */
  table(scope: Scope, top: Actor, placeId: string): Promise<RoleTable | null>;
  /** A place that is there by now: `join` takes one more person in with a role. Candidates are new people, unless said otherwise. */
  made(
    place: Pick<MadePlace, 'id' | 'scope' | 'top'> & {
      join(role: string): Actor;
      candidate?(): string;
    },
  ): Promise<MadePlace>;
}
export interface SignedIn {
  readonly address: string;
  readonly secret: string;
  readonly storage?: Partial<Pick<ConnectionStorage, 'options' | 'inventory'>>;
  readonly identity?: Identity;
}

export interface Stand extends Ground {
  readonly server: Instance;
  /** Lines of the server's request log since the last call, everything before it having arrived. */
  requestsSince(): Promise<string[]>;
  close(): Promise<void>;
}

const marker = '/__marker';

/** Starts the server of an API variant, in memory and without sample data. */
export async function openStand(bench: Bench): Promise<Stand> {
  let lines: string[] = [];
  let seen: (() => void) | null = null;
  const server = await startInstance({
    directoryPath: ':memory:',
    port: 0,
    faults: true,
    seed: false,
    workspacesApiPerMinute: 1_000_000,
    systemRateLimit: 1_000_000,
    log: (line) => {
      if (line.includes(marker)) seen?.();
      else lines.push(line);
    },
    ...bench.instance,
  });
  const { directory } = server;
  const http = testHttpClient();
  let people = 0;

  const desk: Desk = {
    server,
    directory,
    person() {
      people += 1;
      const now = directory.now();
      return directory.people.add({
        email: `person.${people}@conformance.example`,
        nickname: `person${people}`,
        firstName: 'Person',
        lastName: String(people),
        emailVerified: true,
        signupAt: now,
        tosAcceptedAt: now,
      });
    },
    actor({ email }, userId, signIn) {
      let session: Promise<ProviderSession> | null = null;
      const open = async () => {
        const { address, secret, storage, identity = { userId, email, name: email } } = await signIn();
        const kept = memoryStorage(secret, { identity, apiVariant: bench.apiVariant });
        return bench.provider.session(http, targetOf(address), { ...kept, ...storage });
      };
      return { userId, email, session: () => (session ??= open()) };
    },
    async table(scope, top, placeId) {
      const { capabilities } = apiVariantOf(bench.provider, bench.apiVariant);
      const listed = capabilities['role.list'];
      const kept =
        listed.supported && (listed.at ?? ['workspace']).includes(scope)
          ? await (await top.session()).roles(placeId, signal)
          : null;
      const table = bench.provider.roleTable(scope, kept?.ok === true ? kept.value.rows : []);
      return table.scope === scope && table.roles.length > 0 ? table : null;
    },
    made: async ({ id, scope, top, join, candidate = () => desk.person().email }) => ({
      id,
      scope,
      table: await desk.table(scope, top, id),
      top,
      member: (role) => Promise.resolve(join(role)),
      candidate: () => Promise.resolve(candidate()),
    }),
  };

  return {
    ...bench.ground(desk),
    server,
    async requestsSince() {
      const arrived = new Promise<void>((resolve) => (seen = resolve));
      await fetch(`http://127.0.0.1:${server.port}${marker}`);
      await arrived;
      const since = lines;
      lines = [];
      return since;
    },
    close: () => server.close(),
  };
}

/** The roles that can be given, highest first. */
export const assignable = (place: MadePlace): readonly Role[] =>
  (place.table?.roles ?? []).filter((role) => role.assignable);
