import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Applied } from '../../../src-preload/contract/changes.ts';
import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Approval } from '../../../src-preload/contract/second-persons.ts';
import { isBlocked, isConfirmedBy, typedFor } from '../../../src-preload/shared/plan.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { CommandEnd, endWith } from '../command-end.ts';
import { exitCodes, type ExitName } from '../exit-codes.ts';
import { whenInterrupted } from '../runtime/interruption.ts';
import { exitOfBlocked } from './refused.ts';
import { askSecondPerson, isUnconfirmedBySecond } from './second-person.ts';
import { secondPersonText } from './second-person.text.ts';
import { commandText } from './text.ts';

interface Confirmed {
  typed: string;
  acknowledged: string[];
  secondPerson?: Approval;
}

/** How often the state of a plan is asked for while it is applied, in ms. */
const progressEvery = 150;

/** Plans these changes, asks for what the app asks, applies them and says how each ended. */
export async function carryOut(
  context: CommandContext,
  requests: readonly ChangeRequest[],
): Promise<Outcome> {
  return carryOutPlan(context, await context.call('changes.plan', { requests: [...requests] }));
}

/** The same for a plan that is there already. */
export async function carryOutPlan(context: CommandContext, plan: Plan): Promise<Outcome> {
  const isDryRun = context.flag('dry-run');
  const blocked = plan.items.filter(isBlocked);
  if (isDryRun || blocked.length > 0) {
    await context.attempt('changes.discard', { planId: plan.id });
    const exit = blocked.length > 0 ? await exitOfBlocked(context, blocked) : 'done';
    if (isDryRun) context.terminal.note(commandText.dryRun);
    else context.terminal.complain(refusalOf(blocked));
    return {
      exit,
      data: { outcome: blocked.length > 0 ? 'refused' : 'planned', plan },
      text: isDryRun ? planText(plan) : '',
    };
  }
  if (plan.guided) {
    await context.attempt('changes.discard', { planId: plan.id });
    context.terminal.complain(`${commandText.guided.sentence} ${commandText.guided.nextStep}`);
    return { exit: 'refused', data: { outcome: 'guided', plan }, text: planText(plan) };
  }
  return apply(context, plan, await confirmOrDiscard(context, plan));
}

/** Whatever ends the question, no draft stays behind. */
async function confirmOrDiscard(context: CommandContext, plan: Plan): Promise<Confirmed> {
  const people = async () => (await context.call('secondPersons.list', {})).people;
  try {
    const confirmed = await confirm(context, plan);
    const secondPerson = await askSecondPerson({ ...context, people }, plan);
    return secondPerson === null ? confirmed : { ...confirmed, secondPerson };
  } catch (cause) {
    await context.attempt('changes.discard', { planId: plan.id });
    throw cause;
  }
}

const refusalOf = (blocked: readonly PlanItem[]): string =>
  [
    ...new Set(
      blocked.flatMap(({ checks }) =>
        checks.filter(({ level }) => level === 'block').map(({ words }) => words),
      ),
    ),
  ].join('\n');

/** Shows the plan on standard error and asks as the app does; without a terminal, --yes and --confirm answer. */
async function confirm(context: CommandContext, plan: Plan): Promise<Confirmed> {
  const { terminal } = context;
  const acknowledged = plan.items.flatMap(({ id, checks }) =>
    checks.filter(({ needsYes }) => needsYes).map(({ code }) => `${id}:${code}`),
  );
  const given = context.option('confirm');
  const wanted = typedFor(plan.confirmation);
  const refuse = (said: { sentence: string; nextStep: string }): never => {
    throw new CommandEnd('notConfirmed', said);
  };
  // One safe addition: the command itself was the answer.
  if (plan.confirmation.type === 'none') return { typed: '', acknowledged };
  terminal.note(planText(plan));
  if (wanted !== null) {
    if (given !== undefined && !isConfirmedBy(plan.confirmation, given))
      return refuse(commandText.wrongConfirm(wanted));
    if (given === undefined && !terminal.isInteractive) return refuse(commandText.confirmNeeded(wanted));
    const typed = given ?? (await terminal.ask(commandText.typeToConfirm(wanted)));
    if (typed === null || !isConfirmedBy(plan.confirmation, typed)) return refuse(commandText.notConfirmed);
    return { typed, acknowledged };
  }
  if (context.flag('yes')) return { typed: '', acknowledged };
  if (!terminal.isInteractive) return refuse(commandText.cannotAsk);
  const answer = await terminal.ask(commandText.proceed);
  if (answer === null || !/^\s*y(es)?\s*$/i.test(answer)) return refuse(commandText.notConfirmed);
  return { typed: '', acknowledged };
}

async function apply(context: CommandContext, plan: Plan, confirmed: Confirmed): Promise<Outcome> {
  const { terminal } = context;
  // The first Ctrl+C ends after the change on its way, and the receipt is printed; the second ends at once.
  const endAtOnce = () => {
    terminal.complain(commandText.stoppedAtOnce);
    process.exit(exitCodes.partly.code);
  };
  const release = whenInterrupted(() => {
    terminal.complain(commandText.stopping);
    whenInterrupted(endAtOnce);
    void context.attempt('changes.stop', { planId: plan.id });
  });
  const watch = plan.items.length > 1 ? watchProgress(context, plan.id) : () => undefined;
  try {
    const applied = await context.attempt('changes.apply', { planId: plan.id, ...confirmed });
    watch();
    if (!applied.ok) {
      await context.attempt('changes.discard', { planId: plan.id });
      throw isUnconfirmedBySecond(applied.error)
        ? new CommandEnd('notConfirmed', applied.error)
        : endWith(applied.error);
    }
    return receiptOutcome(context, applied.value);
  } finally {
    watch();
    release();
  }
}

