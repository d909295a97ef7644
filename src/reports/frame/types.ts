// A report as a value. In: what a report read and computed. Out: words, numbers and pictures that page, PDF, CSV and
// Excel all show, so that they cannot differ. Invariants: every number that stands in a picture stands in a table;
// what is synthetic says so; a report without results says why.
import type { SchoolViewer } from '../../access/types.ts';
import type { Subject } from '../../content/types.ts';
import type { Feature } from '../../ordering/types.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Choice, ChoiceChange } from './choice.ts';

/** What a cell holds: as people read it, and as a spreadsheet counts with it. */
export interface Cell {
  readonly text: string;
  /** For CSV and Excel where the text is not it: the unrounded number, or null for nothing. Absent: the text. */
  readonly value?: number | string | null;
  /** Page only: where the cell leads. */
  readonly href?: string;
  /** A level (`I`-`V`, `A`-`E`), which the page shows as a tag with letter and tint. */
  readonly level?: string;
  /** Page: shown behind a click, e.g. what else is known of a result. PDF and data leave it out. */
  readonly more?: string;
}

/** A column of a table. */
export interface ReportColumn {
  /** Of the data file: lower case Dutch with underscores, `score_interval_laag`. Never changes once it is out. */
  readonly key: string;
  readonly header: string;
  /** Numbers stand right; `short` is text that never breaks. */
  readonly kind: 'text' | 'short' | 'number';
  /** Takes the room that is left on paper; at least one column of a table should. */
  readonly wide?: true;
  /** Names the row; at most one column. */
  readonly rowHeader?: true;
  /** Stands in data files only, e.g. the standard error in full. */
  readonly dataOnly?: true;
  /** Stands on the page only, e.g. "Hoe berekend?". */
  readonly pageOnly?: true;
}

/** Rows that are alike: one cell a column, in their order. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Totals; one cell a column. */
  readonly foot?: readonly Cell[];
  /** On a narrow screen: rows become lists, or the table scrolls sideways (wide tables). */
  readonly narrow?: 'stack' | 'scroll';
}

/** A picture of `ui/charts` with the words for who cannot see it. */
export interface ReportPicture {
  readonly label: string;
  readonly svg: string;
  readonly alt: string;
}

/** A part of a report: pictures, and under them a table with the same numbers. */
export interface ReportPart {
  /** Empty where the report has one part. */
  readonly heading: string;
  readonly lead?: string;
  readonly pictures: readonly ReportPicture[];
  readonly tables: readonly ReportTable[];
  /** Sentences of `honest/`, in the order in which they matter. */
  readonly remarks: readonly string[];
  /** Begins on a new sheet of paper. */
  readonly newSheet?: true;
}

/** Something to choose, kept in the address. Few options stand beside each other, many in a list. */
export interface Filter {
  /** What it is of, e.g. "Vakgebied". */
  readonly label: string;
  readonly look: 'tabs' | 'list' | 'switch';
  readonly options: readonly {
    readonly label: string;
    /** The choice when this is taken; the rest of the choice stays. */
    readonly change: ChoiceChange;
    readonly current: boolean;
  }[];
}

/** Everything that a report says. */
export interface ReportDocument {
  readonly title: string;
  readonly lead: string;
  /** Stands under the title on paper: group, school year. School and date are added. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly breadcrumbs: readonly { readonly href: string; readonly label: string }[];
  /** Other reports of the same pupil, group or school, this one among them; shown as tabs above the choices. */
  readonly related?: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  readonly filters: readonly Filter[];
  readonly parts: readonly ReportPart[];
  /** Why there is nothing to see and what helps; null when there is something. */
  readonly empty: { readonly title: string; readonly words: string } | null;
  /** Said above everything: old results that are not there yet. */
  readonly notices: readonly { readonly title: string; readonly text: string }[];
  /** Whose norms were used; null for a report without norms. */
  readonly norm: { readonly source: string; readonly synthetic: boolean } | null;
  /** What was looked at, for the audit log. */
  readonly seen: { readonly kind: 'pupil' | 'group' | 'school'; readonly id: string };
  readonly landscape?: true;
}

/** A report as page, PDF and data files show it: all but whose it was, which the audit log keeps. */
export type ShownReport = Omit<ReportDocument, 'seen'>;

/** What a report is given: everything is read in one transaction of the school. */
export interface ReportContext {
  readonly platform: Platform;
  readonly tx: TenantTx;
  readonly viewer: SchoolViewer;
  readonly now: Date;
  readonly choice: Choice;
  /** A file holds all of a report that a page shows a subject at a time. */
  readonly as: 'page' | 'file';
  /** Address of this report with its choices and those of `change`. */
  readonly address: (change: ChoiceChange) => string;
}

/** Whom a report is of: in its path stands `:pupilId`, `:groupId`, `:resultId` or nothing. */
export interface ReportOf {
  readonly pupilId?: string;
  readonly groupId?: string;
  readonly readingId?: string;
}

/** A report of the catalogue. */
export interface Report {
  /** Stable; names the file and stands in the audit log, e.g. `groei`. */
  readonly code: string;
  /** Path of its page; with `.pdf`, `.csv` and `.xlsx` behind it those of its files. */
  readonly path: string;
  /** As schools know it, e.g. "Groepsrapport". */
  readonly name: string;
  /** The question that it answers, e.g. "Waar staat elke leerling van mijn groep nu?" */
  readonly question: string;
  readonly about: 'pupil' | 'group' | 'school';
  /** The part of a package that it belongs to. */
  readonly feature: Extract<Feature, 'pupil_reports' | 'group_reports' | 'school_reports'>;
  /** Reads and computes; throws NotFound for who may not see it. */
  readonly read: (context: ReportContext, of: ReportOf) => Promise<ReportDocument>;
}

/** A subject as it is offered to choose. */
export interface SubjectChoice {
  readonly subject: Subject;
  readonly name: string;
}
