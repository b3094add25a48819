import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { Role } from '../../../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../../components/Button.tsx';
import { Checkbox } from '../../../components/fields/Checkbox.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { Note } from '../../../components/Note.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { permissionChanges } from '../../../lib/roles.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import styles from './roles.module.css';
import {
  addedCodeText,
  noCodesText,
  otherCodeHint,
  replacesAllText,
  unknownCodeText,
  unreportedText,
  unreportedTitle,
} from './text.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import { usePlaceText } from '../usePlaceText.ts';

interface Code {
  code: string;
  label: string;
}

/** The codes to choose from: those of the system, those that the role has, and those that were typed. */
function useCodes({ connectionId, workspaceId }: WorkspaceRef, before: readonly string[]) {
  const [own, setOwn] = useState<readonly string[]>([]);
  const { value, error } = useQuery(['permission-codes', connectionId, workspaceId], () =>
    window.steward.roles.permissionCodes({ connectionId, workspaceId }),
  );
  const known = value ?? [];
  const unknown = [...new Set([...before, ...own])].filter((code) => !known.some((one) => one.code === code));
  const codes: Code[] = [
    ...known,
    ...unknown.map((code) => ({
      code,
      label: before.includes(code) ? unknownCodeText : addedCodeText,
    })),
  ];
  const enter = (code: string) => {
    if (!codes.some((one) => one.code === code)) setOwn([...own, code]);
  };
  return { codes, enter, error };
}

/** The permissions of a custom role. The server replaces the whole set, so unknown codes are kept in it. */
export function PermissionsDialog({
  place,
  role,
  onClose,
}: {
  place: WorkspaceDetail;
  role: Role;
  onClose: () => void;
}) {
  const ref = refOf(place);
  // As it was when the dialog was opened: only what is added and taken here changes.
  const [before] = useState<readonly string[]>(role.permissions ?? []);
  const from = role.permissions === null ? {} : { from: [...before] };
  const { codes, enter, error } = useCodes(ref, before);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(before));
  const after = codes.map(({ code }) => code).filter((code) => chosen.has(code));
  const { added, removed } = permissionChanges(before, after);
  const changes = added.length + removed.length;
  const toggle = (code: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(code);
    else next.delete(code);
    setChosen(next);
  };
  return (
    <PlanDialog
      title={`Permissions of ${role.label}`}
      description={`${usePlaceText(place)} ${replacesAllText}`}
      form={usePlanForm()}
      changes={() => [
        {
          type: 'role.set-permissions',
          ...ref,
          roleId: role.id,
          name: role.label,
          permissions: after,
          ...from,
        },
      ]}
      errors={[error]}
      reason={
        refusal(place, 'role.set-permissions') ??
        (role.permissions !== null && changes === 0 ? 'No changes to save.' : null)
      }
      submit="Replace permissions"
      left={
        <span role="status">
          {changes === 0
            ? plural(after.length, 'permission')
            : `${added.length} added, ${removed.length} removed`}
        </span>
      }
      onClose={onClose}
    >
      {role.permissions === null && (
        <Note tone="warn" title={unreportedTitle}>
          {unreportedText}
        </Note>
      )}
      <fieldset className={styles.codes}>
        <legend className="hidden-words">Permissions</legend>
        {codes.map(({ code, label }) => (
          <div key={code} data-change={changeOf(code, added, removed)}>
            <Checkbox
              label={<code>{code}</code>}
              checked={chosen.has(code)}
              onChange={(on) => toggle(code, on)}
            />
            <span>{label}</span>
          </div>
        ))}
        {codes.length === 0 && <p className={styles.dim}>{noCodesText}</p>}
      </fieldset>
      <OtherCode
        onEnter={(code) => {
          enter(code);
          toggle(code, true);
        }}
      />
    </PlanDialog>
  );
}

/** For a code that this version doesn't know. */
function OtherCode({ onEnter }: { onEnter: (code: string) => void }) {
  const [typed, setTyped] = useState('');
  const enter = () => {
    const code = typed.trim();
    if (code === '') return;
    onEnter(code);
    setTyped('');
  };
  return (
    <Field label="Other permission" hint={otherCodeHint}>
      {(aria) => (
        <div className={styles.add}>
          <TextInput
            {...aria}
            mono
            value={typed}
            placeholder="workspace:billing:read"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              enter();
            }}
          />
          <Button icon={Plus} onClick={enter}>
            Add
          </Button>
        </div>
      )}
    </Field>
  );
}

const changeOf = (code: string, added: readonly string[], removed: readonly string[]) =>
  added.includes(code) ? 'added' : removed.includes(code) ? 'removed' : undefined;
