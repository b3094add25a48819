import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { ChangeRequest, ChangeType } from '../../../src-preload/contract/change-request.ts';
import type { Check, Identity, PlanItem } from '../../../src-preload/contract/plan.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { ProviderSession, RowOutcome } from '../../providers/provider.ts';
import type { PlaceList } from '../../base/lists.ts';
import type { ItemOfPlan } from '../../store/ledger/types.ts';
import { type ChangeContext, type RequestContext, type RequestOf, type ConnectionFacts } from '../context.ts';
import type { HistoryMark } from './history-mark.ts';
import type { PreImage, PreImageOf } from './pre-image.ts';

/**
 * `unknown`: the lists can't tell, because they were never fetched, have unreadable records, or don't show it. `unsettled`: the list that
 * would tell has just lost other records too.
 */
export type Verdict = 'yes' | 'no' | 'unknown' | 'unsettled';

export type Undo = PlanItem['undo'];

/** A list that a change is planned on. */
export interface NeededList {
  place: string;
  list: PlaceList;
  /** Without it the change is blocked; the others are fetched before anything is sent. */
  must: boolean;
  /** What the plan says while one that isn't a must was never fetched; null: nothing. */
  unread: string | null;
}

/** A list that shows whether a change has happened. */
export interface ReadBackList {
  list: ListName;
  /** Without it nothing can be read back. */
  must: boolean;
}

/** Where a change stands in its plan. */
export interface PlanPosition {
  /** The only thing that was asked for (an invitation with its role counts as one). */
  alone: boolean;
  /** An earlier item has the same duplicate key. */
  repeated: boolean;
  /** It waits for another item of the plan. */
  isSecondStep: boolean;
  /** The changes of these types in the applied plans of its connection, oldest first. */
  madeHere: (types: readonly ChangeType[]) => readonly ItemOfPlan[];
}

/** One of the items that a request becomes. */
export interface Step {
  request: ChangeRequest;
  /** What the person does between the step before and this one, or null. */
  pause: string | null;
}

/** Everything the app says about one kind of change. `before`: its pre-image, null where it can't be read. */
export interface KindText<R extends ChangeRequest, Before = PreImage> {
  /** "Make Dana Levi Approver" */
  title(context: RequestContext<R>, before: Before | null): string;
  /** The short fact at the right: "Collaborator → Approver". */
  fact(context: RequestContext<R>, before: Before | null): string;
  /** What the button says for one. */
  verb(context: RequestContext<R>): string;
  /** For several; null: "Apply 3 changes". `facts`: null where the plan is for more than one connection. */
  verbForMany(count: number, facts: SystemFacts | null): string | null;
  /** How it can be undone here, or why it can't: said before anything is sent. */
  undo(context: RequestContext<R>, before: Before | null): Undo;
  /** In the past tense, for toasts, receipts and the history. */
  done(context: RequestContext<R>, before: Before | null, workspaceName: string): string;
  /** Nothing is sent, because it is as wanted. */
  noOp(context: RequestContext<R>, before: Before | null): string;
  /** What the lists don't show, where they could be read: ends "…, so Steward can't confirm it"; null: unreadable records. */
  unshown: string | null;
}

/** What a change creates. */
export interface Creation<R extends ChangeRequest> {
  what: 'place' | 'role' | 'token';
  /**
   * Ids of all that it could be taken for, whatever a server made of its name: those that weren't there before are what it created.
   */
  alike(context: RequestContext<R>): string[];
  /** What the thing of this ID is called. */
  nameOf(context: RequestContext<R>, id: string): string | null;
  /** Whether the created place is worth opening afterwards. */
  opens: boolean;
}

/** A record that a change takes out of a list. */
export interface Removal {
  list: ListName;
  /** null: out of the connection's list of workspaces. */
  workspaceId: string | null;
  id: string;
}

/** How a second step belongs to its first in the heading and on the button of a plan. */
export interface SecondStep<R extends ChangeRequest> {
  after: ChangeType;
  title(context: RequestContext<R>, firstTitle: string): string;
  /** What the two together are called on the button; null: what the first is called. */
  verb: ((count: number, facts: SystemFacts | null) => string) | null;
}

