import type { PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { ChangeContext } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { placeWord } from '../../../../src-preload/shared/plan.ts';
import { planText } from '../text.ts';

type ContextOf = (item: PlanItem) => ChangeContext | null;

/** What was asked for: a second step belongs to its first. */
function askedItems(items: readonly PlanItem[]): PlanItem[] {
  const ids = new Set(items.map(({ id }) => id));
  return items.filter(({ dependsOn }) => dependsOn === null || !ids.has(dependsOn));
}

const isNoOp = ({ checks }: PlanItem) => checks.some(({ code }) => code === 'already-so');

/** The second steps that belong to what they wait for, by the id of the first. */
function secondSteps(items: readonly PlanItem[]): ReadonlyMap<string, PlanItem> {
  const byId = new Map(items.map((item) => [item.id, item]));
  return new Map(
    items.flatMap((item) => {
      const first = item.dependsOn === null ? undefined : byId.get(item.dependsOn);
      return first && kindOf(item.request).secondStep?.after === first.request.type ? [[first.id, item]] : [];
    }),
  );
}

/**
 * What the button says, for one change or many; what belongs together counts as one. `facts`: null where the plan is for more than one
 * connection, because the words of one system can't speak for two.
 */
export function planVerb(
  items: readonly PlanItem[],
  facts: SystemFacts | null,
  contextOf: ContextOf,
): string {
  // What needs nothing isn't sent, so it doesn't count, unless nothing else is there.
  const toSend = items.filter((item) => !isNoOp(item));
  const counted = toSend.length === 0 ? items : toSend;
  const asked = askedItems(counted);
  const [first] = asked;
  if (!first) return planText.apply;
  const { type } = first.request;
  const seconds = secondSteps(counted);
  const jointVerbs = asked.flatMap(({ id }) => {
    const second = seconds.get(id);
    return (second && kindOf(second.request).secondStep?.verb) ?? [];
  });
  const [jointVerb] = jointVerbs;
  if (jointVerb && jointVerbs.length === asked.length) return jointVerb(asked.length, facts);
  const context = asked.length === 1 ? contextOf(first) : null;
  if (context) return kindOf(first.request).text.verb(context);
  const isOneKind = jointVerbs.length === 0 && asked.every(({ request }) => request.type === type);
  const verb = isOneKind ? kindOf(first.request).text.verbForMany(asked.length, facts) : null;
  // As many as the plan lists.
  return verb ?? planText.applyMany(counted.length);
}

/** Changes that ask for different words are all made in the place. */
function commonWord(items: readonly PlanItem[]): ReturnType<typeof placeWord> {
  const [word = 'in', ...others] = new Set(items.map(({ request }) => placeWord(request)));
  return others.length === 0 ? word : 'in';
}

/** The heading of the whole plan. */
export function planTitle(items: readonly PlanItem[], verb: string, contextOf: ContextOf): string {
  const [first] = items;
  if (!first) return verb;
  if (items.length === 1) return first.title;
  const second = askedItems(items).length === 1 ? secondSteps(items).get(first.id) : undefined;
  const context = second ? contextOf(second) : null;
  const joint = second && context && kindOf(second.request).secondStep?.title(context, first.title);
  if (joint) return joint;
  const places = new Set(items.map(({ target }) => `${target.connectionId} ${target.workspaceId ?? ''}`));
  return places.size === 1 && first.target.workspaceId !== null
    ? planText.atPlace(verb, commonWord(askedItems(items)), first.target.workspaceName)
    : verb;
}
