import type { VNode } from 'preact';
import { Button, ButtonRow, LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Notice } from '../components/notice.tsx';
import { Progress } from '../components/progress.tsx';
import { Card, Columns, Section } from '../components/section.tsx';
import { StepList } from '../components/step-list.tsx';
import { TaskList } from '../components/task-list.tsx';
import { DefinitionList } from '../components/definition-list.tsx';
import { Pagination } from '../components/pagination.tsx';
import { StatusTag, SyntheticLabel } from '../components/tags.tsx';
import { Tabs } from '../components/tabs.tsx';
import type { NavigationItem } from '../page.tsx';
import { Page } from '../page.tsx';

/** What all pages of the gallery share: an invented school and its administrator. */
export const frame = {
  productName: 'Leerling in beeld',
  visitor: {
    label: 'Marijke van den Heuvel', roleLabel: 'schoolbeheerder', schoolName: 'Basisschool De Regenboog',
  },
  sandbox: { dateLabel: 'di 19 januari 2027', href: '/sandbox' },
  helpHref: '/hulp',
} as const;

/** The main menu with one entry marked. */
export function menu(current: string): readonly NavigationItem[] {
  return ([
    ['/', 'Vandaag', 'house'], ['/groepen', 'Groepen', 'users'], ['/toetsen', 'Toetsen', 'clipboard-list'],
    ['/rapporten', 'Rapporten', 'chart-line'], ['/resultaten', 'Naar het LAS', 'send'],
    ['/beheer', 'Gebruikersbeheer', 'settings'],
  ] as const).map(([href, label, icon]) => ({ href, label, icon, current: label === current }));
}

/** The first page of an administrator: what to do now, and how far the school is. */
export function HomeSample(): VNode {
  return (
    <Page {...frame} title="Vandaag" lead="Dit wacht op u. Begin bovenaan." navigation={menu('Vandaag')}>
      <Section title="Nu te doen">
        <TaskList tasks={[
          { title: 'Twijfel over leerlingen oplossen', count: 3, href: '/twijfel', linkLabel: 'Bekijken',
            why: 'Van deze leerlingen weten we niet zeker bij wie de oude resultaten horen.' },
          { title: 'Rekenen-Wiskunde M5 plannen voor groep 5', href: '/plannen', linkLabel: 'Plannen',
            why: 'De toetsperiode is begonnen. Er staat nog niets klaar.' },
          { title: 'Leerlingen die nog een toets moeten maken', count: 12, href: '/afname',
            linkLabel: 'Bekijken', why: 'Zij waren ziek of zijn halverwege gestopt.' },
        ]} />
      </Section>
      <Section title="Aansluiten" lead="Drie stappen. Samen kosten ze ongeveer een half uur.">
        <StepList steps={[
          { number: 1, title: 'Leerlingen ophalen uit uw LAS', state: 'done', dateLabel: 'di 12 januari 2027',
            description: '226 leerlingen, 10 groepen en 18 medewerkers staan klaar.' },
          { number: 2, title: 'Oude resultaten overnemen', state: 'now',
            dateLabel: 'sinds vr 15 januari 2027',
            description: <p>We nemen alleen resultaten van 3.0-toetsen over. U ziet eerst wat er komt.</p>,
            action: <LinkButton href="/stap-2" icon="arrow-right">Stap 2 beginnen</LinkButton> },
          { number: 3, title: 'Resultaten terug naar uw LAS', state: 'later', dateLabel: 'na stap 2',
            description: 'Daarna gaan vaardigheidsscores en niveaus vanzelf naar uw LAS.' },
        ]} />
      </Section>
    </Page>
  );
}

/** An empty report and the smaller parts beside each other. */
export function PartsSample(): VNode {
  return (
    <Page {...frame} title="Groep 5" lead="24 leerlingen, twee leerkrachten." navigation={menu('Groepen')}
      breadcrumbs={[{ href: '/', label: 'Vandaag' }, { href: '/groepen', label: 'Groepen' }]}
      actions={<LinkButton href="/groep-5.pdf" icon="download">Als PDF</LinkButton>}
      notices={[{ kind: 'success', title: 'De toets staat klaar', text: '24 leerlingen kunnen beginnen.' }]}>
      <Tabs label="Vakgebied" items={[
        { href: '#', label: 'Rekenen-Wiskunde', current: true },
        { href: '#', label: 'Begrijpend lezen', current: false },
        { href: '#', label: 'Spelling', current: false },
      ]} />
      <EmptyState icon="chart-line" title="Hier komt het groepsrapport"
        action={<LinkButton variant="primary" href="/plannen" icon="calendar">Een toets plannen</LinkButton>}>
        <p>
          Er zijn nog geen resultaten van groep 5. Na de eerste toets, of na stap 2, staat hier het rapport.
        </p>
      </EmptyState>
      <Progress id="ophalen" label="Leerlingen ophalen uit het LAS" value={120} max={226}
        words="120 van 226 leerlingen opgehaald" pollHref="/voortgang">
        <p>U kunt deze pagina verlaten. Het ophalen gaat door.</p>
      </Progress>
      <Progress id="wachten" label="Wachten op het LAS" value={null} max={1}
        words="Het LAS maakt de lijst klaar." />
      <Notice kind="info">Taak 1 duurt ongeveer 40 minuten. Er is geen tijdslimiet.</Notice>
      <Notice kind="warning" title="Buiten de normperiode">
        <p>Na 31 maart tonen we geen niveau I tot en met V meer, alleen het functioneringsniveau.</p>
      </Notice>
      <Notice kind="error" title="Het LAS weigerde de sleutel">
        <p>Er is niets veranderd. Maak in uw LAS een nieuwe autorisatiesleutel en plak die opnieuw.</p>
      </Notice>
      <Section title="Koppelingen"><Columns>
        <Card title="Koppeling met het LAS" lead="Laatste keer: vannacht om 03.12 uur."
          actions={<Button small icon="clock">Nu ophalen</Button>}>
          <DefinitionList items={[
            ['Administratie', 'Oefen-LAS'], ['BRIN en vestiging', '99XX00'],
            ['Toestand', <StatusTag tone="success">werkt</StatusTag>],
          ]} />
        </Card>
        <Card title="Resultaten" lead="Wat er met de resultaten van deze week is gebeurd.">
          <DefinitionList items={[
            ['In het LAS', <StatusTag tone="success">21 afgeleverd</StatusTag>],
            ['Onderweg', <StatusTag tone="busy">2 onderweg</StatusTag>],
            ['Wachten', <StatusTag tone="neutral">1 wacht</StatusTag>],
            ['Let op', <StatusTag tone="warning">1 buiten de periode</StatusTag>],
            ['Geweigerd', <StatusTag tone="error">1 geweigerd</StatusTag>],
          ]} />
        </Card>
      </Columns></Section>
      <p><SyntheticLabel /></p>
      <ButtonRow>
        <Button>Bewaren</Button><Button variant="quiet">Annuleren</Button><Button disabled>Versturen</Button>
      </ButtonRow>
      <Pagination page={2} pageCount={7} hrefOf={(page) => `?pagina=${page}`} />
    </Page>
  );
}
