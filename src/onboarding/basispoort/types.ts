// The portal through which a school lets us in: who gave permission, who is there, and for whom our tiles
// show. In: numbers of schools and people. Out: what the portal knows, in our words. Invariants: nothing
// outside the adapter (`rest.ts`, `wire.ts`, `transport.ts`) knows the protocol; no name of a person comes
// through here; numbers are exact up to 2^53 - 1 or refused.
import type { BrinSite } from '../../base/brin.ts';
import type { PlainDate } from '../../base/plain-date.ts';

/** The five roles that the portal knows (basispoort.md section 5); none of them is a director. */
export const portalRoles = ['Leerkracht', 'ICTCoordinator', 'IBRTer', 'Stagiair', 'Inval'] as const;

/** One of portalRoles. */
export type PortalRole = (typeof portalRoles)[number];

/** Somebody at the portal, as far as recognising and letting in need. */
export interface PortalPerson {
  readonly userId: number;
  readonly eckId: string | null;
  readonly lasKey: string | null;
}

/** A member of staff: a set of roles, and until when. */
export interface PortalStaffMember extends PortalPerson {
  /** Without those that we do not know; a person may have several, or none. */
  readonly roles: readonly PortalRole[];
  /** The last day at the school; null: no end known. */
  readonly endsOn: PlainDate | null;
}

/** A school as the portal files it. */
export interface PortalSchool {
  readonly institutionId: number;
  /** Null where the portal knows no BRIN of it. */
  readonly site: BrinSite | null;
  readonly active: boolean;
  /** The school into which it went. */
  readonly mergedInto: number | null;
  /** What names the school in shortcuts. */
  readonly reference: string | null;
}

/** What looking for a school by BRIN and site gave. */
export type SchoolSearch =
  | { readonly kind: 'found'; readonly institutionId: number }
  /** Several active schools have this very site: a person has to look. */
  | { readonly kind: 'ambiguous' }
  /** It went into another, which has another BRIN or site. */
  | { readonly kind: 'merged'; readonly institutionId: number; readonly site: BrinSite | null }
  | { readonly kind: 'inactive' }
  | { readonly kind: 'unknown' };

/** A tile of ours, or the method under which tiles hang. */
export interface PortalTile {
  /** Ours, without a slash; unique for us. */
  readonly id: string;
  readonly name: string;
  /** Where it leads; null for the method. */
  readonly url: string | null;
  /** Staff: hidden from pupils. Pupils: for taking tests. */
  readonly audience: 'staff' | 'pupils' | null;
  /** An SVG document. */
  readonly iconSvg: string | null;
}

/** A method with its tiles. */
export interface TileSet {
  readonly method: PortalTile;
  readonly tiles: readonly PortalTile[];
}

/** Which list of users: of one tile. */
export interface TileAddress {
  readonly methodId: string;
  readonly tileId: string;
}

/** Many people on or off the lists of many tiles at once. */
export interface BulkChange {
  readonly tileIds: readonly string[];
  readonly userIds: readonly number[];
}

/**
 * The portal as we use it. Every call may throw an Outage, whose message names no person; what has no effect
 * when done twice is tried again by the adapter itself.
 */
export interface RosterPortal {
  /** The school of exactly this site, an absent location being `00`; mergers are followed. */
  findSchool(site: BrinSite): Promise<SchoolSearch>;
  readSchool(institutionId: number): Promise<PortalSchool>;
  /** Whether the school lets us in.
   * @param request also puts the question before its coordinator */
  hasPermission(institutionId: number, request: boolean): Promise<boolean>;
  /** Gives the permission back: the school is a customer no more. */
  relinquishPermission(institutionId: number): Promise<void>;
  /** Every school that lets us in now. */
  listPermitted(): Promise<readonly number[]>;
  /** Schools that gave or withdrew permission on a day. */
  listPermissionChanges(change: 'granted' | 'withdrawn', day: PlainDate): Promise<readonly number[]>;
  listPupils(institutionId: number): Promise<readonly PortalPerson[]>;
  /** Those of these people who are pupils of the school. */
  listPupilsAmong(institutionId: number, userIds: readonly number[]): Promise<readonly PortalPerson[]>;
  listStaff(institutionId: number): Promise<readonly PortalStaffMember[]>;
  /** Creates or updates a method with its tiles. */
  putTiles(set: TileSet): Promise<void>;
  /** Who is on the list of a tile, of all schools together, ascending. */
  listUsers(tile: TileAddress): Promise<readonly number[]>;
  /** Puts people on lists; a number that the portal does not know is dropped without a word. */
  grant(change: BulkChange): Promise<void>;
  /** Takes people off lists; who is not on one is passed by. */
  revoke(change: BulkChange): Promise<void>;
}
