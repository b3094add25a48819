import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { plainProblem, validationProblems } from './wire.ts';
import { commonText } from '../text.ts';
import { modboxText } from './text.ts';
import { ownValue } from '../../../src-preload/shared/own.ts';

/** Reads a failed answer of Modbox; null where it is in none of its two error shapes. Only the 422 shape is documented. */
export function readModboxError(address: string): (answer: HttpAnswer) => AppError | null {
  return (answer) => {
    const fields = validationProblems.safeParse(answer.json);
    if (fields.success && answer.status === 422) return readFields(fields.data.detail, address);
    const plain = plainProblem.safeParse(answer.json);
    return plain.success ? readPlain(answer, address, plain.data.detail) : null;
  };
}

/** The wire's names of fields in ours. */
const fieldNames: Readonly<Record<string, string>> = {
  username: 'username',
  password: 'password',
  refresh_token: 'token',
  description: 'description',
  name: 'name',
  email: 'email',
  role: 'role',
};

function readFields(problems: { loc: (string | number)[]; msg: string }[], address: string): AppError {
  const fields: FieldProblem[] = problems.map(({ loc, msg }) => {
    const name = String(loc.at(-1) ?? '');
    return { path: ownValue(fieldNames, name) ?? shown(name, 60), message: shown(msg) };
  });
  const [first] = fields;
  const what = first === undefined ? 'this' : `the ${first.path === 'email' ? 'e-mail address' : first.path}`;
  return invalidError(
    `${hostOf(address)} refuses ${what}${first === undefined ? '' : `: ${first.message}`}.`,
    commonText.correctAndRetry,
    fields,
  );
}

function readPlain(answer: HttpAnswer, address: string, message: string): AppError {
  const detail = `HTTP ${answer.status}: ${shown(message)}`;
  if (answer.status === 401) {
    return /username or password/i.test(message)
      ? invalidError(modboxText.wrongPassword, commonText.checkBoth, [
          { path: 'password', message: modboxText.notAccepted },
        ])
      : signedOutError(modboxText.signedOut, detail);
  }
  const own = named.find(({ status, pattern }) => status === answer.status && pattern.test(message));
  if (own !== undefined) return plainError(own.kind, own.sentence, own.nextStep, detail);
  return ownStatusError(answer, address, message);
}

interface Named {
  status: number;
  pattern: RegExp;
  kind: 'forbidden' | 'not-allowed' | 'not-found' | 'conflict';
  sentence: string;
  nextStep: string;
}

const named: readonly Named[] = [
  {
    status: 403,
    pattern: /not active/i,
    kind: 'forbidden',
    sentence: modboxText.inactive,
    nextStep: modboxText.contactModbox,
  },
  {
    status: 403,
    pattern: /login session/i,
    kind: 'not-allowed',
    sentence: modboxText.sessionOnly,
    nextStep: modboxText.signInAsPerson,
  },
  {
    status: 403,
    pattern: /not a member/i,
    kind: 'forbidden',
    sentence: commonText.notWorkspaceMember,
    nextStep: modboxText.askToBeAdded,
  },
  {
    status: 403,
    pattern: /only an owner/i,
    kind: 'forbidden',
    sentence: modboxText.ownerOnly,
    nextStep: commonText.askOwner,
  },
  {
    status: 403,
    pattern: /owner cannot be removed/i,
    kind: 'forbidden',
    sentence: modboxText.ownerProtected,
    nextStep: modboxText.demoteFirst,
  },
  {
    status: 403,
    pattern: /needs an owner/i,
    kind: 'forbidden',
    sentence: modboxText.needsOwner,
    nextStep: modboxText.makeOwnerFirst,
  },
  {
    status: 403,
    pattern: /one of the roles/i,
    kind: 'forbidden',
    sentence: commonText.roleDoesNotAllow,
    nextStep: commonText.refreshRole,
  },
  {
    status: 404,
    pattern: /workspace not found/i,
    kind: 'not-found',
    sentence: commonText.workspaceGone,
    nextStep: commonText.refreshWorkspaces,
  },
  {
    status: 404,
    pattern: /member not found/i,
    kind: 'not-found',
    sentence: commonText.notAMember,
    nextStep: commonText.refreshMembers,
  },
  {
    status: 404,
    pattern: /token not found/i,
    kind: 'not-found',
    sentence: modboxText.tokenGone,
    nextStep: modboxText.refreshTokens,
  },
  {
    status: 409,
    pattern: /already a member/i,
    kind: 'conflict',
    sentence: commonText.alreadyMember,
    nextStep: modboxText.changeRoleInstead,
  },
];
