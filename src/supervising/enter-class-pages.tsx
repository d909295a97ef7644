import type { ComponentChildren, VNode } from 'preact';
import { sandboxOf } from '../access/frame.tsx';
import type { Platform } from '../platform/platform.ts';
import { renderPage } from '../ui/page.tsx';
import { PupilButton, PupilPage } from '../ui/pupil-page.tsx';
import type { CardRefusal, CodeRefusal } from './enter-class.ts';
import { Picture, type PictureName } from './pictures.tsx';

/** Where a pupil types the code that the teacher shows. */
export function classCodePage(platform: Platform, trouble: CodeRefusal | 'closed' | null, typed = ''): string {
  return pupilPage(platform, {
    title: 'Typ de klassencode', lead: 'Je juf of meester laat de code zien.', hasTrouble: trouble !== null,
    children: (
      <form class="enter" method="post" action="/klas">
        {trouble && <Trouble id="code-fout">{codeWords[trouble]}</Trouble>}
        <label class="enter__label" for="code">Klassencode</label>
        <input class="enter__field enter__field--code" id="code" name="code" value={typed} autocomplete="off"
          autocapitalize="characters" spellcheck={false} maxLength={12} autofocus
          aria-describedby={trouble ? 'code-fout' : undefined} aria-invalid={trouble ? 'true' : undefined} />
        <PupilButton>Verder</PupilButton>
      </form>
    ),
  });
}

const codeWords: Readonly<Record<CodeRefusal | 'closed', string>> = {
  'unknown-code': 'Deze code is niet goed. Kijk nog eens goed en typ hem opnieuw.',
  'too-many-tries': 'Er is te vaak een verkeerde code getypt. Wacht even, of vraag je juf of meester.',
  closed: 'De klassencode is niet meer open. Vraag je juf of meester om een nieuwe.',
};

/** Where a pupil chooses the own picture. No names: who looks on learns nothing. */
export function choosePicturePage(platform: Platform, pictures: readonly PictureName[]): string {
  return pupilPage(platform, {
    title: 'Kies jouw plaatje', lead: 'Het staat op je kaartje.',
    children: (
      <>
        <ul class="pictures">
          {pictures.map((name) => (
            <li>
              <a class="pictures__one" href={`/klas/code?plaatje=${name}`}>
                <Picture name={name} /><span>{name}</span>
              </a>
            </li>
          ))}
        </ul>
        <Restart />
      </>
    ),
  });
}

/** Where a pupil types the digits of the own card. */
export function digitsPage(platform: Platform, picture: PictureName, trouble: CardRefusal | null): string {
  return pupilPage(platform, {
    title: 'Typ jouw cijfers', lead: 'Er staan drie cijfers op je kaartje.', hasTrouble: trouble !== null,
    children: (
      <>
        <p class="chosen"><Picture name={picture} size={5} /><span>{picture}</span></p>
        <form class="enter" method="post" action="/klas/code">
          <input type="hidden" name="plaatje" value={picture} />
          {trouble && <Trouble id="cijfers-fout">{cardWords[trouble]}</Trouble>}
          <label class="enter__label" for="cijfers">Jouw drie cijfers</label>
          <input class="enter__field" id="cijfers" name="cijfers" inputMode="numeric" autocomplete="off" maxLength={5}
            autofocus aria-describedby={trouble ? 'cijfers-fout' : undefined}
            aria-invalid={trouble ? 'true' : undefined} />
          <PupilButton>Naar mijn toetsen</PupilButton>
        </form>
        <p><a href="/klas/plaatje">Kies een ander plaatje</a></p>
      </>
    ),
  });
}

const cardWords: Readonly<Record<CardRefusal, string>> = {
  wrong: 'Dit zijn niet de goede cijfers bij dit plaatje. Kijk op je kaartje en probeer het nog eens.',
  locked: 'Bij dit plaatje is te vaak iets anders getypt. Vraag je juf of meester om het slot eraf te halen.',
  'too-many-tries': 'In jouw klas is te vaak iets verkeerds getypt. Wacht even, of vraag je juf of meester.',
  closed: 'De klassencode is niet meer open. Vraag je juf of meester om een nieuwe.',
};

function Trouble({ id, children }: { readonly id: string; readonly children: ComponentChildren }): VNode {
  return <p class="enter__trouble" id={id} role="alert">{children}</p>;
}

function Restart(): VNode {
  return <p><a href="/klas?opnieuw=ja">Typ een andere klassencode</a></p>;
}

function pupilPage(platform: Platform, page: {
  readonly title: string; readonly lead: string; readonly hasTrouble?: boolean; readonly children: ComponentChildren;
}): string {
  const { hasTrouble = false, ...content } = page;
  return renderPage(
    <PupilPage productName={platform.config.productName} sandboxDateLabel={sandboxOf(platform)?.dateLabel ?? null}
      {...content} title={hasTrouble ? `Nog eens: ${content.title.toLowerCase()}` : content.title} />,
  );
}
