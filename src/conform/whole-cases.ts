import type { ConformCase, Facts, Seen, Target, Verdict, Weight } from './types.ts';
import { verdict } from './verdicts.ts';

/** What only shows over all answers together: exchange.md sections 2 and 5. */
export const wholeCases: readonly ConformCase[] = [
  over('fault-status', 'must', 'Een fout komt met HTTP-status 500.', 'HTTP 500 bij elke fout',
    faults, ({ answer }) => answer.status === 500),
  over('fault-code', 'must', 'Een fout heeft een code die UWLR kent.', 'alleen codes uit de lijst van UWLR',
    faults, ({ answer }) => answer.faultCode !== 'unknown'),
  over('fault-text', 'should', 'Een fout zegt in woorden wat er mis is.', 'een faultstring bij elke fout',
    faults, ({ answer: { reading } }) => reading.message?.type === 'fault' && reading.message.fault.text !== ''),
  over('fault-inside', 'should', 'Een fout vertelt niets over de binnenkant van de server.',
    'geen programmaregels of padnamen in een fout', faults, ({ answer }) => !inside.test(answer.text)),
  over('content-type', 'must', 'Elk bericht komt als text/xml.', 'Content-Type text/xml bij elk antwoord en elke fout',
    messages, ({ answer }) => /^text\/xml\b/i.test(answer.contentType)),
  over('enveloped', 'must', 'Elk antwoord staat in een envelop van SOAP 1.1.', 'een envelop bij elk antwoord',
    messages, ({ answer }) => answer.reading.enveloped),
  over('key-kept', 'must', 'De autorisatiesleutel komt in geen enkel antwoord terug.', 'nergens de sleutel',
    everything, ({ answer }, { authorisation }) => !answer.text.includes(authorisation.schoolKey)),
  over('in-time', 'must', 'Elk verzoek krijgt antwoord.', 'geen verzoek zonder antwoord',
    everything, ({ answer }) => answer.status !== 0),
];

/** A stack trace, or a path of a disk. */
const inside = /\bat [\w.$<>]+\(|Traceback \(|\b[A-Z]:\\\w|\/(home|usr|var|srv|opt)\/\w|\bin \S+\.cs:line \d/;

function over(
  id: string, weight: Weight, title: string, expected: string,
  which: (facts: Facts) => readonly Seen[], holds: (seen: Seen, target: Target) => boolean,
): ConformCase {
  return {
    id, chapter: 'whole', weight, title, expected,
    call: (_target, facts) => (which(facts).length === 0 ? 'er was niets om naar te kijken' : null),
    judge: (_answer, target, facts): Verdict => {
      const wrong = which(facts).filter((seen) => !holds(seen, target));
      const where = wrong.slice(0, 5).map(({ caseId }) => caseId).join(', ');
      return verdict(wrong.length === 0, wrong.length === 0 ? `${which(facts).length} keer goed`
        : `niet bij ${wrong.length} van ${which(facts).length}: ${where}${wrong.length > 5 ? ' ...' : ''}`);
    },
  };
}

function everything({ seen }: Facts): readonly Seen[] {
  return seen;
}

function faults({ seen }: Facts): readonly Seen[] {
  return seen.filter(({ answer }) => answer.kind === 'fault');
}

function messages({ seen }: Facts): readonly Seen[] {
  return seen.filter(({ answer: { kind } }) =>
    ['roster', 'unchanged', 'nothing', 'confirmation', 'fault'].includes(kind));
}
