import type { ComponentChildren, VNode } from 'preact';
import type { SandboxInfo } from './page.tsx';
import { PlainPage } from './page.tsx';
import { nl } from './nl.ts';

/** What a person reads when something went wrong: what happened, what was kept, what to do. No names, no
 * inside. */
export interface ErrorPageView {
  readonly productName: string;
  /** HTTP status, shown small. */
  readonly status: number;
  readonly title: string;
  readonly whatHappened: string;
  /** Null when there was nothing to keep. */
  readonly whatWasKept: string | null;
  readonly whatToDo: ComponentChildren;
  /** Leads to the log; null when there is nothing in the log. */
  readonly correlationId: string | null;
  readonly sandbox?: SandboxInfo | null;
}

/** The page for trouble. */
export function ErrorPage(view: ErrorPageView): VNode {
  const { productName, title, whatHappened, sandbox } = view;
  return (
    <PlainPage productName={productName} title={title} lead={whatHappened} sandbox={sandbox}>
      {view.whatWasKept !== null && <><h2>{nl.whatWasKept}</h2><p>{view.whatWasKept}</p></>}
      <h2>{nl.whatToDo}</h2>
      <p>{view.whatToDo}</p>
      <p class="error-code">
        {view.correlationId !== null && (
          <>{nl.correlationId}: <code>{view.correlationId}</code>. {nl.correlationHint} </>
        )}
        <span class="no-break">(HTTP {view.status})</span>
      </p>
    </PlainPage>
  );
}

/** Words for the statuses that the frame itself answers; `whatToDo` in the words of somebody who wants to
 * go on. */
export function errorWords(status: number): ErrorWords {
  return wordsByStatus[status] ?? (status < 500 ? wordsByStatus[400]! : wordsByStatus[500]!);
}

/** The words of an error page, without what belongs to the moment. */
export type ErrorWords = Pick<ErrorPageView, 'title' | 'whatHappened' | 'whatWasKept' | 'whatToDo'>;

const unchanged = 'Er is niets veranderd. Wat al bewaard was, is er nog.';

const wordsByStatus: Readonly<Record<number, ErrorWords>> = {
  400: {
    title: 'Dit verzoek begrijpen we niet',
    whatHappened: 'Uw browser stuurde iets wat deze pagina niet kan lezen.',
    whatWasKept: unchanged,
    whatToDo: 'Ga terug, ververs de pagina en probeer het nog eens.',
  },
  403: {
    title: 'Deze pagina is niet voor u',
    whatHappened: 'U bent ingelogd, maar mag deze pagina niet zien of dit niet doen.',
    whatWasKept: unchanged,
    whatToDo: 'Ga terug. Denkt u dat u dit wel moet kunnen? Vraag het de beheerder van uw school.',
  },
  404: {
    title: 'Deze pagina is er niet',
    whatHappened: 'Het adres bestaat niet, of het hoort niet bij uw school.',
    whatWasKept: null,
    whatToDo: 'Ga terug, of begin opnieuw op de eerste pagina.',
  },
  413: {
    title: 'Dit bestand is te groot',
    whatHappened: 'Het bestand is groter dan we kunnen inlezen.',
    whatWasKept: unchanged,
    whatToDo: 'Kijk of u het goede bestand koos. Klopt het? Bel dan de klantenservice.',
  },
  429: {
    title: 'Even wachten',
    whatHappened: 'Dit is kort na elkaar te vaak geprobeerd.',
    whatWasKept: unchanged,
    whatToDo: 'Wacht een minuut en probeer het dan opnieuw.',
  },
  500: {
    title: 'Er ging bij ons iets mis',
    whatHappened: 'Dit ligt aan ons, niet aan u.',
    whatWasKept: 'Wat u al bewaard had, is er nog. Wat u nu instuurde, is misschien niet bewaard.',
    whatToDo: 'Ga terug en probeer het nog eens. Blijft het misgaan? Bel dan de klantenservice.',
  },
  503: {
    title: 'Even niet bereikbaar',
    whatHappened: 'Een systeem dat we nodig hebben, geeft nu geen antwoord.',
    whatWasKept: 'Alles wat u bewaarde, is er nog. Wat wacht, gaat later vanzelf verder.',
    whatToDo: 'Probeer het over een paar minuten opnieuw.',
  },
};