/** Many of the kind in one request. */
export interface Batch<R extends ChangeRequest> {
  /** At most so many: a plan can be stopped between two requests, and what a crash leaves to be read back stays small. */
  size: number;
  /** Those with the same key may go together. */
  key(request: R): string;
  /** null: this session takes no lists here. */
  sender(context: RequestContext<R>, session: ProviderSession): BatchSender<R> | null;
  /** Said of one that went in a request of its own after all. */
  individually(request: R, connection: ConnectionFacts): string;
}

/** Sends many at once. `not-implemented`: the server hasn't built it and did nothing. */
export interface BatchSender<R extends ChangeRequest> {
  send(requests: readonly R[], signal: AbortSignal): Promise<Result<RowOutcome[]>>;
}

/** What every kind has to say about itself; the optional aspects are for the few that differ. */
interface Aspects<R extends ChangeRequest, Before> {
  op: PlanItem['op'];
  /**
   * `none`: alone, with nothing against it, it is applied at once. `type-name`: it can't be undone from here, so the place's name has to be
   * typed.
   */
  confirmation: 'none' | 'review' | 'type-name';
  /** A list of this sort is changed; where it is kept at another place, that place has to be changed instead. */
  changes: 'roster' | 'tokens' | null;
  /** What decides who may make it, said where it is gone from the list. */
  decidedBy: 'workspace' | 'organization';
  /** That the place is gone is what was wanted. */
  wantsPlaceGone: boolean;
  /** The place named in the plan beside the connection. */
  target(context: RequestContext<R>): Pick<PlanItem['target'], 'workspaceName' | 'instanceUrl'>;
  /** Lists that it is planned on, beside the list of places. */
  needs(context: RequestContext<R>): NeededList[];
  /** Lists that show whether it has happened; none where nothing shows it, and the server's own answer counts. */
  readBackLists(context: RequestContext<R>): ReadBackList[];
  /** What it finds now. */
  preImage(context: RequestContext<R>): Before;
  /** Problems with what was asked for, whatever the server has now. */
  inputChecks(context: RequestContext<R>, position: PlanPosition): Check[];
  /** What speaks about it where something would change. */
  checks(context: RequestContext<R>, position: PlanPosition): Check[];
  /** What the system refuses for this member, role or token, beside what my role allows at all. Asked again before it is sent. */
  accessChecks(context: RequestContext<R>): Check[];
  /**
   * Changes the snapshot as if it had been done. What is created isn't put in: no later item can name it, and duplicates are found by
   * their keys.
   */
  simulate(context: RequestContext<R>): void;
  /** Has it happened? `before` separates what is new from what was there. */
  verify(context: RequestContext<R>, before: Before | null): Verdict;
  /** What changed on the server between two looks, in sentences; empty when nothing that it rests on did. */
  moved(context: RequestContext<R>, before: Before, now: Before): string[];
  /** The change that takes it back, or null. */
  inverse(context: RequestContext<R>, before: Before): ChangeRequest | null;
  historyMark(request: R, before: Before | null): HistoryMark | null;
  text: KindText<R, Before>;
}

