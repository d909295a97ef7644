// The sandbox Basispoort. In: the administration of the invented schools, ticks of an ICT coordinator, REST calls of a
// publisher. Out: rosters and access lists over REST, sign-on over OpenID Connect. Invariant: nobody sees a tile whose
// school gave no permission or who is not on its access list. Names on the wire are Dutch, as Basispoort has them.

/** A person as the institutions service shows one. */
interface PersonOnWire {
  readonly id: number;
  readonly eckid: string | null;
  readonly lasKey: string | null;
  readonly persoonsgegevens: {
    readonly achternaam: string | null;
    readonly voornaam: string | null;
    readonly voorvoegsel: string | null;
    readonly voorletters: string | null;
  };
}

/** A pupil on the wire. */
export interface Leerling extends PersonOnWire {
  readonly jaargroep: string | null;
  readonly groep: string | null;
  readonly subgroepen: readonly string[];
}

/** A member of staff on the wire. */
export interface Medewerker extends PersonOnWire {
  readonly emailadres: string | null;
  readonly einddatum: string | null;
  readonly rollen: readonly Rol[];
  readonly groepen: readonly string[];
  readonly subgroepen: readonly string[];
}

/** The five roles that Basispoort knows; a director has none of them. */
export type Rol = 'Leerkracht' | 'ICTCoordinator' | 'IBRTer' | 'Stagiair' | 'Inval';

/** A group on the wire; groups have no numeric id. */
export interface Groep {
  readonly lasKey: string;
  readonly naam: string;
  readonly jaargroep: string | null;
  readonly omschrijving: string | null;
}

/** What a school looks like from Basispoort. */
export interface InstitutionRoster {
  readonly groepen: readonly Groep[];
  readonly subgroepen: readonly Groep[];
  readonly leerlingen: readonly Leerling[];
  readonly medewerkers: readonly Medewerker[];
}

/** One tile, or the methode that holds products: what a publisher told about it. */
export interface TileDocument {
  readonly id: string;
  readonly code?: string | null;
  readonly naam: string;
  readonly icon?: string | null;
  readonly iconUrl?: string | null;
  readonly url?: string | null;
  readonly tags: readonly string[];
}

/** Which tile: a methode, or a product of it. */
export interface TileAddress {
  readonly methodeId: string;
  /** Empty for the methode itself. */
  readonly productId: string;
}

/** An error as the sandbox writes it; the real schema is not known. */
export interface RestError {
  readonly status: 400 | 401 | 403 | 404 | 409 | 429 | 500 | 503;
  readonly code: string;
  readonly message: string;
}
