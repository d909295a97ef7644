import type { VNode } from 'preact';
import { publicPage } from '../access/frame.tsx';
import { inReadingOrder } from '../ordering/pages.tsx';
import type { Package } from '../ordering/types.ts';
import type { Platform } from '../platform/platform.ts';
import { ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { Card, Columns, Section } from '../ui/components/section.tsx';
import { plural } from '../ui/format.ts';
import { questions, type Question } from './questions.ts';

/** Questions that the front page shows. */
const questionsInFront = 4;

/** The front page: what it is, for whom, what it costs in work, and the way to order. */
export function frontPage(platform: Platform, packages: readonly Package[]): string {
  const { productName, stepDelayDays } = platform.config;
  return publicPage(platform, {
    title: productName,
    lead: 'Zie hoe elke leerling groeit, van groep 3 tot en met groep 8. Voor leerkrachten, intern '
      + 'begeleiders en directeuren in het basisonderwijs.',
    children: (
      <>
        <ButtonRow>
          <LinkButton href="/bestellen" variant="primary">Bestellen</LinkButton>
          <LinkButton href="/inloggen">Inloggen</LinkButton>
        </ButtonRow>
        <What />
        <ThreeSteps delayDays={stepDelayDays} />
        <Section title="Twee pakketten" lead="U kiest per school en per schooljaar.">
          <Columns>
            {packages.map(({ name, features }) => (
              <Card title={name}>
                <ul>{inReadingOrder(features).map((feature) => <li>{feature}</li>)}</ul>
              </Card>
            ))}
          </Columns>
        </Section>
        <Section title="Vragen van scholen" id="vragen">
          <QuestionList questions={questions.slice(0, questionsInFront)} />
          <p><a href="/hulp">Alle vragen en antwoorden</a></p>
        </Section>
        <HelpDesk platform={platform} />
      </>
    ),
  });
}

function What(): VNode {
  return (
    <Section title="Wat het is">
      <p>
        Twee keer per jaar maken leerlingen een toets, op papier of op het scherm. Elk resultaat krijgt een
        plek op één schaal per vak. Zo ziet u groei over de jaren, met eerlijk erbij hoe zeker een score is.
      </p>
      <p>
        Leerlingen en groepen komen uit uw administratiesysteem (het LAS). Resultaten gaan er vanzelf naar
        terug.
      </p>
    </Section>
  );
}

function ThreeSteps({ delayDays }: { readonly delayDays: number }): VNode {
  return (
    <Section title="In drie stappen aan de slag" id="stappen"
      lead="Ongeveer een half uur bij elkaar. De beheerder van uw school doet ze in Gebruikersbeheer.">
      <ol class="flow">
        <li>
          <strong>Koppelen.</strong> Plak de autorisatiesleutel van uw LAS en vink ons aan in Basispoort.
          Daarna staan uw leerlingen, groepen en collega’s klaar, en kunt u toetsen.
        </li>
        <li>
          <strong>Oude resultaten ophalen.</strong> Resultaten van eerdere toetsen (3.0) komen mee. Daarna
          zijn de rapporten compleet.
          {delayDays > 0 && ` Deze stap gaat ${plural(delayDays, 'dag', 'dagen')} na stap 1 open.`}
        </li>
        <li>
          <strong>Resultaten naar het LAS.</strong> Nieuwe resultaten gaan vanzelf naar uw administratie. U
          typt niets over.
        </li>
      </ol>
    </Section>
  );
}

/** The help page: all questions, and how to reach a person. */
export function helpPage(platform: Platform): string {
  return publicPage(platform, {
    title: 'Hulp',
    lead: 'Antwoorden op wat scholen ons vragen. Staat uw vraag er niet bij? Bel of mail ons.',
    children: (
      <>
        <Section title="Vragen en antwoorden"><QuestionList questions={questions} /></Section>
        <Section title="Een bestand controleren" id="controleren">
          <p>
            Wilt u weten of een export uit uw LAS in orde is? <a href="/controleren">Controleer het bestand</a>
            {' '}zonder in te loggen. U ziet wat er niet klopt en wat u herstelt, en wij bewaren niets.
          </p>
        </Section>
        <HelpDesk platform={platform} />
      </>
    ),
  });
}

function QuestionList({ questions: shown }: { readonly questions: readonly Question[] }): VNode {
  return (
    <>
      {shown.map(({ id, question, answer }) => (
        <article class="flow" id={id}>
          <h3>{question}</h3>
          {answer.map((paragraph) => <p>{paragraph}</p>)}
        </article>
      ))}
    </>
  );
}

function HelpDesk({ platform }: { readonly platform: Platform }): VNode {
  const { helpPhone, helpMail } = platform.config;
  return (
    <Section title="Klantenservice" id="klantenservice"
      lead="Houd het BRIN-nummer van uw school bij de hand. Dan zien we meteen hoe ver uw school is.">
      <DefinitionList items={[
        ['Telefoon', helpPhone],
        ['Mail', <a href={`mailto:${helpMail}`}>{helpMail}</a>],
        ['Bereikbaar', 'maandag tot en met vrijdag, 08.30 tot 15.00 uur'],
      ]} />
    </Section>
  );
}
