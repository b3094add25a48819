import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import { normalizeAddress, normalizeName, normalizeUrl } from '../../../../src-preload/shared/normalize.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/**
 * A request with what it brings to the server normalised, wherever it comes from. What it names on the server stays to the letter, also when
 * a person would write it otherwise: the server knows it by that alone.
 */
export function normalizeRequest(request: ChangeRequest, snapshot: Snapshot): ChangeRequest {
  switch (request.type) {
    case 'member.invite':
      return { ...request, email: normalizeAddress(request.email).text };
    case 'workspace.create':
      return { ...request, name: nameOf(request.name), url: normalizeUrl(request.url).text };
    case 'workspace.provision':
    case 'workspace.clone':
    case 'organization.create':
    case 'role.create':
    case 'token.create':
      return { ...request, name: nameOf(request.name) };
    case 'token.rotate':
      return { ...request, newName: nameOf(request.newName) };
    case 'workspace.update':
    case 'organization.update': {
      const now = snapshot.row(request.connectionId, request.workspaceId)?.name;
      return request.name === now ? request : { ...request, name: nameOf(request.name) };
    }
    default:
      return request;
  }
}

const nameOf = (text: string): string => normalizeName(text).text;