interface RareAspects<R extends ChangeRequest> {
  /** What it creates; before it is sent nothing can be as wanted already. */
  creates?: Creation<R>;
  /** Where the system lacks its own capability, this one does it one by one. */
  fallback?: Capability;
  /** One request becomes several items: half of it may succeed, and then the rest must be visible and finishable. */
  expand?(context: RequestContext<R>): Step[];
  /**
   * The request on what the server has now, where the server is told a whole record: what wasn't touched stays as others left it. The
   * lists it needs are read right before it is sent.
   */
  rebase?(context: RequestContext<R>): R;
  /** The request with what it was made on named, where it came without: only what differs from this is touched. */
  madeOn?(request: R, before: PreImage): R;
  /** What others changed since it was filled in, which stays beside what it changes. `context`: before it is rebased. */
  merges?(context: RequestContext<R>): Check[];
  /** Fills in what is known only right before it is sent. */
  complete?(context: RequestContext<R>): Result<R>;
  /** As the session is to send it. `individually`: one of a batch whose server takes no lists. */
  toWire?(context: RequestContext<R>, individually: boolean): ChangeRequest;
  batch?: Batch<R>;
  /** What is lost with the server's answer although it happened, or null. */
  lostWithAnswer?(context: RequestContext<R>): AppError | null;
  /** Why what it created is of no use, or null. */
  endedAlready?(context: RequestContext<R>, created: string): AppError | null;
  /** What of it came out otherwise than asked for, where it happened; null: nothing. */
  cameAs?(context: RequestContext<R>, before: PreImage | null, created: string | null): string | null;
  /** What of it happened, where some didn't; null: nothing. */
  inPart?(context: RequestContext<R>, before: PreImage | null): string | null;
  /** Two items of a plan with the same key would create the same. */
  duplicateKey?(request: R): string;
  /** Whom it brings: an item that awaits the same key depends on it. */
  brings?(request: R): string;
  /** Whom another item has to bring first, or null. */
  awaits?(request: R): string | null;
  /** What the item before it will have left, for comparing later. `wasThere`: that item found it there already. */
  preImageAfter?(before: PreImage, wasThere: boolean): PreImage;
  /** What is to be reached, whatever the way: an item of a later plan with the same goal supersedes it. */
  goal?(request: R): string;
  /** Items of the same group are counted as removals from one roster. */
  removesFrom?(request: R): { connectionId: string; workspaceId: string };
  /** Whether it makes or ends an owner. Each of those is proven before anything else of its place is sent: one owner has to be left. */
  changesOwners?(context: RequestContext<R>): boolean;
  /** What makes even a single one need a second person, where they are asked; left out, or null: only many removals do. */
  secondPerson?(context: RequestContext<R>): 'deletion' | 'owners' | null;
  /** What it ends, as the snapshot has it; null: it isn't there. */
  ends?(context: RequestContext<R>): Identity | null;
  /** The record that is missing from a list afterwards, so that the list isn't doubted for it; null: it stays there as ended. */
  takesOut?(request: R, facts: SystemFacts): Removal | null;
  secondStep?: SecondStep<R>;
  /** What a plan that finishes it after a pause says of it. */
  afterPause?(context: RequestContext<R>): string;
  /** Whether what it created still works, so that what waits for it can be finished. */
  stillWorks?(context: RequestContext<R>, created: string | null): boolean;
}

/** The text of one kind of change. */
export type ChangeText<T extends ChangeType, Before = PreImage> = KindText<RequestOf<T>, Before>;

/** One kind of change as its family defines it, around the pre-image that it takes. */
export type KindDefinition<T extends ChangeType, P extends PreImage['of']> = Aspects<
  RequestOf<T>,
  PreImageOf<P>
> &
  RareAspects<RequestOf<T>>;

/** One kind of change, as the engine asks it. */
export type ChangeKind<T extends ChangeType = ChangeType> = Omit<
  Aspects<RequestOf<T>, PreImage>,
  'inverse'
> & {
  inverse(context: ChangeContext<T>, before: PreImage | null): ChangeRequest | null;
} & RareAspects<RequestOf<T>>;

/** The kinds of one family: "member", "token". */
export type Family<F extends string> = {
  readonly [T in Extract<ChangeType, `${F}.${string}`>]: ChangeKind<T>;
};

/** Makes a kind from its definition: a pre-image of another sort (a receipt of another version) counts as none. */
export function defineKind<T extends ChangeType, P extends PreImage['of']>(
  of: P,
  definition: KindDefinition<T, P>,
): ChangeKind<T> {
  const isOwn = (image: PreImage | null): image is PreImageOf<P> => image?.of === of;
  const own = (image: PreImage | null) => (isOwn(image) ? image : null);
  const { text } = definition;
  return {
    ...definition,
    verify: (context, before) => definition.verify(context, own(before)),
    moved: (context, before, now) =>
      isOwn(before) && isOwn(now) ? definition.moved(context, before, now) : [],
    inverse: (context, before) => (isOwn(before) ? definition.inverse(context, before) : null),
    historyMark: (request, before) => definition.historyMark(request, own(before)),
    text: {
      ...text,
      title: (context, before) => text.title(context, own(before)),
      fact: (context, before) => text.fact(context, own(before)),
      undo: (context, before) => text.undo(context, own(before)),
      done: (context, before, workspaceName) => text.done(context, own(before), workspaceName),
      noOp: (context, before) => text.noOp(context, own(before)),
    },
  };
}