function watchProgress(context: CommandContext, planId: string): () => void {
  let shown = -1;
  let isAsking = false;
  const timer = setInterval(() => {
    // An app that is busy gets no second question before it has answered the first.
    if (isAsking) return;
    isAsking = true;
    void context.attempt('changes.progress', { planId }).then((found) => {
      isAsking = false;
      if (!found.ok || found.value === null) return;
      const { done, total } = found.value;
      if (done !== shown) context.terminal.progress(commandText.applying(done, total));
      shown = done;
    });
  }, progressEvery);
  return () => clearInterval(timer);
}

async function receiptOutcome(
  context: CommandContext,
  { plan, reveals, unsaved }: Applied,
): Promise<Outcome> {
  const { terminal } = context;
  const secrets: { tokenId: string; secret: string }[] = [];
  for (const { revealId, tokenId } of reveals) {
    if (context.flag('reveal')) {
      const { secret } = await context.call('tokens.revealSecret', { revealId });
      secrets.push({ tokenId, secret });
    } else {
      terminal.complain(commandText.secretHidden);
    }
    await context.attempt('tokens.forgetSecret', { revealId });
  }
  const exit = exitOfPlan(plan);
  terminal.note(receiptText(plan));
  for (const sentence of plan.alsoChanged) terminal.note(sentence);
  const notSaved = unsaved === undefined ? null : await unsavedText(context, unsaved);
  if (notSaved !== null) terminal.complain(`${notSaved.sentence} ${notSaved.nextStep}`);
  return {
    exit,
    data: {
      outcome: exit,
      plan,
      ...(context.flag('reveal') ? { secrets } : {}),
      ...(notSaved === null ? {} : { unsaved: notSaved }),
    },
    // A new token is the one result that a script reads from a change.
    text: secrets.map(({ secret }) => secret).join('\n'),
  };
}

/** The open app keeps trying to save a receipt; a command ends. What is asked alone keeps none. */
async function unsavedText(context: CommandContext, { sentence, nextStep }: AppError) {
  switch (await context.via()) {
    case 'app':
      return { sentence, nextStep };
    case 'profile':
      return commandText.receiptUnsaved;
    case 'server':
      return null;
  }
}

/** Everything done, some of it, or nothing. */
function exitOfPlan({ items }: Plan): ExitName {
  const isDone = ({ state }: PlanItem) => state.state === 'done' || state.state === 'already-so';
  if (items.every(isDone)) return 'done';
  const isOpen = items.some(({ state }) => state.state === 'sent' || state.state === 'unverified');
  return items.some(isDone) || isOpen ? 'partly' : 'failed';
}

/** A plan for a person: what would change, with its checks and consequences. */
export function planText(plan: Plan): string {
  const lines = plan.items.flatMap((item) => [
    `${isolated(item.title)}${item.fact === '' ? '' : ` (${isolated(item.fact)})`}`,
    `  in ${isolated(item.target.workspaceName)}, ${isolated(item.target.connectionLabel)} (${item.target.badge}), ${item.target.instanceUrl ?? item.target.address}`,
    ...item.checks.map(
      ({ level, words }) =>
        `  ${level === 'block' ? 'Blocked: ' : level === 'warn' ? 'Warning: ' : ''}${words}`,
    ),
    ...item.consequences.map((sentence) => `  ${sentence}`),
    ...item.steps.map((step, at) => `  ${at + 1}. ${step}`),
    `  ${item.undo.words}`,
  ]);
  const second = plan.secondPerson === undefined ? [] : [secondPersonText.needed(plan.secondPerson)];
  // What one change is called, its own line says.
  const title = plan.items.length === 1 && plan.items[0]?.title === plan.title ? [] : [isolated(plan.title)];
  return [...title, ...second, ...lines].join('\n');
}

const outcomes: Readonly<Record<PlanItem['state']['state'], string>> = {
  pending: 'Not sent',
  sent: 'Sent, outcome not known yet',
  done: 'Done',
  'already-so': 'No change needed',
  failed: 'Failed',
  unverified: 'Outcome not known',
  skipped: 'Skipped',
};

/** How each change of a plan ended. */
export function receiptText(plan: Plan): string {
  const lines = plan.items.map(({ title, state, pause }) => {
    const more =
      state.state === 'failed'
        ? `${state.error.sentence} ${state.error.nextStep}`.trim()
        : 'words' in state
          ? state.words
          : state.state === 'pending'
            ? (pause ?? '')
            : '';
    return `${outcomes[state.state]}: ${isolated(title)}${more === '' ? '' : `. ${more}`}`;
  });
  const endedBy = plan.endedBy === undefined ? [] : [`${plan.endedBy.sentence} ${plan.endedBy.nextStep}`];
  const second = plan.confirmedBy === undefined ? [] : [secondPersonText.confirmedBy(plan.confirmedBy)];
  return [...lines, ...endedBy, ...second, commandText.receiptAt(plan.id)].join('\n');
}
